package io.foreflow.job.exchange;

import io.foreflow.wire.Anomaly;
import java.io.IOException;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;
import org.jspecify.annotations.Nullable;

/** Serializer of episodes' changes, for a sink that is not chained to the operator. */
final class AnomalySerializer extends ExchangeSerializer<Anomaly> {
  private static final long serialVersionUID = 1;

  static final AnomalySerializer INSTANCE = new AnomalySerializer();

  private AnomalySerializer() {}

  @Override
  public Anomaly createInstance() {
    return new Anomaly(
        "",
        Anomaly.Change.OPENED,
        Anomaly.Kind.UNLIKELY,
        0,
        0,
        null,
        null,
        Anomaly.Direction.NONE,
        0,
        0,
        0,
        0,
        0,
        0,
        "",
        "");
  }

  @Override
  public void serialize(Anomaly anomaly, DataOutputView out) throws IOException {
    LengthPrefixed.writeText(anomaly.series(), out);
    LengthPrefixed.writeText(anomaly.change().name(), out);
    LengthPrefixed.writeText(anomaly.kind().name(), out);
    out.writeLong(anomaly.begin());
    out.writeLong(anomaly.time());
    writeOptional(anomaly.peak(), out);
    writeOptional(anomaly.end(), out);
    LengthPrefixed.writeText(anomaly.direction().name(), out);
    out.writeFloat(anomaly.actual());
    out.writeFloat(anomaly.expected());
    out.writeFloat(anomaly.lower());
    out.writeFloat(anomaly.upper());
    out.writeFloat(anomaly.probability());
    out.writeInt(anomaly.readings());
    LengthPrefixed.writeText(anomaly.model(), out);
    LengthPrefixed.writeText(anomaly.modelVersion(), out);
  }

  @Override
  public Anomaly deserialize(DataInputView in) throws IOException {
    return new Anomaly(
        LengthPrefixed.readText(in),
        Anomaly.Change.valueOf(LengthPrefixed.readText(in)),
        Anomaly.Kind.valueOf(LengthPrefixed.readText(in)),
        in.readLong(),
        in.readLong(),
        readOptional(in),
        readOptional(in),
        Anomaly.Direction.valueOf(LengthPrefixed.readText(in)),
        in.readFloat(),
        in.readFloat(),
        in.readFloat(),
        in.readFloat(),
        in.readFloat(),
        in.readInt(),
        LengthPrefixed.readText(in),
        LengthPrefixed.readText(in));
  }

  private static void writeOptional(@Nullable Long time, DataOutputView out) throws IOException {
    out.writeBoolean(time != null);
    if (time != null) {
      out.writeLong(time);
    }
  }

  private static @Nullable Long readOptional(DataInputView in) throws IOException {
    return in.readBoolean() ? in.readLong() : null;
  }
}
