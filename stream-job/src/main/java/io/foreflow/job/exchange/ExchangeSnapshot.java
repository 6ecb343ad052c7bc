package io.foreflow.job.exchange;

import java.io.IOException;
import java.util.List;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.common.typeutils.TypeSerializerSchemaCompatibility;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;
import org.jspecify.annotations.Nullable;

/**
 * The name of a serializer, which Flink keeps beside states that the serializer has written. The
 * job keeps none of these records in state, so no savepoint holds a snapshot of this class.
 */
public final class ExchangeSnapshot<T> implements TypeSerializerSnapshot<T> {
  private static final int VERSION = 1;

  private static final List<ExchangeSerializer<?>> SERIALIZERS =
      List.of(
          ArrivalSerializer.INSTANCE,
          AcceptedReadingSerializer.INSTANCE,
          RejectedRecordSerializer.INSTANCE,
          ForecastSerializer.INSTANCE,
          RawRecordSerializer.INSTANCE,
          ModelAnnouncementSerializer.INSTANCE,
          ModelEventSerializer.INSTANCE,
          ForecastScoreSerializer.INSTANCE);

  private @Nullable ExchangeSerializer<T> serializer;

  /** An empty snapshot for Flink, which reads the content afterwards. */
  public ExchangeSnapshot() {}

  ExchangeSnapshot(ExchangeSerializer<T> serializer) {
    this.serializer = serializer;
  }

  @Override
  public int getCurrentVersion() {
    return VERSION;
  }

  @Override
  public void writeSnapshot(DataOutputView out) throws IOException {
    out.writeUTF(name(restoreSerializer()));
  }

  @Override
  @SuppressWarnings("unchecked") // a name is that of one serializer, whose type Flink knows
  public void readSnapshot(int version, DataInputView in, ClassLoader loader) throws IOException {
    String name = in.readUTF();
    for (ExchangeSerializer<?> each : SERIALIZERS) {
      if (name(each).equals(name)) {
        serializer = (ExchangeSerializer<T>) each;
        return;
      }
    }
    throw new IOException(
        "found the snapshot of a serializer \"%s\", allowed: %s"
            .formatted(name, SERIALIZERS.stream().map(ExchangeSnapshot::name).toList()));
  }

  private static String name(TypeSerializer<?> serializer) {
    return serializer.getClass().getSimpleName();
  }

  @Override
  public TypeSerializer<T> restoreSerializer() {
    if (serializer == null) {
      throw new IllegalStateException("the snapshot was not read");
    }
    return serializer;
  }

  @Override
  public TypeSerializerSchemaCompatibility<T> resolveSchemaCompatibility(
      TypeSerializerSnapshot<T> old) {
    return old.restoreSerializer().equals(restoreSerializer())
        ? TypeSerializerSchemaCompatibility.compatibleAsIs()
        : TypeSerializerSchemaCompatibility.incompatible();
  }
}
