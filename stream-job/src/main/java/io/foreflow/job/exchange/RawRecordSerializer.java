package io.foreflow.job.exchange;

import io.foreflow.job.arrival.RawRecord;
import java.io.IOException;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** Serializer of records that are still to be decoded. */
final class RawRecordSerializer extends ExchangeSerializer<RawRecord> {
  private static final long serialVersionUID = 1;

  static final RawRecordSerializer INSTANCE = new RawRecordSerializer();

  private RawRecordSerializer() {}

  @Override
  public RawRecord createInstance() {
    return RawRecordBytes.EMPTY;
  }

  @Override
  public void serialize(RawRecord raw, DataOutputView out) throws IOException {
    RawRecordBytes.write(raw, out);
  }

  @Override
  public RawRecord deserialize(DataInputView in) throws IOException {
    return RawRecordBytes.read(in);
  }
}
