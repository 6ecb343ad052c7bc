package io.foreflow.topic;

import io.foreflow.wire.Forecast;
import io.foreflow.wire.ForecastCodec;
import io.foreflow.wire.MalformedRecordException;
import io.foreflow.wire.RecordDecoder;
import io.foreflow.wire.WireFormat;
import io.foreflow.wire.registry.RegistrySettings;
import io.foreflow.wire.registry.TopicFormat;
import org.jspecify.annotations.Nullable;

/** Decodes forecasts of any format, which it finds by the first byte of each. Not thread-safe. */
public final class ForecastDecoder implements RecordDecoder<Forecast> {

  private final AnyFormat<Forecast> format;

  /** A decoder without a schema registry. */
  public ForecastDecoder() {
    this(null);
  }

  /** A decoder with the schema registry of Confluent's wire format, or null for none. */
  public ForecastDecoder(@Nullable RegistrySettings registry) {
    format =
        new AnyFormat<>(
            ForecastCodec.decoder(WireFormat.AVRO),
            ForecastCodec.decoder(WireFormat.JSON),
            registry == null
                ? null
                : new TopicFormat(WireFormat.AVRO_CONFLUENT, registry).forecasts());
  }

  @Override
  public Forecast decode(byte[] bytes) throws MalformedRecordException {
    return format.decode(bytes);
  }
}
