package io.foreflow.cli.flink;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.concurrent.CompletionException;
import org.apache.flink.util.FlinkException;
import org.junit.jupiter.api.Test;

class RootCauseTest {

  @Test
  void wrappingExceptionsAreLeftOut() {
    IOException cause =
        new IOException("model.uri: there is no file a.onnx", new IOException("a.onnx"));

    assertThat(
            RootCause.of(
                new FlinkException("Recovery is suppressed", new CompletionException(cause))))
        .isEqualTo("model.uri: there is no file a.onnx");
  }

  @Test
  void numbersOfCheckpointsAreLeftOut() {
    assertThat(
            RootCause.of(
                new IOException(
                    "Could not perform checkpoint 10 for operator late: Writer (1/2)#0.",
                    new IllegalStateException("Timeout expired after 8000ms"))))
        .isEqualTo("Timeout expired after 8000ms");
  }

  @Test
  void messagesThatAddInformationAreKept() {
    assertThat(
            RootCause.of(
                new IOException("cannot send\n  to Kafka", new IllegalStateException("no broker"))))
        .isEqualTo("cannot send to Kafka: no broker");
    assertThat(RootCause.of(new IllegalStateException())).isEqualTo("IllegalStateException");
  }
}
