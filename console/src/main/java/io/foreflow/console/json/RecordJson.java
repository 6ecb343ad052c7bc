package io.foreflow.console.json;

import io.foreflow.wire.Anomaly;
import io.foreflow.wire.AnomalyCodec;
import io.foreflow.wire.Forecast;
import io.foreflow.wire.ForecastCodec;
import io.foreflow.wire.ForecastScore;
import io.foreflow.wire.ForecastScoreCodec;
import io.foreflow.wire.WireFormat;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Records in JSON, as they are on topics with that format. */
public final class RecordJson {

  private RecordJson() {}

  /**
   * A forecast with a field more than on topics.
   *
   * @param shadow whether a shadow made it
   */
  public static byte[] of(Forecast forecast, boolean shadow) {
    byte[] record = ForecastCodec.encoder(WireFormat.JSON).encode(forecast);
    byte[] field = (",\"shadow\":" + shadow + "}").getBytes(StandardCharsets.UTF_8);
    int end = record.length - 1;
    byte[] json = Arrays.copyOf(record, end + field.length);
    // In the place of the brace that closes the record.
    System.arraycopy(field, 0, json, end, field.length);
    return json;
  }

  public static byte[] of(ForecastScore score) {
    return ForecastScoreCodec.encoder(WireFormat.JSON).encode(score);
  }

  public static byte[] of(Anomaly anomaly) {
    return AnomalyCodec.encoder(WireFormat.JSON).encode(anomaly);
  }
}
