package io.foreflow.cli.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.foreflow.cli.process.CommandFailure;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class ListeningBrokerTest {

  @Test
  void oneThatListensMayTakeItsTime() throws Exception {
    // Nothing ever accepts or answers: so it is with a broker that gets no processor.
    try (ServerSocket busy = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      String address = "127.0.0.1:" + busy.getLocalPort();

      assertThat(ListeningBroker.await(address, Duration.ZERO)).isTrue();
      assertThat(ListeningBroker.await(closedPort() + "," + address, Duration.ZERO)).isTrue();
    }
  }

  @Test
  void noneIsMissedForLong() throws Exception {
    assertThat(ListeningBroker.await(closedPort(), Duration.ofMillis(300))).isFalse();
  }

  @Test
  void aCommandSaysThatNoneListens() throws IOException {
    KafkaCluster cluster = new KafkaCluster(closedPort());

    assertThatThrownBy(() -> cluster.has("readings"))
        .isInstanceOf(CommandFailure.class)
        .hasMessageMatching(
            "no answer from a Kafka broker at 127\\.0\\.0\\.1:\\d+ within 10 s \\(nothing takes a"
                + " connection\\)\\. Is it running\\? .*");
    assertThatThrownBy(() -> new KafkaCluster("nonsense").has("readings"))
        .hasMessageStartingWith("--bootstrap-servers nonsense: ");
  }

  private static String closedPort() throws IOException {
    try (ServerSocket closed = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return "127.0.0.1:" + closed.getLocalPort();
    }
  }
}
