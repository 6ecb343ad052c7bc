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

  private static final int CALIBRATED = 1;
  private static final int STEP_TIMES = 2;

  private ForecastSerializer() {}

  @Override
  public Forecast createInstance() {
    return Forecast.ofQuantiles(
        "", 0, 0, "", "", 0, Forecast.Status.WARMING, new double[1], new float[1]);
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
    boolean times = forecast.stepTimes().length > 0;
    out.writeByte((forecast.calibrated() ? CALIBRATED : 0) | (times ? STEP_TIMES : 0));
    LengthPrefixed.writeFloats(forecast.rawQuantiles(), out);
    for (long time : forecast.stepTimes()) {
      out.writeLong(time);
    }
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
    ForecastKind kind = ForecastKind.of(levels, readTexts(in));
    int flags = in.readByte();
    float[] raw = LengthPrefixed.readFloats(Forecast.NO_QUANTILES, in);
    return new Forecast(
        series,
        cutoff,
        issuedAt,
        model,
        modelVersion,
        cadenceMillis,
        status,
        kind,
        quantiles,
        (flags & CALIBRATED) != 0,
        raw,
        (flags & STEP_TIMES) == 0
            ? Forecast.EVERY_CADENCE
            : times(quantiles.length / kind.rows(), in));
  }

  private static long[] times(int count, DataInputView in) throws IOException {
    long[] times = new long[count];
    for (int i = 0; i < count; i++) {
      times[i] = in.readLong();
    }
    return times;
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
