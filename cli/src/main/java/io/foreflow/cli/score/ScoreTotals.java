package io.foreflow.cli.score;

import io.foreflow.wire.ForecastScore;
import io.foreflow.wire.StepScore;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BiConsumer;

/** Adds up the scores of a range of time, by series, model, version and step. */
final class ScoreTotals {
  private final long from;
  private final long to;
  private final boolean bySeries;
  private final Set<String> series = new HashSet<>();
  private final SortedMap<Key, SortedMap<Integer, StepScore>> sums =
      new TreeMap<>(
          Comparator.comparing(Key::series).thenComparing(Key::model).thenComparing(Key::version));

  /**
   * Totals of nothing.
   *
   * @param from the first slot's beginning, if there is a limit
   * @param to what the last slot begins before, if there is a limit
   * @param bySeries whether each series has totals of its own
   */
  ScoreTotals(Optional<Instant> from, Optional<Instant> to, boolean bySeries) {
    this.from = from.map(Instant::toEpochMilli).orElse(Long.MIN_VALUE);
    this.to = to.map(Instant::toEpochMilli).orElse(Long.MAX_VALUE);
    this.bySeries = bySeries;
  }

  /**
   * What scores are added up for.
   *
   * @param series empty for all of them together
   * @param nominalCoverage the share of readings that the outer band should hold
   */
  record Key(String series, String model, String version, double nominalCoverage) {}

  /** Adds the scores of one reading, if it belongs to the range. */
  void add(ForecastScore score) {
    if (score.from() < from || score.to() >= to) {
      return;
    }
    series.add(score.series());
    SortedMap<Integer, StepScore> steps =
        sums.computeIfAbsent(
            new Key(
                bySeries ? score.series() : "",
                score.model(),
                score.modelVersion(),
                score.nominalCoverage()),
            added -> new TreeMap<>());
    for (StepScore step : score.steps()) {
      steps.merge(step.step(), step, StepScore::plus);
    }
  }

  /** How many series have scores. */
  int series() {
    return series.size();
  }

  /** Passes on all totals in the order of series, model, version and step. */
  void forEach(BiConsumer<Key, StepScore> each) {
    sums.forEach((key, steps) -> steps.values().forEach(step -> each.accept(key, step)));
  }
}
