package io.foreflow.benchmarks.anomaly;

import io.foreflow.model.StepModel;
import io.foreflow.outcome.AnomalyRules;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** The detectors that are compared. */
final class Detectors {

  /** The name of Foreflow's own. */
  static final String EPISODES = "episodes";

  /** A week of hourly readings, half a day of readings every 5 minutes. */
  private static final int WINDOW = 168;

  private static final double WEIGHT = 0.2;

  private Detectors() {}

  /** The other detectors by name. */
  static Map<String, Supplier<Scorer>> others() {
    Map<String, Supplier<Scorer>> others = new LinkedHashMap<>();
    others.put("zScore", () -> new ZScore(WINDOW));
    others.put("ewma", () -> new EwmaBand(WEIGHT, 1.0 / WINDOW));
    others.put("cutForest", CutForest::new);
    return others;
  }

  /** The alarms of Foreflow's own with its default rules. */
  static List<Alarm> episodes(StepModel model, List<WatchedSeries> series) {
    return EpisodeReplay.run(model, series, AnomalyRules.DEFAULT, (index, slot, met) -> {});
  }
}
