package io.foreflow.job.exchange;

import io.foreflow.wire.ModelEvent;
import java.io.IOException;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;
import org.jspecify.annotations.Nullable;

/** Serializer of events about announced models. */
final class ModelEventSerializer extends ExchangeSerializer<ModelEvent> {
  private static final long serialVersionUID = 1;

  static final ModelEventSerializer INSTANCE = new ModelEventSerializer();

  private ModelEventSerializer() {}

  @Override
  public ModelEvent createInstance() {
    return new ModelEvent(ModelEvent.Kind.SWAPPED, 0, "", "", "", "", null, null, null, null, 0, 0);
  }

  @Override
  public void serialize(ModelEvent event, DataOutputView out) throws IOException {
    out.writeBoolean(event.kind() == ModelEvent.Kind.SWAPPED);
    out.writeLong(event.time());
    LengthPrefixed.writeText(event.model(), out);
    LengthPrefixed.writeText(event.version(), out);
    LengthPrefixed.writeText(event.uri(), out);
    LengthPrefixed.writeText(event.sha256(), out);
    writeOptional(event.inUse(), out);
    writeOptional(event.replaced(), out);
    writeOptional(event.reason(), out);
    writeOptional(event.message(), out);
    out.writeInt(event.task());
    out.writeInt(event.tasks());
  }

  @Override
  public ModelEvent deserialize(DataInputView in) throws IOException {
    return new ModelEvent(
        in.readBoolean() ? ModelEvent.Kind.SWAPPED : ModelEvent.Kind.REFUSED,
        in.readLong(),
        LengthPrefixed.readText(in),
        LengthPrefixed.readText(in),
        LengthPrefixed.readText(in),
        LengthPrefixed.readText(in),
        readOptional(in),
        readOptional(in),
        readOptional(in),
        readOptional(in),
        in.readInt(),
        in.readInt());
  }

  private static void writeOptional(@Nullable String text, DataOutputView out) throws IOException {
    out.writeBoolean(text != null);
    if (text != null) {
      LengthPrefixed.writeText(text, out);
    }
  }

  private static @Nullable String readOptional(DataInputView in) throws IOException {
    return in.readBoolean() ? LengthPrefixed.readText(in) : null;
  }
}
