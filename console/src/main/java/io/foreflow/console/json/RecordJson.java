package io.foreflow.console.json;

import io.foreflow.wire.Anomaly;
import io.foreflow.wire.AnomalyCodec;
import io.foreflow.wire.Forecast;
import io.foreflow.wire.ForecastCodec;
import io.foreflow.wire.ForecastScore;
import io.foreflow.wire.ForecastScoreCodec;
import io.foreflow.wire.WireFormat;

/** Records in JSON, as they are on topics with that format. */
public final class RecordJson {

  private RecordJson() {}

  public static byte[] of(Forecast forecast) {
    return ForecastCodec.encoder(WireFormat.JSON).encode(forecast);
  }

  public static byte[] of(ForecastScore score) {
    return ForecastScoreCodec.encoder(WireFormat.JSON).encode(score);
  }

  public static byte[] of(Anomaly anomaly) {
    return AnomalyCodec.encoder(WireFormat.JSON).encode(anomaly);
  }
}
