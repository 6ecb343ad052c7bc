package io.foreflow.cli.kafka;

import io.foreflow.wire.Forecast;
import io.foreflow.wire.ForecastCodec;
import io.foreflow.wire.MalformedRecordException;
import io.foreflow.wire.RecordDecoder;
import io.foreflow.wire.WireFormat;

/** Decodes forecasts in whichever format each is written. Not thread-safe. */
public final class ForecastBytes {

  /** Avro's single-object encoding begins with this byte, and no JSON text does. */
  private static final byte AVRO_MARKER = (byte) 0xC3;

  private final RecordDecoder<Forecast> avro = ForecastCodec.decoder(WireFormat.AVRO);
  private final RecordDecoder<Forecast> json = ForecastCodec.decoder(WireFormat.JSON);

  public Forecast decode(byte[] bytes) throws MalformedRecordException {
    boolean isAvro = bytes.length > 0 && bytes[0] == AVRO_MARKER;
    return (isAvro ? avro : json).decode(bytes);
  }
}
