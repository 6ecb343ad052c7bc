package io.foreflow.cli.kafka;

import io.foreflow.wire.Forecast;
import io.foreflow.wire.ForecastCodec;
import io.foreflow.wire.MalformedRecordException;
import io.foreflow.wire.RecordDecoder;
import io.foreflow.wire.RejectionReason;
import io.foreflow.wire.WireFormat;
import io.foreflow.wire.registry.RegistrySettings;
import io.foreflow.wire.registry.TopicFormat;
import org.jspecify.annotations.Nullable;

/** Decodes forecasts of any format, which it finds by the first byte of each. Not thread-safe. */
public final class ForecastDecoder {

  /** The first byte of Avro's single-object encoding. No JSON text begins with it. */
  private static final byte AVRO_MARKER = (byte) 0xC3;

  /** The first byte of Confluent's wire format. No JSON text begins with it. */
  private static final byte CONFLUENT_MARKER = 0;

  private final RecordDecoder<Forecast> avro = ForecastCodec.decoder(WireFormat.AVRO);
  private final RecordDecoder<Forecast> json = ForecastCodec.decoder(WireFormat.JSON);
  private final RecordDecoder<Forecast> confluent;

  /** A decoder without a schema registry. */
  public ForecastDecoder() {
    this(null);
  }

  /** A decoder with the schema registry of Confluent's wire format, or null for none. */
  public ForecastDecoder(@Nullable RegistrySettings registry) {
    confluent =
        registry == null
            ? ForecastDecoder::refuse
            : new TopicFormat(WireFormat.AVRO_CONFLUENT, registry).forecasts();
  }

  public Forecast decode(byte[] bytes) throws MalformedRecordException {
    byte first = bytes.length == 0 ? (byte) '{' : bytes[0];
    return switch (first) {
      case AVRO_MARKER -> avro.decode(bytes);
      case CONFLUENT_MARKER -> confluent.decode(bytes);
      default -> json.decode(bytes);
    };
  }

  private static Forecast refuse(byte[] bytes) throws MalformedRecordException {
    throw new MalformedRecordException(
        RejectionReason.UNKNOWN_SCHEMA,
        "it is in Confluent's wire format; name its schema registry: --schema-registry URL");
  }
}
