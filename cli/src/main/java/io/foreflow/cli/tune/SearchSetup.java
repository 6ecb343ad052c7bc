package io.foreflow.cli.tune;

import io.foreflow.cli.process.CommandFailure;
import io.foreflow.cli.train.TrainingSettings;
import io.foreflow.history.HistoryData;
import io.foreflow.history.HistoryDigest;
import io.foreflow.options.YamlSettings;
import io.foreflow.trainer.TrainingConfig;
import io.foreflow.trainer.tune.DefaultSpace;
import io.foreflow.trainer.tune.HalvingSchedule;
import io.foreflow.trainer.tune.SearchPlan;
import io.foreflow.trainer.tune.SearchSpace;
import io.foreflow.trainer.tune.SearchSpaceReader;
import io.foreflow.trainer.tune.TrialMetric;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * The metric, the space and the schedule of a search, from the options of {@code foreflow tune}.
 *
 * @param metric what trials are compared by
 * @param space the options that differ between trials
 * @param schedule the steps of the trainings
 */
record SearchSetup(TrialMetric metric, SearchSpace space, HalvingSchedule schedule) {

  /**
   * The options of the command that describe the search.
   *
   * @param space a file with the search space; empty for the default space
   * @param flags names of the training options given on the command line
   * @param budget the time for the search
   * @param trials the largest number of trials
   * @param by name of the metric; empty for the default of the head
   * @param rungs number of training lengths
   * @param keep the best one of so many trials is trained longer
   */
  record Request(
      Optional<Path> space,
      Set<String> flags,
      Optional<Duration> budget,
      Optional<Integer> trials,
      Optional<String> by,
      int rungs,
      int keep) {}

  /**
   * Checks the options and reads the space.
   *
   * @throws CommandFailure if an option makes no sense with this training
   */
  static SearchSetup of(Request request, TrainingConfig config) {
    TrialMetric metric = metric(request, config);
    SearchSpace space = space(request, metric);
    try {
      return new SearchSetup(
          metric,
          space,
          new HalvingSchedule(config.fit().steps(), request.rungs(), request.keep()));
    } catch (IllegalArgumentException e) {
      throw CommandFailure.usage(String.valueOf(e.getMessage()));
    }
  }

  private static TrialMetric metric(Request request, TrainingConfig config) {
    TrialMetric metric =
        request
            .by()
            .map(name -> TrialMetric.valueOf(name.toUpperCase(Locale.ROOT)))
            .orElseGet(() -> TrialMetric.defaultFor(config.network().head()));
    if (metric != TrialMetric.LOSS && config.levels().isEmpty()) {
      throw CommandFailure.usage(
          "--by is %s, but head %s forecasts no quantiles: use --by loss"
              .formatted(metric, config.network().head().text()));
    }
    if (config.fit().validation() == 0) {
      throw CommandFailure.usage(
          "validation is 0, so nothing is held out to compare trials on; remove it, or set it to 1"
              + " or more");
    }
    return metric;
  }

  private static SearchSpace space(Request request, TrialMetric metric) {
    SearchSpace space =
        request
            .space()
            .map(file -> read(file, metric))
            .orElseGet(() -> DefaultSpace.space().without(request.flags()));
    List<String> both =
        space.choices().keySet().stream().filter(request.flags()::contains).toList();
    if (!both.isEmpty()) {
      throw CommandFailure.usage(
          "%s given as flags and also in the search space; remove them from one of the two"
              .formatted(both));
    }
    return space;
  }

  private static SearchSpace read(Path file, TrialMetric metric) {
    try {
      return SearchSpaceReader.read(YamlSettings.read(file), metric);
    } catch (IllegalArgumentException e) {
      throw CommandFailure.usage(file + ": " + e.getMessage());
    }
  }

  /** The schedule with the limits of the search. */
  SearchPlan plan(Request request, TrainingConfig config) {
    try {
      return new SearchPlan(schedule, config.seed(), request.trials(), request.budget());
    } catch (IllegalArgumentException e) {
      throw CommandFailure.usage(String.valueOf(e.getMessage()));
    }
  }

  /** Everything that the score of a trial depends on. Another search can't resume from its log. */
  Map<String, String> identity(HistoryData history, SearchPlan plan, TrainingSettings fixed) {
    Map<String, String> identity = new TreeMap<>();
    identity.put("data", HistoryDigest.of(history.series()));
    identity.put("by", metric.toString());
    identity.put("seed", Long.toString(plan.seed()));
    identity.put("steps", TuneText.lengths(schedule));
    identity.put("space", String.join("; ", space.yaml()));
    identity.put("options", new TreeMap<>(fixed.texts()).toString());
    return identity;
  }
}
