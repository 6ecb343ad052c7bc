package io.foreflow.cli.flink;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.BindException;
import org.apache.flink.util.FlinkException;
import org.junit.jupiter.api.Test;

class WebPortsTest {

  @Test
  void takenPortsDifferFromOtherFailures() {
    Exception one =
        new FlinkException(
            "Could not create the DispatcherResourceManagerComponent.",
            new BindException("Could not start rest endpoint on any port in port range 8081"));

    assertThat(WebPorts.areTaken(one)).isTrue();
    assertThat(WebPorts.areTaken(new FlinkException("no memory"))).isFalse();
  }

  @Test
  void theMessageNamesThePortAndTheRemedy() {
    assertThat(WebPorts.failure("8099", new BindException()))
        .hasMessageContaining("--web-port: port 8099 is taken")
        .hasMessageContaining("ss -ltnp sport = :8099")
        .hasMessageContaining("leave --web-port out");
    assertThat(WebPorts.failure("8081-8181", new BindException()))
        .hasMessageContaining("the ports 8081-8181 are all taken");
  }
}
