package io.foreflow.cli.tail;

import io.foreflow.cli.kafka.KafkaCluster;
import io.foreflow.cli.process.CommandFailure;
import io.foreflow.cli.process.ExitCodes;
import io.foreflow.cli.process.StopSignal;
import io.foreflow.cli.view.Printable;
import io.foreflow.topic.TopicReader;
import io.foreflow.wire.MalformedRecordException;
import io.foreflow.wire.registry.RegistryException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * The work of {@code foreflow tail}.
 *
 * @param <T> the records that are shown
 */
final class TailRun<T> {

  private static final Duration STOP_PATIENCE = Duration.ofSeconds(5);
  private static final Duration POLL = Duration.ofMillis(200);

  private final PrintWriter out;
  private final PrintWriter err;
  private final boolean json;
  private final TailedKind<T> kind;
  private final SkippedRecords skipped = new SkippedRecords();
  private long shown;

  TailRun(PrintWriter out, PrintWriter err, boolean json, TailedKind<T> kind) {
    this.kind = kind;
    this.out = out;
    this.err = err;
    this.json = json;
  }

  int run(
      String bootstrapServers,
      String topic,
      boolean fromBeginning,
      Optional<String> series,
      long max) {
    new KafkaCluster(bootstrapServers).require(topic);
    TopicReader.From from = fromBeginning ? TopicReader.From.BEGINNING : TopicReader.From.NOW;
    try (StopSignal stop = StopSignal.install(STOP_PATIENCE);
        TopicReader reader = new TopicReader(bootstrapServers, topic, from)) {
      while (shown < max && !stop.getAsBoolean()) {
        reader.poll(POLL, record -> show(record, series, max));
        out.flush();
      }
    }
    skipped.withoutValue().ifPresent(line -> err.println(line + "."));
    return ExitCodes.OK;
  }

  private void show(ConsumerRecord<byte[], byte[]> record, Optional<String> series, long max) {
    if (shown >= max) {
      return;
    }
    if (record.value() == null) {
      skipped.addWithoutValue();
      return;
    }
    try {
      T value = kind.decoder().decode(record.value());
      if (series.isEmpty() || series.get().equals(kind.series(value))) {
        print(value);
        shown++;
      }
    } catch (MalformedRecordException e) {
      String why = "no " + kind.name() + ": " + e.getMessage();
      err.println(Printable.of(skipped.addUnreadable(record, why)));
    } catch (RegistryException e) {
      throw CommandFailure.failed(String.valueOf(e.getMessage()), e);
    }
  }

  private void print(T value) {
    if (json) {
      out.println(new String(kind.toJson().encode(value), StandardCharsets.UTF_8));
    } else {
      kind.lines(value).forEach(line -> out.println(Printable.of(line)));
    }
  }
}
