package io.foreflow.job.exchange;

import io.foreflow.job.arrival.RawRecord;
import java.io.IOException;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;

/** The bytes of a {@link RawRecord}. */
final class RawRecordBytes {
  static final RawRecord EMPTY = new RawRecord("", 0, 0, 0, null, null, RawRecord.NO_HEADERS);

  private RawRecordBytes() {}

  static void write(RawRecord raw, DataOutputView out) throws IOException {
    LengthPrefixed.writeText(raw.topic(), out);
    out.writeInt(raw.partition());
    out.writeLong(raw.offset());
    out.writeLong(raw.timestamp());
    LengthPrefixed.write(raw.key(), out);
    LengthPrefixed.write(raw.value(), out);
    out.writeInt(raw.headers().length);
    for (Header header : raw.headers()) {
      LengthPrefixed.writeText(header.key(), out);
      LengthPrefixed.write(header.value(), out);
    }
  }

  static RawRecord read(DataInputView in) throws IOException {
    return new RawRecord(
        LengthPrefixed.readText(in),
        in.readInt(),
        in.readLong(),
        in.readLong(),
        LengthPrefixed.read(in),
        LengthPrefixed.read(in),
        readHeaders(in));
  }

  private static Header[] readHeaders(DataInputView in) throws IOException {
    int length = in.readInt();
    if (length == 0) {
      return RawRecord.NO_HEADERS;
    }
    Header[] headers = new Header[length];
    for (int i = 0; i < length; i++) {
      headers[i] = new RecordHeader(LengthPrefixed.readText(in), LengthPrefixed.read(in));
    }
    return headers;
  }
}
