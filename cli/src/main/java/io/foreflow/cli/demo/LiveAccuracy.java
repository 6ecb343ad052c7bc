package io.foreflow.cli.demo;

import io.foreflow.wire.ForecastScore;
import io.foreflow.wire.StepScore;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * The error of each day in that of the seasonal naive forecast, over all series, by the records of
 * scores. A day counts when a record of a later day has come. Thread-safe.
 */
final class LiveAccuracy {

  private static final long DAY = Duration.ofDays(1).toMillis();

  private final TreeMap<Long, Map<String, Errors>> byDay = new TreeMap<>();

  private record Errors(long own, long naive) {

    private static final Errors NONE = new Errors(0, 0);

    Errors plus(Errors other) {
      return new Errors(own + other.own, naive + other.naive);
    }
  }

  synchronized void seen(ForecastScore score) {
    Errors errors = Errors.NONE;
    for (StepScore step : score.steps()) {
      errors = errors.plus(new Errors(step.errorMicros(), step.naiveErrorMicros()));
    }
    byDay
        .computeIfAbsent(Math.floorDiv(score.to(), DAY), day -> new HashMap<>())
        .merge(score.modelVersion(), errors, Errors::plus);
  }

  /** The beginning of the newest day that counts, in epoch milliseconds. */
  synchronized long newestDay() {
    return byDay.size() < 2 ? Long.MIN_VALUE : byDay.lowerKey(byDay.lastKey()) * DAY;
  }

  /** The figure of the newest day that counts; NaN without one. */
  synchronized double newest() {
    return byDay.size() < 2 ? Double.NaN : ratio(byDay.lowerKey(byDay.lastKey()), any -> true);
  }

  /** The same of one version, if it made forecasts on the whole day. */
  synchronized double newest(String version) {
    if (byDay.size() < 3) {
      return Double.NaN;
    }
    long day = byDay.lowerKey(byDay.lastKey());
    boolean isWhole = byDay.getOrDefault(day - 1, Map.of()).containsKey(version);
    return isWhole ? ratio(day, version::equals) : Double.NaN;
  }

  /** The figures of the last days that count, the newest last. */
  synchronized List<Double> last(int days) {
    List<Double> figures = new ArrayList<>();
    List<Long> all = new ArrayList<>(byDay.keySet());
    for (int i = Math.max(0, all.size() - 1 - days); i < all.size() - 1; i++) {
      figures.add(ratio(all.get(i), any -> true));
    }
    return figures;
  }

  private double ratio(long day, Predicate<String> versions) {
    Errors sums = Errors.NONE;
    for (Map.Entry<String, Errors> one : byDay.getOrDefault(day, Map.of()).entrySet()) {
      if (versions.test(one.getKey())) {
        sums = sums.plus(one.getValue());
      }
    }
    return (double) sums.own / sums.naive;
  }
}
