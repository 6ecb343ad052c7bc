package io.foreflow.cli.simulate;

import io.foreflow.wire.Reading;
import io.foreflow.wire.ReadingCodec;
import io.foreflow.wire.RecordEncoder;
import io.foreflow.wire.WireFormat;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;

/**
 * Makes records that readers refuse, each for another reason, from good readings. The codec refuses
 * to write most of them, so they are put together byte by byte. Not thread-safe.
 */
final class BadRecordMaker {

  private static final int AVRO_HEADER = 10;
  private static final long LONG_AGO = Instant.parse("1903-12-17T10:35:00Z").toEpochMilli();

  private final WireFormat format;
  private final RecordEncoder<Reading> encoder;
  private int made;

  BadRecordMaker(WireFormat format) {
    this.format = format;
    this.encoder = ReadingCodec.encoder(format);
  }

  byte[] next(Reading good) {
    Flaw[] flaws = Flaw.values();
    Flaw flaw = flaws[made++ % flaws.length];
    return switch (flaw) {
      case TRUNCATED -> {
        byte[] whole = encoder.encode(good);
        yield Arrays.copyOf(whole, whole.length / 2);
      }
      case GARBAGE -> garbage();
      case EMPTY -> new byte[0];
      case OTHER_FORMAT ->
          ReadingCodec.encoder(format == WireFormat.AVRO ? WireFormat.JSON : WireFormat.AVRO)
              .encode(good);
      case INFINITE_VALUE -> write(good.series(), good.time(), Double.POSITIVE_INFINITY, "1e999");
      case LONG_AGO -> write(good.series(), LONG_AGO, 1.5, "1.5");
      case NO_SERIES -> write("", good.time(), 1.5, "1.5");
    };
  }

  private byte[] garbage() {
    byte[] bytes = new byte[24];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) (made * 31 + i * 17 + 5);
    }
    return bytes;
  }

  private byte[] write(String series, long time, double value, String jsonValue) {
    if (format == WireFormat.JSON) {
      return "{\"series\":\"%s\",\"time\":%d,\"value\":%s}"
          .formatted(series, time, jsonValue)
          .getBytes(StandardCharsets.UTF_8);
    }
    byte[] header =
        encoder.encode(
            new Reading(
                "any", SimulationSpec.DEFAULT_START.toEpochMilli(), 0f, Reading.NO_COVARIATES));
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(header, 0, AVRO_HEADER);
    byte[] name = series.getBytes(StandardCharsets.UTF_8);
    writeLong(out, name.length);
    out.writeBytes(name);
    writeLong(out, time);
    writeLong(out, 1); // the branch of the union that holds a value
    out.writeBytes(ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN).putDouble(value).array());
    writeLong(out, 0); // no covariates
    return out.toByteArray();
  }

  /** Writes a long as Avro does: zig-zag, seven bits to a byte. */
  private static void writeLong(ByteArrayOutputStream out, long value) {
    long rest = (value << 1) ^ (value >> 63);
    while ((rest & ~0x7FL) != 0) {
      out.write((int) ((rest & 0x7F) | 0x80));
      rest >>>= 7;
    }
    out.write((int) rest);
  }

  private enum Flaw {
    TRUNCATED,
    GARBAGE,
    INFINITE_VALUE,
    LONG_AGO,
    NO_SERIES,
    OTHER_FORMAT,
    EMPTY
  }
}
