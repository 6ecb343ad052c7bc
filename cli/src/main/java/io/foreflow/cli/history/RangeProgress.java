package io.foreflow.cli.history;

import io.foreflow.cli.view.Numbers;
import io.foreflow.cli.view.ProgressBar;
import io.foreflow.cli.view.Terminal;
import io.foreflow.topic.BoundedReader;
import java.io.PrintWriter;
import java.io.Writer;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Shows how far the reading of a topic is. */
public final class RangeProgress implements AutoCloseable {
  private static final int SHOWN_EVERY = 10_000;

  private final Terminal terminal;
  private final Map<Integer, Long> next = new HashMap<>();
  private ProgressBar bar;
  private long total;
  private long done;
  private long records;

  public RangeProgress(Terminal terminal) {
    this.terminal = terminal;
    bar = new ProgressBar(terminal, "topics");
  }

  /** Shows nothing. */
  public static RangeProgress none() {
    return new RangeProgress(Terminal.plain(new PrintWriter(Writer.nullWriter())));
  }

  /** Begins with another topic. */
  public void begin(String what, Map<Integer, BoundedReader.Range> ranges) {
    close();
    bar = new ProgressBar(terminal, what);
    next.clear();
    ranges.forEach((number, range) -> next.put(number, range.from()));
    total = ranges.values().stream().mapToLong(range -> range.end() - range.from()).sum();
    done = 0;
    records = 0;
  }

  /** Takes a record that was read. */
  public void on(ConsumerRecord<byte[], byte[]> record) {
    long after = record.offset() + 1;
    done += after - next.getOrDefault(record.partition(), record.offset());
    next.put(record.partition(), after);
    records++;
    if (records % SHOWN_EVERY == 0) {
      bar.show((double) done / Math.max(1, total), Numbers.count(records) + " records");
    }
  }

  @Override
  public void close() {
    bar.close();
  }
}
