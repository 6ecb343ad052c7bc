package io.foreflow.console.api;

import io.foreflow.console.memory.Forecaster;
import io.foreflow.console.memory.KnownForecast;
import io.foreflow.wire.Forecast;
import java.util.ArrayList;
import java.util.List;

/** A stretch of cutoffs with forecasts of one version, live or as a shadow. */
record Span(Forecaster forecaster, long from, Forecast last) {

  long to() {
    return last.cutoff();
  }

  static List<Span> of(List<KnownForecast> forecasts) {
    List<Span> spans = new ArrayList<>();
    for (KnownForecast known : forecasts) {
      Forecaster forecaster = known.forecaster();
      Forecast forecast = known.forecast();
      int last = spans.size() - 1;
      // Versions side by side alternate: each goes on with its own stretch.
      while (last >= 0 && !spans.get(last).forecaster().equals(forecaster)) {
        last--;
      }
      boolean goesOn = last >= 0 && isNext(spans, last, forecast);
      if (goesOn) {
        spans.set(last, new Span(forecaster, spans.get(last).from(), forecast));
      } else {
        spans.add(new Span(forecaster, forecast.cutoff(), forecast));
      }
    }
    return spans;
  }

  private static boolean isNext(List<Span> spans, int index, Forecast forecast) {
    if (index == spans.size() - 1) {
      return true;
    }
    Forecast last = spans.get(index).last();
    // Where a market closes, the next slot may be days later.
    long[] steps = last.stepTimes();
    return steps.length > 0
        ? forecast.cutoff() < steps[Math.min(1, steps.length - 1)] + last.cadenceMillis()
        : forecast.cutoff() - last.cutoff() <= 2 * forecast.cadenceMillis();
  }
}
