package io.foreflow.trainer;

import io.foreflow.history.SeriesHistory;
import io.foreflow.trainer.features.FeatureConfig;
import io.foreflow.trainer.features.FeatureOptions;
import io.foreflow.trainer.loop.DeviceConfig;
import io.foreflow.trainer.loop.DeviceOptions;
import io.foreflow.trainer.loop.FitConfig;
import io.foreflow.trainer.loop.FitOptions;
import io.foreflow.trainer.loss.LossConfig;
import io.foreflow.trainer.network.Heads;
import io.foreflow.trainer.network.NetworkConfig;
import io.foreflow.trainer.network.NetworkOptions;
import io.foreflow.trainer.option.Settings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Everything that decides a training. Made by {@link #builder}, whose defaults suit hourly sensors.
 *
 * @param model name of the model
 * @param levels quantile levels, ascending, with 0.5 among them
 * @param warmup a series' forecasts count from so many slots after its first reading on
 * @param features what the network sees
 * @param network what it is made of
 * @param fit how it learns
 * @param devices what it runs on
 * @param members how many networks learn, each from a seed of its own, to be averaged in one file
 * @param seed of everything random
 */
public record TrainingConfig(
    String model,
    List<Double> levels,
    int warmup,
    FeatureConfig features,
    NetworkConfig network,
    FitConfig fit,
    DeviceConfig devices,
    int members,
    long seed) {

  /** The level that scores are taken of, so every model has it. */
  private static final double MEDIAN = 0.5;

  public TrainingConfig {
    levels = List.copyOf(levels);
    List<String> problems = problems(model, levels, warmup, network.head());
    TrainingOptions.MEMBERS.check(problems, members);
    LossConfig loss = fit.loss();
    problems.addAll(
        contradictions(
            levels, features.horizon(), network.head(), loss.kind(), loss.horizonWeights()));
    checkWindow(problems, "linear-window", network.linearWindow(), features.context());
    checkWindow(problems, "attention-window", network.attention().window(), features.context());
    if (!problems.isEmpty()) {
      throw new IllegalArgumentException(String.join("; ", problems));
    }
  }

  private static void checkWindow(List<String> problems, String name, int window, int context) {
    if (window > context) {
      problems.add(name + " is " + window + ", it must be at most the context, " + context);
    }
  }

  /** What is wrong with the options that belong to no part. */
  static List<String> problems(String model, List<Double> levels, int warmup, String head) {
    List<String> problems = new ArrayList<>();
    TrainingOptions.MODEL.check(problems, model);
    TrainingOptions.WARMUP.check(problems, warmup);
    if (!Heads.classesOf(head).isEmpty()) {
      if (!levels.isEmpty()) {
        problems.add("levels are " + levels + ", but head " + head + " has none: leave them out");
      }
      return problems;
    }
    double before = 0;
    boolean ascend = true;
    for (double level : levels) {
      ascend &= level > before && level < 1;
      before = level;
    }
    if (!ascend) {
      problems.add("levels are " + levels + ", they must ascend within (0, 1)");
    } else if (!levels.contains(MEDIAN)) {
      problems.add("levels are " + levels + ", 0.5 must be among them");
    }
    return problems;
  }

  /** What each part may say, but not together. */
  static List<String> contradictions(
      List<Double> levels, int horizon, String head, String loss, List<Double> weights) {
    List<String> problems = new ArrayList<>();
    if (head.equals(Heads.POINT) && !levels.equals(List.of(MEDIAN))) {
      problems.add(
          "levels are "
              + levels
              + ", but head point has 0.5 alone: leave them out, or choose head quantile");
    } else if (LossConfig.isOfPoints(loss) && levels.size() > 1) {
      problems.add(
          "levels are "
              + levels
              + ", but loss "
              + loss
              + " teaches only one: choose head point, or loss quantile");
    }
    String only = Heads.lossOf(head).orElse(loss);
    String needed = Heads.ofLoss(loss).orElse(head);
    if (!only.equals(loss)) {
      problems.add(
          "loss is " + loss + ", but head " + head + " needs loss " + only + ": leave it out");
    } else if (!needed.equals(head)) {
      problems.add("loss is " + loss + ", which needs head " + needed + ", not " + head);
    }
    if (!weights.isEmpty() && weights.size() != horizon) {
      problems.add(
          "horizon-weights are "
              + weights.size()
              + ", they must be as many as the horizon, "
              + horizon);
    }
    return problems;
  }

  /** Starts from the defaults. */
  public static TrainingConfigBuilder builder() {
    return new TrainingConfigBuilder();
  }

  /** With what options leave to the history decided. */
  public TrainingConfig suitedTo(List<SeriesHistory> histories) {
    long[] lengths = histories.stream().mapToLong(SeriesHistory::slots).sorted().toArray();
    long longest = lengths.length == 0 ? 0 : lengths[lengths.length - 1];
    // A few short series are no reason to hold out little, and most of a series not a tail.
    long usual = lengths.length == 0 ? 0 : lengths[lengths.length / 4];
    return new TrainingConfig(
        model,
        levels,
        warmup,
        features.suitedTo(longest),
        network,
        fit.suitedTo(usual, features.horizon()),
        devices,
        members,
        seed);
  }

  /** Slots that a series needs at least to be learnt from. */
  public int shortest() {
    return Math.max(1, warmup) + fit.validation() + 1;
  }

  /** Time from slot to slot. */
  public Duration cadence() {
    return Duration.ofMillis(features.cadenceMillis());
  }

  /** How many slots ahead are forecast. */
  public int horizon() {
    return features.horizon();
  }

  /**
   * Every option by name, as the manifest keeps it: {@link TrainingConfigBuilder#set(Map)} makes
   * the same configuration of it.
   */
  public Map<String, String> options() {
    Settings settings =
        new Settings()
            .put(TrainingOptions.MODEL, model)
            .put(TrainingOptions.LEVELS, levels)
            .put(TrainingOptions.WARMUP, warmup)
            .put(TrainingOptions.MEMBERS, members)
            .put(TrainingOptions.SEED, seed);
    FeatureOptions.put(features, settings);
    NetworkOptions.put(network, settings);
    FitOptions.put(fit, settings);
    DeviceOptions.put(devices, settings);
    return settings.texts();
  }
}
