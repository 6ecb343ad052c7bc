package io.foreflow.console.memory;

import io.foreflow.wire.ForecastScore;
import io.foreflow.wire.StepScore;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Sums of scores of the last day by version of a model, over all series. Not thread-safe. */
final class ScoreTotals {

  private static final long HOUR_MILLIS = 3_600_000;
  private static final int HOURS = 24;
  private static final int MOST_VERSIONS = 100;

  private final Map<ModelVersion, TreeMap<Long, TreeMap<Integer, StepScore>>> byVersion =
      new LinkedHashMap<>(16, 0.75f, true);
  private final Map<ModelVersion, Double> nominal = new LinkedHashMap<>();

  /** Adds a record that was written at a time. */
  void add(ForecastScore score, ModelVersion version, long time) {
    TreeMap<Long, TreeMap<Integer, StepScore>> hours =
        byVersion.computeIfAbsent(version, key -> new TreeMap<>());
    nominal.put(version, score.nominalCoverage());
    if (byVersion.size() > MOST_VERSIONS) {
      ModelVersion eldest = byVersion.keySet().iterator().next();
      byVersion.remove(eldest);
      nominal.remove(eldest);
    }
    TreeMap<Integer, StepScore> sums =
        hours.computeIfAbsent(Math.floorDiv(time, HOUR_MILLIS), key -> new TreeMap<>());
    for (StepScore step : score.steps()) {
      sums.merge(step.step(), step, StepScore::plus);
    }
    hours.headMap(hours.lastKey() - HOURS).clear();
  }

  /**
   * The sums of each version.
   *
   * @param models says which versions are shadows
   */
  List<VersionScore> all(ModelBook models, long now) {
    List<VersionScore> all = new ArrayList<>();
    long oldest = Math.floorDiv(now, HOUR_MILLIS) - HOURS;
    byVersion.forEach(
        (version, hours) -> {
          TreeMap<Integer, StepScore> sums = new TreeMap<>();
          hours
              .tailMap(oldest)
              .values()
              .forEach(
                  hour -> hour.forEach((step, score) -> sums.merge(step, score, StepScore::plus)));
          if (!sums.isEmpty()) {
            all.add(
                new VersionScore(
                    version,
                    models.isShadow(version),
                    nominal.getOrDefault(version, Double.NaN),
                    List.copyOf(sums.values())));
          }
        });
    return all;
  }
}
