package io.foreflow.job.exchange;

import io.foreflow.job.arrival.RejectedRecord;
import java.io.IOException;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** Serializer of rejected records with their reasons. */
final class RejectedRecordSerializer extends ExchangeSerializer<RejectedRecord> {
  private static final long serialVersionUID = 1;

  static final RejectedRecordSerializer INSTANCE = new RejectedRecordSerializer();

  private RejectedRecordSerializer() {}

  @Override
  public RejectedRecord createInstance() {
    return RejectedRecord.deadLetter(RawRecordBytes.EMPTY, "", "");
  }

  @Override
  public void serialize(RejectedRecord rejected, DataOutputView out) throws IOException {
    RawRecordBytes.write(rejected.raw(), out);
    LengthPrefixed.writeText(rejected.reason(), out);
    LengthPrefixed.writeText(rejected.message(), out);
    out.writeLong(rejected.lagMillis());
  }

  @Override
  public RejectedRecord deserialize(DataInputView in) throws IOException {
    return new RejectedRecord(
        RawRecordBytes.read(in),
        LengthPrefixed.readText(in),
        LengthPrefixed.readText(in),
        in.readLong());
  }
}
