package io.foreflow.job.exchange;

import io.foreflow.job.arrival.AcceptedReading;
import io.foreflow.job.arrival.Arrival;
import io.foreflow.job.arrival.RejectedRecord;
import java.io.IOException;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** Serializer of both kinds of arrival, which differ in their first byte. */
final class ArrivalSerializer extends ExchangeSerializer<Arrival> {
  private static final long serialVersionUID = 1;

  static final ArrivalSerializer INSTANCE = new ArrivalSerializer();

  private ArrivalSerializer() {}

  @Override
  public Arrival createInstance() {
    return AcceptedReadingSerializer.INSTANCE.createInstance();
  }

  @Override
  public void serialize(Arrival arrival, DataOutputView out) throws IOException {
    if (arrival instanceof AcceptedReading accepted) {
      out.writeBoolean(true);
      AcceptedReadingSerializer.INSTANCE.serialize(accepted, out);
    } else if (arrival instanceof RejectedRecord rejected) {
      out.writeBoolean(false);
      RejectedRecordSerializer.INSTANCE.serialize(rejected, out);
    }
  }

  @Override
  public Arrival deserialize(DataInputView in) throws IOException {
    return in.readBoolean()
        ? AcceptedReadingSerializer.INSTANCE.deserialize(in)
        : RejectedRecordSerializer.INSTANCE.deserialize(in);
  }
}
