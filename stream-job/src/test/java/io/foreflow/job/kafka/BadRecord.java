package io.foreflow.job.kafka;

import io.foreflow.wire.Reading;
import io.foreflow.wire.ReadingCodec;
import io.foreflow.wire.WireFormat;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Something on the readings' topic that is no reading, and the reason the job should give. */
@SuppressWarnings("ArrayRecordComponent") // never compared
record BadRecord(byte @Nullable [] value, String reason) {

  private static final long FAR_AHEAD = Instant.parse("9000-01-01T00:00:00Z").toEpochMilli();

  /** One of each kind. */
  static List<BadRecord> kinds(WireFormat format) {
    byte[] good = ReadingCodec.encoder(format).encode(new Reading("s0", 3_600_000, 1));
    WireFormat other = format == WireFormat.AVRO ? WireFormat.JSON : WireFormat.AVRO;
    byte[] otherFormat = ReadingCodec.encoder(other).encode(new Reading("s0", 3_600_000, 1));
    byte[] covariates =
        ReadingCodec.encoder(format).encode(new Reading("s0", 3_600_000, 1, new float[] {1, 2}));
    return List.of(
        new BadRecord(null, "undecodable"),
        new BadRecord(new byte[0], "undecodable"),
        new BadRecord(new byte[] {1, 2, 3, -1, -2}, "undecodable"),
        new BadRecord("12 o'clock".getBytes(StandardCharsets.UTF_8), "undecodable"),
        new BadRecord(Arrays.copyOf(good, good.length - 3), "undecodable"),
        new BadRecord(otherFormat, "undecodable"),
        new BadRecord(covariates, "wrong-covariates"),
        ofFormat(format),
        of(format, new Reading("", 3_600_000, 1), "empty-series"),
        of(format, new Reading("s".repeat(1025), 3_600_000, 1), "series-too-long"),
        of(format, new Reading("s0", -1, 1), "time-out-of-range"),
        of(format, new Reading("s0", FAR_AHEAD, 1), "time-in-future"));
  }

  private static BadRecord of(WireFormat format, Reading reading, String reason) {
    return new BadRecord(ReadingCodec.encoder(format).encode(reading), reason);
  }

  private static BadRecord ofFormat(WireFormat format) {
    if (format == WireFormat.AVRO) {
      byte[] unknown = {(byte) 0xC3, 1, 9, 9, 9, 9, 9, 9, 9, 9, 0};
      return new BadRecord(unknown, "unknown-schema");
    }
    String infinite = "{\"series\":\"s0\",\"time\":\"2026-01-01T00:00:00Z\",\"value\":1e99}";
    return new BadRecord(infinite.getBytes(StandardCharsets.UTF_8), "not-finite");
  }
}
