package io.foreflow.cli.tail;

import io.foreflow.topic.ForecastDecoder;
import io.foreflow.wire.Forecast;
import io.foreflow.wire.ForecastCodec;
import io.foreflow.wire.RecordDecoder;
import io.foreflow.wire.RecordEncoder;
import io.foreflow.wire.WireFormat;
import io.foreflow.wire.registry.RegistrySettings;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Forecasts, each as a line. */
final class TailedForecasts implements TailedKind<Forecast> {

  private final ForecastDecoder decoder;

  TailedForecasts(@Nullable RegistrySettings registry) {
    decoder = new ForecastDecoder(registry);
  }

  @Override
  public String name() {
    return "forecast";
  }

  @Override
  public RecordDecoder<Forecast> decoder() {
    return decoder;
  }

  @Override
  public RecordEncoder<Forecast> toJson() {
    return ForecastCodec.encoder(WireFormat.JSON);
  }

  @Override
  public String series(Forecast forecast) {
    return forecast.series();
  }

  @Override
  public List<String> lines(Forecast forecast) {
    return List.of(line(forecast));
  }

  private static String line(Forecast forecast) {
    int last = forecast.horizon() - 1;
    return "%s  %s  %s  %s%s  (%s %s)"
        .formatted(
            forecast.series(),
            Instant.ofEpochMilli(forecast.cutoff()),
            forecast.status().code(),
            step(forecast, 0),
            last == 0 ? "" : "  ...  " + step(forecast, last),
            forecast.model(),
            forecast.modelVersion());
  }

  private static String step(Forecast forecast, int step) {
    return StepText.ahead(forecast, step) + " " + StepText.numbers(forecast, step);
  }
}
