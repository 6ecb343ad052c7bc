package io.foreflow.benchmarks.job;

import io.foreflow.broker.BrokerOptions;
import io.foreflow.broker.LocalBroker;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;

/**
 * A Kafka broker as a process. Takes the folder of its data, says where it listens, and ends when
 * its standard input does, which is when whoever started it is gone.
 */
public final class BrokerMain {
  /** Stands before the address in the one line that is printed. */
  static final String LISTENS = "broker listens on ";

  private BrokerMain() {}

  public static void main(String[] arguments) throws IOException {
    BrokerOptions options =
        BrokerOptions.temporary()
            .withFolder(Path.of(arguments[0]))
            // A measurement's forecasts make room for the next one's at once.
            .withSettings(Map.of("log.segment.delete.delay.ms", "0"));
    try (LocalBroker broker = LocalBroker.start(options)) {
      System.out.println(LISTENS + broker.bootstrapServers());
      long unused = System.in.transferTo(java.io.OutputStream.nullOutputStream());
    }
  }
}
