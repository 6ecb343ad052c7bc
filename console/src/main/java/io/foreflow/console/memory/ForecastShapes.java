package io.foreflow.console.memory;

import io.foreflow.wire.Forecast;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What forecasts have in common, one object for all that are equal. Not thread-safe. */
final class ForecastShapes {

  private static final int MOST = 1000;

  private final Map<ForecastShape, ForecastShape> shapes = new HashMap<>();

  /**
   * The shape of a forecast.
   *
   * @param last the shape that it probably has
   */
  ForecastShape of(Forecast forecast, boolean shadow, @Nullable ForecastShape last) {
    if (last != null
        && last.shadow() == shadow
        && last.cadenceMillis() == forecast.cadenceMillis()
        && last.model().model().equals(forecast.model())
        && last.model().version().equals(forecast.modelVersion())
        && last.kind().equals(forecast.kind())) {
      return last;
    }
    if (shapes.size() == MOST) {
      shapes.clear();
    }
    return shapes.computeIfAbsent(
        new ForecastShape(
            new ModelVersion(forecast.model(), forecast.modelVersion()),
            forecast.cadenceMillis(),
            forecast.kind(),
            shadow),
        made -> made);
  }
}
