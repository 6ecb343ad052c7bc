package io.foreflow.cli.tail;

import io.foreflow.cli.view.Numbers;
import io.foreflow.topic.ForecastDecoder;
import io.foreflow.wire.Forecast;
import io.foreflow.wire.ForecastCodec;
import io.foreflow.wire.RecordDecoder;
import io.foreflow.wire.RecordEncoder;
import io.foreflow.wire.WireFormat;
import io.foreflow.wire.registry.RegistrySettings;
import java.time.Duration;
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

  /** Text of a step: its time ahead, its middle level, and the outer levels. */
  private static String step(Forecast forecast, int step) {
    String numbers =
        forecast
            .kind()
            .match(
                quantiles -> quantiles(forecast, quantiles.rows(), step),
                classes -> shares(forecast, classes.names(), step));
    Duration ahead = Duration.ofMillis((step + 1) * forecast.cadenceMillis());
    return "+" + ahead.toString().substring(2) + numbers;
  }

  private static String quantiles(Forecast forecast, int levels, int step) {
    String middle = Numbers.compact(forecast.quantile(levels / 2, step));
    return levels == 1
        ? " " + middle
        : " %s [%s, %s]"
            .formatted(
                middle,
                Numbers.compact(forecast.quantile(0, step)),
                Numbers.compact(forecast.quantile(levels - 1, step)));
  }

  /** Each class with its probability. */
  private static String shares(Forecast forecast, List<String> classes, int step) {
    StringBuilder line = new StringBuilder();
    for (int i = 0; i < classes.size(); i++) {
      line.append(' ').append(classes.get(i)).append(' ');
      line.append(Numbers.compact(forecast.quantile(i, step)));
    }
    return line.toString();
  }
}
