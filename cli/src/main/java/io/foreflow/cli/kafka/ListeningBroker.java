package io.foreflow.cli.kafka;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.ClientDnsLookup;
import org.apache.kafka.clients.ClientUtils;

/**
 * A wait for a broker that takes connections. This is known long before it answers: on a busy
 * machine the kernel takes connections for a broker that has no time yet.
 */
final class ListeningBroker {

  private static final int CONNECT_MILLIS = 2000;
  private static final Duration PAUSE = Duration.ofMillis(100);

  private ListeningBroker() {}

  /**
   * Waits until one of the brokers takes a connection.
   *
   * @param bootstrapServers as Kafka's {@code bootstrap.servers}
   * @return false if none did in time
   */
  static boolean await(String bootstrapServers, Duration patience) throws InterruptedException {
    List<InetSocketAddress> addresses =
        ClientUtils.parseAndValidateAddresses(
            List.of(bootstrapServers.split(",", -1)), ClientDnsLookup.USE_ALL_DNS_IPS);
    long deadline = System.nanoTime() + patience.toNanos();
    while (addresses.stream().noneMatch(ListeningBroker::takesConnections)) {
      if (System.nanoTime() > deadline) {
        return false;
      }
      TimeUnit.MILLISECONDS.sleep(PAUSE.toMillis());
    }
    return true;
  }

  private static boolean takesConnections(InetSocketAddress address) {
    try (Socket socket = new Socket()) {
      socket.connect(address, CONNECT_MILLIS);
      return true;
    } catch (IOException e) {
      return false;
    }
  }
}
