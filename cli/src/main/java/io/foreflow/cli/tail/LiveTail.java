package io.foreflow.cli.tail;

import io.foreflow.cli.process.CommandFailure;
import io.foreflow.cli.process.ExitCodes;
import io.foreflow.cli.process.ResizeSignal;
import io.foreflow.cli.process.StopSignal;
import io.foreflow.cli.view.Terminal;
import io.foreflow.topic.TopicReader;
import io.foreflow.wire.MalformedRecordException;
import io.foreflow.wire.RecordDecoder;
import io.foreflow.wire.registry.RegistryException;
import java.time.Duration;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** The work of {@code foreflow tail} on a terminal: a screen that is drawn again and again. */
final class LiveTail {

  private static final Duration STOP_PATIENCE = Duration.ofSeconds(5);
  private static final Duration POLL = Duration.ofMillis(100);
  private static final long CATCH_UP_NANOS = Duration.ofSeconds(10).toNanos();

  private final Terminal terminal;
  private final LiveTopics topics;
  private final View view;
  private final SeriesMemory memory;
  private final SkippedRecords skipped = new SkippedRecords();

  LiveTail(Terminal terminal, LiveTopics topics, View view, SeriesMemory memory) {
    this.terminal = terminal;
    this.topics = topics;
    this.view = view;
    this.memory = memory;
  }

  int run() {
    try (StopSignal stop = StopSignal.install(STOP_PATIENCE);
        ResizeSignal resize = ResizeSignal.install();
        topics) {
      Screen screen = new Screen(terminal, resize);
      // First the forecasts that are there, so that readings and scores find their series.
      boolean behind = true;
      long start = System.currentTimeMillis();
      long deadline = System.nanoTime() + CATCH_UP_NANOS;
      while (!stop.getAsBoolean()) {
        behind &= pollForecasts(start) && System.nanoTime() < deadline;
        if (!behind) {
          pollOthers();
        }
        screen.draw(size -> view.frame(memory, status(), size));
      }
      screen.close(size -> view.frame(memory, status(), size));
    }
    return ExitCodes.OK;
  }

  /** Whether there may be more forecasts that were written before this began. */
  private boolean pollForecasts(long start) {
    long[] newest = {Long.MIN_VALUE};
    topics
        .forecasts()
        .poll(
            POLL,
            record -> {
              newest[0] = Math.max(newest[0], record.timestamp());
              take(record, topics.forecastDecoder(), memory::forecast);
            });
    return newest[0] == Long.MIN_VALUE ? !topics.forecasts().isAtEnd() : newest[0] < start;
  }

  private void pollOthers() {
    topics.readings().ifPresent(reader -> pollAll(reader, this::reading));
    topics.scores().ifPresent(reader -> pollAll(reader, this::score));
  }

  /** Passes on what is there, for the time of a frame or a little longer. */
  private static void pollAll(TopicReader reader, Consumer<ConsumerRecord<byte[], byte[]>> each) {
    long deadline = System.nanoTime() + POLL.toNanos();
    boolean[] some = {true};
    while (some[0] && System.nanoTime() < deadline) {
      some[0] = false;
      reader.poll(
          Duration.ZERO,
          record -> {
            some[0] = true;
            each.accept(record);
          });
    }
  }

  private void reading(ConsumerRecord<byte[], byte[]> record) {
    take(record, topics.readingDecoder(), (reading, writtenAt) -> memory.reading(reading));
  }

  private void score(ConsumerRecord<byte[], byte[]> record) {
    take(record, topics.scoreDecoder(), (score, writtenAt) -> memory.score(score));
  }

  private <T> void take(
      ConsumerRecord<byte[], byte[]> record, RecordDecoder<T> decoder, BiConsumer<T, Long> taker) {
    if (record.value() == null) {
      skipped.addWithoutValue();
      return;
    }
    try {
      taker.accept(decoder.decode(record.value()), record.timestamp());
    } catch (MalformedRecordException e) {
      skipped.addUnreadable(record, String.valueOf(e.getMessage()));
    } catch (RegistryException e) {
      throw CommandFailure.failed(String.valueOf(e.getMessage()), e);
    }
  }

  private TailStatus status() {
    return new TailStatus(topics.place(), System.currentTimeMillis(), skipped.lines());
  }
}
