package io.foreflow.job.exchange;

import io.foreflow.job.arrival.RawRecord;
import java.io.IOException;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;

/** The bytes of a {@link RawRecord}. */
final class RawRecords {
  static final RawRecord EMPTY = new RawRecord("", 0, 0, 0, null, null, RawRecord.NO_HEADERS);

  private RawRecords() {}

  static void write(RawRecord raw, DataOutputView out) throws IOException {
    Bytes.writeText(raw.topic(), out);
    out.writeInt(raw.partition());
    out.writeLong(raw.offset());
    out.writeLong(raw.timestamp());
    Bytes.write(raw.key(), out);
    Bytes.write(raw.value(), out);
    out.writeInt(raw.headers().length);
    for (Header header : raw.headers()) {
      Bytes.writeText(header.key(), out);
      Bytes.write(header.value(), out);
    }
  }

  static RawRecord read(DataInputView in) throws IOException {
    return new RawRecord(
        Bytes.readText(in),
        in.readInt(),
        in.readLong(),
        in.readLong(),
        Bytes.read(in),
        Bytes.read(in),
        readHeaders(in));
  }

  private static Header[] readHeaders(DataInputView in) throws IOException {
    int length = in.readInt();
    if (length == 0) {
      return RawRecord.NO_HEADERS;
    }
    Header[] headers = new Header[length];
    for (int i = 0; i < length; i++) {
      headers[i] = new RecordHeader(Bytes.readText(in), Bytes.read(in));
    }
    return headers;
  }
}
