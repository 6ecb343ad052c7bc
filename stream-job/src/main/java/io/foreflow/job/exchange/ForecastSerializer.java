package io.foreflow.job.exchange;

import io.foreflow.manifest.ForecastKind;
import io.foreflow.wire.Forecast;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** Serializer of forecasts, for a sink that is not chained to the operator that makes them. */
final class ForecastSerializer extends ExchangeSerializer<Forecast> {
  private static final long serialVersionUID = 1;

  static final ForecastSerializer INSTANCE = new ForecastSerializer();

  private ForecastSerializer() {}

  @Override
  public Forecast createInstance() {
    return new Forecast("", 0, 0, "", "", 0, Forecast.Status.WARMING, new double[1], new float[1]);
  }

  @Override
  public void serialize(Forecast forecast, DataOutputView out) throws IOException {
    LengthPrefixed.writeText(forecast.series(), out);
    out.writeLong(forecast.cutoff());
    out.writeLong(forecast.issuedAt());
    LengthPrefixed.writeText(forecast.model(), out);
    LengthPrefixed.writeText(forecast.modelVersion(), out);
    out.writeLong(forecast.cadenceMillis());
    out.writeBoolean(forecast.status() == Forecast.Status.READY);
    out.writeInt(forecast.levels().length);
    for (double level : forecast.levels()) {
      out.writeDouble(level);
    }
    LengthPrefixed.writeFloats(forecast.quantiles(), out);
    out.writeInt(forecast.classes().size());
    for (String one : forecast.classes()) {
      LengthPrefixed.writeText(one, out);
    }
    out.writeBoolean(forecast.calibrated());
    LengthPrefixed.writeFloats(forecast.rawQuantiles(), out);
  }

  @Override
  public Forecast deserialize(DataInputView in) throws IOException {
    String series = LengthPrefixed.readText(in);
    long cutoff = in.readLong();
    long issuedAt = in.readLong();
    String model = LengthPrefixed.readText(in);
    String modelVersion = LengthPrefixed.readText(in);
    long cadenceMillis = in.readLong();
    Forecast.Status status = in.readBoolean() ? Forecast.Status.READY : Forecast.Status.WARMING;
    double[] levels = new double[in.readInt()];
    for (int i = 0; i < levels.length; i++) {
      levels[i] = in.readDouble();
    }
    float[] quantiles = LengthPrefixed.readFloats(Forecast.NO_QUANTILES, in);
    return new Forecast(
        series,
        cutoff,
        issuedAt,
        model,
        modelVersion,
        cadenceMillis,
        status,
        ForecastKind.of(levels, readTexts(in)),
        quantiles,
        in.readBoolean(),
        LengthPrefixed.readFloats(Forecast.NO_QUANTILES, in));
  }

  private static List<String> readTexts(DataInputView in) throws IOException {
    int count = in.readInt();
    if (count == 0) {
      return List.of();
    }
    List<String> texts = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      texts.add(LengthPrefixed.readText(in));
    }
    return texts;
  }
}
