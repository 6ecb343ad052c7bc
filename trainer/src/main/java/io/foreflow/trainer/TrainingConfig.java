package io.foreflow.trainer;

import io.foreflow.trainer.features.FeatureConfig;
import io.foreflow.trainer.fit.FitConfig;
import io.foreflow.trainer.fit.LossConfig;
import io.foreflow.trainer.network.Heads;
import io.foreflow.trainer.network.NetworkConfig;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Everything that decides a training. Made by {@link #builder}, whose defaults suit hourly sensors.
 *
 * @param model name of the model
 * @param levels quantile levels, ascending, with 0.5 among them
 * @param warmup a series' forecasts count from so many slots after its first reading on
 * @param features what the network sees
 * @param network what it is made of
 * @param fit how it learns
 * @param seed of everything random
 */
public record TrainingConfig(
    String model,
    List<Double> levels,
    int warmup,
    FeatureConfig features,
    NetworkConfig network,
    FitConfig fit,
    long seed) {

  /** The level that scores are taken of, so every model has it. */
  private static final double MEDIAN = 0.5;

  public TrainingConfig {
    levels = List.copyOf(levels);
    List<String> problems = problems(model, levels, warmup);
    LossConfig loss = fit.loss();
    problems.addAll(
        contradictions(
            levels, features.horizon(), network.head(), loss.kind(), loss.horizonWeights()));
    if (!problems.isEmpty()) {
      throw new IllegalArgumentException(String.join("; ", problems));
    }
  }

  /** What is wrong with the options that belong to no part. */
  static List<String> problems(String model, List<Double> levels, int warmup) {
    List<String> problems = new ArrayList<>();
    if (model.isBlank()) {
      problems.add("model is blank, it must be a name");
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
    if (warmup < 0) {
      problems.add("warmup is " + warmup + ", it must be at least 0");
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
    if (!weights.isEmpty() && weights.size() != horizon) {
      problems.add(
          "horizonWeights are "
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

  /** Time from slot to slot. */
  public Duration cadence() {
    return Duration.ofMillis(features.cadenceMillis());
  }

  /** How many slots ahead are forecast. */
  public int horizon() {
    return features.horizon();
  }

  /** Every option by name, as the manifest keeps it. */
  public Map<String, String> options() {
    Map<String, String> options = new TreeMap<>();
    options.put("model", model);
    options.put("cadence", cadence().toString());
    options.put("horizon", "" + horizon());
    options.put("levels", levels.toString());
    options.put("warmup", "" + warmup);
    options.put("context", "" + features.context());
    options.put("seasons", features.seasons().toString());
    options.put("recent", "" + features.recent());
    options.put("cell", network.cell());
    options.put("layers", "" + network.layers());
    options.put("hidden", "" + network.hidden());
    options.put("head", network.head());
    options.put("head-units", "" + network.headUnits());
    options.put("residual", "" + network.residual());
    options.put("steps", "" + fit.steps());
    options.put("rounds", "" + fit.rounds());
    options.put("batch", "" + fit.batch());
    options.put("window", "" + fit.window());
    options.put("burn-in", "" + fit.burnIn());
    options.put("learning-rate", "" + fit.learningRate());
    options.put("optimizer", fit.optimizer().kind());
    if (fit.optimizer().hasMomentum()) {
      options.put("momentum", "" + fit.optimizer().momentum());
    }
    options.put("weight-decay", "" + fit.weightDecay());
    options.put("clip-norm", "" + fit.clipNorm());
    options.put("loss", fit.loss().kind());
    if (fit.loss().hasDelta()) {
      options.put("huber-delta", "" + fit.loss().huberDelta());
    }
    if (!fit.loss().horizonWeights().isEmpty()) {
      options.put("horizon-weights", fit.loss().horizonWeights().toString());
    }
    options.put("loss-cap", "" + fit.lossCap());
    options.put("dropout", "" + fit.dropout());
    options.put("validation", "" + fit.validation());
    options.put("seed", "" + seed);
    return options;
  }
}
