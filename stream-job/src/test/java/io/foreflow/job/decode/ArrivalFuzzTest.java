package io.foreflow.job.decode;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.foreflow.job.arrival.AcceptedReading;
import io.foreflow.job.arrival.Arrival;
import io.foreflow.job.arrival.RawRecord;
import io.foreflow.job.arrival.RejectedRecord;
import io.foreflow.series.FutureBound;
import io.foreflow.wire.Reading;
import io.foreflow.wire.RejectionReason;
import io.foreflow.wire.WireFormat;
import io.foreflow.wire.registry.TopicFormat;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Whatever the bytes of a record, the source makes a reading of them that the job can step, or puts
 * them aside with a reason. A build runs the inputs kept beside this class; as a fuzzer it looks
 * for new ones, see CONTRIBUTING.md.
 */
class ArrivalFuzzTest {
  private static final Instant NOW = Instant.parse("2026-01-31T12:00:00Z");
  private static final Duration MAX_FUTURE = Duration.ofDays(1);
  private static final Set<String> REASONS =
      Arrays.stream(RejectionReason.values())
          .map(RejectionReason::code)
          .collect(Collectors.toSet());

  private final ArrivalDecoder avro = open(WireFormat.AVRO);
  private final ArrivalDecoder json = open(WireFormat.JSON);

  @FuzzTest(maxDuration = "10m")
  void avro(byte[] value) {
    check(avro, value);
  }

  @FuzzTest(maxDuration = "10m")
  void json(byte[] value) {
    check(json, value);
  }

  private static ArrivalDecoder open(WireFormat format) {
    ArrivalDecoder decoder =
        new ArrivalDecoder(
            TopicFormat.of(format), new FutureBound(MAX_FUTURE, Clock.fixed(NOW, ZoneOffset.UTC)));
    decoder.open(new OpenContext());
    return decoder;
  }

  private static void check(ArrivalDecoder decoder, byte[] value) {
    long now = NOW.toEpochMilli();
    for (long recorded : new long[] {-1, 0, now, Long.MAX_VALUE}) {
      RawRecord raw = new RawRecord("t", 0, 0, recorded, new byte[0], value, RawRecord.NO_HEADERS);
      Arrival arrival = decoder.decode(raw);
      assertThat(arrival.raw()).isSameAs(raw);
      if (arrival instanceof RejectedRecord rejected) {
        assertThat(REASONS).contains(rejected.reason());
        assertThat(rejected.message()).isNotBlank();
      } else if (arrival instanceof AcceptedReading accepted) {
        long from = recorded < 0 ? now : Math.min(recorded, now);
        check(accepted.reading(), from + MAX_FUTURE.toMillis());
      }
    }
  }

  private static void check(Reading reading, long latest) {
    assertThat(reading.series().getBytes(StandardCharsets.UTF_8)).hasSizeBetween(1, 1024);
    assertThat(reading.time()).isBetween(0L, latest);
    assertThat(Float.isInfinite(reading.value())).isFalse();
    for (float covariate : reading.covariates()) {
      assertThat(Float.isInfinite(covariate)).isFalse();
    }
  }
}
