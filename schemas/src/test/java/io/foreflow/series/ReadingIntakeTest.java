package io.foreflow.series;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.foreflow.wire.MalformedRecordException;
import io.foreflow.wire.Reading;
import io.foreflow.wire.ReadingCodec;
import io.foreflow.wire.RejectionReason;
import io.foreflow.wire.WireFormat;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReadingIntakeTest {

  private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
  private static final long HOUR = 3_600_000;

  private static ReadingIntake intake(Duration maxFuture) {
    return new ReadingIntake(
        ReadingCodec.decoder(WireFormat.JSON),
        new FutureBound(maxFuture, Clock.fixed(NOW, ZoneOffset.UTC)));
  }

  private static byte[] reading(long time) {
    return ReadingCodec.encoder(WireFormat.JSON).encode(new Reading("a", time, 1));
  }

  @Test
  void readingsBeyondMaxFutureAreRefused() throws Exception {
    long recorded = NOW.toEpochMilli() - 100 * HOUR;
    ReadingIntake intake = intake(Duration.ofHours(36));

    assertThat(intake.read(reading(recorded + 36 * HOUR), recorded).time())
        .isEqualTo(recorded + 36 * HOUR);
    MalformedRecordException ahead =
        catchThrowableOfType(
            MalformedRecordException.class,
            () -> intake.read(reading(recorded + 36 * HOUR + 1), recorded));
    assertThat(ahead.reason()).isEqualTo(RejectionReason.TIME_IN_FUTURE);
    assertThat(ahead)
        .hasMessageContaining("at most max-future (36 h) after the record's timestamp");
  }

  @ParameterizedTest
  @CsvSource({"PT48H, 2 d", "PT0.25S, 250 ms", "PT90S, 90 s", "PT2M, 2 min", "PT0S, 0 ms"})
  void theMessageSpellsTheBoundAsOptionsDo(Duration bound, String spelled) {
    assertThat(
            new FutureBound(bound, Clock.fixed(NOW, ZoneOffset.UTC))
                .message(new Reading("a", 0, 1), 0))
        .contains("max-future (" + spelled + ")");
  }

  @Test
  void recordsThatAreNoReadingHaveAReason() {
    ReadingIntake intake = intake(Duration.ofDays(1));

    assertThat(reason(intake, null)).isEqualTo(RejectionReason.UNDECODABLE);
    assertThat(reason(intake, "{}".getBytes(StandardCharsets.UTF_8)))
        .isEqualTo(RejectionReason.UNDECODABLE);
    assertThat(reason(intake, reading(NOW.toEpochMilli() + 25 * HOUR)))
        .isEqualTo(RejectionReason.TIME_IN_FUTURE);
  }

  private static RejectionReason reason(
      ReadingIntake intake, byte @org.jspecify.annotations.Nullable [] value) {
    return catchThrowableOfType(MalformedRecordException.class, () -> intake.read(value, -1))
        .reason();
  }
}
