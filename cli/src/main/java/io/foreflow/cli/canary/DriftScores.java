package io.foreflow.cli.canary;

import io.foreflow.wire.ForecastScore;
import io.foreflow.wire.StepScore;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * Collects records of scores of one model over all series, by version and hour, and finds drift.
 * Memory is bounded by the hours that are kept, {@link PairedScores#KEPT} of them.
 */
public final class DriftScores {

  private static final long HOUR = Duration.ofHours(1).toMillis();
  private static final Duration WEEK = Duration.ofDays(7);

  /** The fewest forecasts that are a figure. */
  private static final long FEWEST = 200;

  private final String model;
  private final TreeMap<Long, Map<String, FigureSums>> byHour = new TreeMap<>();
  private long newest = Long.MIN_VALUE;

  public DriftScores(String model) {
    this.model = model;
  }

  /** Takes a record; those of other models are left out. */
  public void add(ForecastScore score) {
    if (!score.model().equals(model)) {
      return;
    }
    long end = score.to() + score.cadenceMillis();
    newest = Math.max(newest, end);
    // The hour that a window ends in, its end included.
    Map<String, FigureSums> hour =
        byHour.computeIfAbsent(Math.floorDiv(end - 1, HOUR), key -> new HashMap<>());
    FigureSums sums = FigureSums.NONE;
    for (StepScore step : score.steps()) {
      sums = sums.plus(step);
    }
    hour.merge(score.modelVersion(), sums, FigureSums::plus);
    byHour.headMap(Math.floorDiv(newest - PairedScores.KEPT.toMillis(), HOUR)).clear();
  }

  /**
   * The end of the newest window, in epoch milliseconds; the smallest number before there is one.
   */
  public long newest() {
    return newest;
  }

  /**
   * Looks whether a condition holds for a version.
   *
   * @param since no window that ends before this time counts as new, in epoch milliseconds: so the
   *     same drift is found once
   * @return what was found, in words; empty if it does not hold, or if there are too few scores
   */
  public Optional<String> find(DriftCondition condition, String version, long since) {
    if (newest == Long.MIN_VALUE) {
      return Optional.empty();
    }
    long from = newest - condition.time().toMillis();
    if (from < since) {
      return Optional.empty();
    }
    FigureSums recent = sums(from, newest, version::equals);
    FigureSums before = sums(from - WEEK.toMillis(), from, any -> true);
    if (recent.forecasts() < FEWEST || (condition.isOfBaseline() && before.forecasts() < FEWEST)) {
      return Optional.empty();
    }
    double found = condition.figure().of(recent);
    double baseline = condition.figure().of(before);
    return condition.holds(found, baseline)
        ? Optional.of(condition.text(found, baseline))
        : Optional.empty();
  }

  private FigureSums sums(long from, long end, Predicate<String> versions) {
    FigureSums sums = FigureSums.NONE;
    for (Map<String, FigureSums> hour :
        byHour.subMap(Math.floorDiv(from, HOUR), Math.floorDiv(end - 1, HOUR) + 1).values()) {
      for (Map.Entry<String, FigureSums> one : hour.entrySet()) {
        if (versions.test(one.getKey())) {
          sums = sums.plus(one.getValue());
        }
      }
    }
    return sums;
  }
}
