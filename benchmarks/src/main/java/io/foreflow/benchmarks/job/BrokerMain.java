package io.foreflow.benchmarks.job;

import io.foreflow.broker.BrokerOptions;
import io.foreflow.broker.LocalBroker;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;

/**
 * A Kafka broker as a program. Its argument is the folder of its data. It prints its address, and
 * ends when its standard input ends, which happens when its parent process is gone.
 */
public final class BrokerMain {
  /** The text before the address in the one line that is printed. */
  static final String LISTENS = "broker listens on ";

  private BrokerMain() {}

  public static void main(String[] arguments) throws IOException {
    BrokerOptions options =
        BrokerOptions.temporary()
            .withFolder(Path.of(arguments[0]))
            // Deletes the forecasts of a measurement at once, to make room for the next one's.
            .withSettings(Map.of("log.segment.delete.delay.ms", "0"));
    try (LocalBroker broker = LocalBroker.start(options)) {
      System.out.println(LISTENS + broker.bootstrapServers());
      long unused = System.in.transferTo(java.io.OutputStream.nullOutputStream());
    }
  }
}
