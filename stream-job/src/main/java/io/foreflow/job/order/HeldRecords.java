package io.foreflow.job.order;

import io.foreflow.job.arrival.RawRecord;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.jspecify.annotations.Nullable;

/**
 * Encoder and decoder of the Kafka record of a held reading, byte for byte, because the reading may
 * still turn out late. The key is mostly the series, and then it is not kept a second time.
 */
final class HeldRecords {
  private static final int NO_BYTES = -1;
  private static final int THE_SERIES = -2;

  private HeldRecords() {}

  static void write(String series, RawRecord raw, DataOutputView out) throws IOException {
    writeBytes(raw.topic().getBytes(StandardCharsets.UTF_8), out);
    out.writeInt(raw.partition());
    out.writeLong(raw.offset());
    out.writeLong(raw.timestamp());
    byte[] key = raw.key();
    if (key != null && Arrays.equals(key, series.getBytes(StandardCharsets.UTF_8))) {
      out.writeInt(THE_SERIES);
    } else {
      writeBytes(key, out);
    }
    writeBytes(raw.value(), out);
    out.writeInt(raw.headers().length);
    for (Header header : raw.headers()) {
      writeBytes(header.key().getBytes(StandardCharsets.UTF_8), out);
      writeBytes(header.value(), out);
    }
  }

  static RawRecord read(String series, DataInputView in) throws IOException {
    return new RawRecord(
        readText(in),
        in.readInt(),
        in.readLong(),
        in.readLong(),
        readBytes(series, in),
        readBytes(series, in),
        readHeaders(series, in));
  }

  private static Header[] readHeaders(String series, DataInputView in) throws IOException {
    int count = in.readInt();
    Header[] headers = count == 0 ? RawRecord.NO_HEADERS : new Header[count];
    for (int i = 0; i < count; i++) {
      headers[i] = new RecordHeader(readText(in), readBytes(series, in));
    }
    return headers;
  }

  private static void writeBytes(byte @Nullable [] bytes, DataOutputView out) throws IOException {
    if (bytes == null) {
      out.writeInt(NO_BYTES);
    } else {
      out.writeInt(bytes.length);
      out.write(bytes);
    }
  }

  private static String readText(DataInputView in) throws IOException {
    byte[] bytes = new byte[in.readInt()];
    in.readFully(bytes);
    return new String(bytes, StandardCharsets.UTF_8);
  }

  private static byte @Nullable [] readBytes(String series, DataInputView in) throws IOException {
    int length = in.readInt();
    if (length == NO_BYTES) {
      return null;
    }
    if (length == THE_SERIES) {
      return series.getBytes(StandardCharsets.UTF_8);
    }
    byte[] bytes = new byte[length];
    in.readFully(bytes);
    return bytes;
  }
}
