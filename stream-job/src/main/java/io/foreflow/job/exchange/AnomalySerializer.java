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
    out.writeByte(anomaly.change().ordinal());
    out.writeByte(anomaly.kind().ordinal());
    out.writeLong(anomaly.begin());
    out.writeLong(anomaly.time());
    writeOptional(anomaly.peak(), out);
    writeOptional(anomaly.end(), out);
    out.writeByte(anomaly.direction().ordinal());
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
        Anomaly.Change.values()[in.readByte()],
        Anomaly.Kind.values()[in.readByte()],
        in.readLong(),
        in.readLong(),
        readOptional(in),
        readOptional(in),
        Anomaly.Direction.values()[in.readByte()],
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
