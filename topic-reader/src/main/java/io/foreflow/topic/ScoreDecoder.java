package io.foreflow.topic;

import io.foreflow.wire.ForecastScore;
import io.foreflow.wire.ForecastScoreCodec;
import io.foreflow.wire.MalformedRecordException;
import io.foreflow.wire.RecordDecoder;
import io.foreflow.wire.WireFormat;
import io.foreflow.wire.registry.RegistrySettings;
import io.foreflow.wire.registry.TopicFormat;
import org.jspecify.annotations.Nullable;

/** Decodes scores of any format, which it finds by the first byte of each. Not thread-safe. */
public final class ScoreDecoder implements RecordDecoder<ForecastScore> {

  private final AnyFormat<ForecastScore> format;

  /** A decoder with the schema registry of Confluent's wire format, or null for none. */
  public ScoreDecoder(@Nullable RegistrySettings registry) {
    format =
        new AnyFormat<>(
            ForecastScoreCodec.decoder(WireFormat.AVRO),
            ForecastScoreCodec.decoder(WireFormat.JSON),
            registry == null
                ? null
                : new TopicFormat(WireFormat.AVRO_CONFLUENT, registry).scores());
  }

  @Override
  public ForecastScore decode(byte[] bytes) throws MalformedRecordException {
    return format.decode(bytes);
  }
}
