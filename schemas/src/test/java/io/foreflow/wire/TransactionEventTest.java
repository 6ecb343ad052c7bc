package io.foreflow.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class TransactionEventTest {
  static final TransactionEvent LOST =
      new TransactionEvent(
          TransactionEvent.Kind.LOST,
          Samples.NOON,
          "demand",
          "forecasts",
          "demand-forecasts.pool-0-1",
          "The records of one transaction for topic forecasts are lost: ...");

  @Test
  void isOneObjectWithEachField() {
    assertThat(new String(TransactionEventJson.write(LOST), StandardCharsets.UTF_8))
        .isEqualTo(
            "{\"event\":\"transaction-lost\",\"time\":\"2026-01-31T12:00:00Z\","
                + "\"pipeline\":\"demand\",\"topic\":\"forecasts\","
                + "\"transactionalId\":\"demand-forecasts.pool-0-1\",\"message\":\""
                + LOST.message()
                + "\"}");
  }
}
