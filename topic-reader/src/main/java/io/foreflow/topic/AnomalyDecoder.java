package io.foreflow.topic;

import io.foreflow.wire.Anomaly;
import io.foreflow.wire.AnomalyCodec;
import io.foreflow.wire.MalformedRecordException;
import io.foreflow.wire.RecordDecoder;
import io.foreflow.wire.WireFormat;
import io.foreflow.wire.registry.RegistrySettings;
import io.foreflow.wire.registry.TopicFormat;
import org.jspecify.annotations.Nullable;

/** Decodes anomalies of any format, which it finds by the first byte of each. Not thread-safe. */
public final class AnomalyDecoder implements RecordDecoder<Anomaly> {

  private final AnyFormat<Anomaly> format;

  /** A decoder with the schema registry of Confluent's wire format, or null for none. */
  public AnomalyDecoder(@Nullable RegistrySettings registry) {
    format =
        new AnyFormat<>(
            AnomalyCodec.decoder(WireFormat.AVRO),
            AnomalyCodec.decoder(WireFormat.JSON),
            registry == null
                ? null
                : new TopicFormat(WireFormat.AVRO_CONFLUENT, registry).anomalies());
  }

  @Override
  public Anomaly decode(byte[] bytes) throws MalformedRecordException {
    return format.decode(bytes);
  }
}
