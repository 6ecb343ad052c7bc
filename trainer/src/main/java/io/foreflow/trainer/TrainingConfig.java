package io.foreflow.trainer;

import io.foreflow.history.SeriesHistory;
import io.foreflow.options.Option;
import io.foreflow.options.OptionGroup;
import io.foreflow.options.OptionSet;
import io.foreflow.options.Problems;
import io.foreflow.options.Rule;
import io.foreflow.options.Settings;
import io.foreflow.options.ValueType;
import io.foreflow.trainer.ensemble.EnsembleConfig;
import io.foreflow.trainer.features.CovariateConfig;
import io.foreflow.trainer.features.FeatureConfig;
import io.foreflow.trainer.features.FeatureDefaults;
import io.foreflow.trainer.loop.AveragingConfig;
import io.foreflow.trainer.loop.DeviceConfig;
import io.foreflow.trainer.loop.FitConfig;
import io.foreflow.trainer.loss.LossConfig;
import io.foreflow.trainer.network.CellKind;
import io.foreflow.trainer.network.HeadKind;
import io.foreflow.trainer.network.NetworkConfig;
import io.foreflow.trainer.optimizer.OptimizerConfig;
import io.foreflow.trainer.optimizer.RateConfig;
import io.foreflow.trainer.window.TailConfig;
import io.foreflow.trainer.window.WindowConfig;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Everything that decides a training. {@link #builder} makes a configuration, with defaults that
 * suit hourly sensors.
 *
 * @param model name of the model
 * @param levels quantile levels, ascending, with 0.5 among them
 * @param warmup number of slots after a series' first reading before its forecasts count
 * @param features what the network sees
 * @param network what the network is made of
 * @param fit how the network learns
 * @param devices what the training runs on
 * @param ensemble the members, which one file averages
 * @param seed seed of everything random
 */
public record TrainingConfig(
    String model,
    List<Double> levels,
    int warmup,
    FeatureConfig features,
    NetworkConfig network,
    FitConfig fit,
    DeviceConfig devices,
    EnsembleConfig ensemble,
    long seed) {

  private static final OptionGroup GROUP = new OptionGroup("The model");

  public static final Option<String> MODEL =
      Option.of(
              GROUP,
              "model",
              ValueType.TEXT,
              new Rule<>("a name", value -> !value.isBlank()),
              "forecaster")
          .help("Name of the model. Every forecast holds it.");

  public static final Option<List<Double>> LEVELS =
      Option.derived(
              GROUP,
              "levels",
              ValueType.NUMBERS,
              new Rule<>("ascending within (0, 1), with 0.5 among them", value -> true),
              "0.1, 0.5, 0.9; 0.5 alone with head point, none with head direction")
          .help("Quantile levels.");

  public static final Option<Integer> WARMUP =
      Option.derived(GROUP, "warmup", ValueType.INTEGER, Rule.atLeast(0), "the longest season")
          .help(
              "Number of slots after the first reading of a series before its forecasts "
                  + "count.");

  public static final Option<Long> SEED =
      Option.of(GROUP, "seed", ValueType.LONG, "1")
          .help("Seed of all random numbers. The same seed gives the same model.");

  /** Every option of a training, in the order of the reference page. */
  public static final OptionSet OPTIONS =
      new OptionSet(
          List.of(
              GROUP,
              EnsembleConfig.GROUP,
              FeatureConfig.GROUP,
              CovariateConfig.GROUP,
              NetworkConfig.GROUP,
              FitConfig.GROUP,
              WindowConfig.GROUP,
              RateConfig.GROUP,
              OptimizerConfig.GROUP,
              LossConfig.GROUP,
              TailConfig.GROUP,
              AveragingConfig.GROUP,
              DeviceConfig.GROUP));

  public TrainingConfig {
    levels = List.copyOf(levels);
    Problems problems = new Problems();
    check(problems, model, warmup);
    LevelRules rules = new LevelRules(problems, levels, network.head());
    rules.checkLevels();
    rules.checkLoss(fit.loss().kind());
    checkWeights(problems, fit.loss().horizonWeights(), features.horizon());
    checkWindow(problems, "linear-window", network.linearWindow(), features.context());
    checkWindow(problems, "attention-window", network.attention().window(), features.context());
    for (CellKind cell : ensemble.members().cellsOf(network.cell())) {
      checkDropout(problems, fit.recurrentDropout(), cell);
    }
    checkEnsemble(problems, ensemble, features, network.head());
    problems.throwIfAny();
  }

  /** Checks the options that belong to no other configuration. */
  private static void check(Problems problems, String model, int warmup) {
    problems.check(MODEL, model);
    problems.check(WARMUP, warmup);
  }

  private static void checkWindow(Problems problems, String name, int window, int context) {
    if (window > context) {
      problems.add(name, window, "must be at most the context, " + context);
    }
  }

  private static void checkEnsemble(
      Problems problems, EnsembleConfig ensemble, FeatureConfig features, HeadKind head) {
    ensemble.check(problems, features.context(), features.horizon());
    if (ensemble.members().ridge() && !head.classes().isEmpty()) {
      problems.add(
          "members",
          ensemble.members(),
          "but head " + head.text() + " forecasts classes, and ridge only numbers");
    }
  }

  private static void checkDropout(Problems problems, double recurrentDropout, CellKind cell) {
    if (recurrentDropout != 0 && !cell.readsItsState()) {
      problems.add(
          "recurrent-dropout",
          recurrentDropout,
          "but cell "
              + cell.text()
              + " has no weights from state to state: leave it out, or choose dropout or another"
              + " cell");
    }
  }

  private static void checkWeights(Problems problems, List<Double> weights, int horizon) {
    if (!weights.isEmpty() && weights.size() != horizon) {
      problems.say(
          "horizon-weights",
          "horizon-weights are "
              + weights.size()
              + ", they must be as many as the horizon, "
              + horizon);
    }
  }

  /**
   * Makes the configuration from settings. Options that are not given follow from the cadence and
   * the horizon.
   *
   * @param found the problems that are known already
   * @throws io.foreflow.options.InvalidConfigurationException naming every problem
   */
  public static TrainingConfig from(Settings settings, Problems found) {
    int horizon = settings.get(FeatureConfig.HORIZON);
    int context = FeatureDefaults.context(settings);
    HeadKind head = settings.get(NetworkConfig.HEAD);
    String model = settings.get(MODEL);
    List<Double> levels = settings.get(LEVELS, () -> LevelRules.defaultLevels(head));
    int warmup = settings.get(WARMUP, () -> FeatureDefaults.longest(settings, context));
    Problems problems = new Problems();
    problems.addAll(found.all());
    check(problems, model, warmup);
    LevelRules rules = new LevelRules(problems, levels, head);
    rules.checkLevels();
    if (!settings.isRefused(NetworkConfig.HEAD) && !settings.isRefused(LossConfig.LOSS)) {
      rules.checkLoss(LossConfig.loss(settings));
    }
    checkWeights(problems, settings.get(LossConfig.HORIZON_WEIGHTS), horizon);
    Optional<FeatureConfig> features = problems.collect(() -> FeatureConfig.from(settings));
    Optional<NetworkConfig> network = problems.collect(() -> NetworkConfig.from(settings));
    Optional<FitConfig> fit = problems.collect(() -> FitConfig.from(settings, context, horizon));
    Optional<DeviceConfig> devices = problems.collect(() -> DeviceConfig.from(settings));
    Optional<EnsembleConfig> ensemble =
        problems.collect(() -> EnsembleConfig.from(settings, context));
    problems.throwIfAny(settings::placed);
    Optional<TrainingConfig> whole =
        problems.collect(
            () ->
                new TrainingConfig(
                    model,
                    levels,
                    warmup,
                    features.orElseThrow(),
                    network.orElseThrow(),
                    fit.orElseThrow(),
                    devices.orElseThrow(),
                    ensemble.orElseThrow(),
                    settings.get(SEED)));
    problems.throwIfAny(settings::placed);
    return whole.orElseThrow();
  }

  /** Creates a builder with the defaults. */
  public static TrainingConfigBuilder builder() {
    return new TrainingConfigBuilder();
  }

  /** A copy in which the options that depend on the history are decided. */
  public TrainingConfig suitedTo(List<SeriesHistory> histories) {
    long[] lengths = histories.stream().mapToLong(SeriesHistory::slots).sorted().toArray();
    long longest = lengths.length == 0 ? 0 : lengths[lengths.length - 1];
    // The lower quartile of the lengths: a few short series should not make the tail short, and the
    // tail should not be most of a series.
    long typical = lengths.length == 0 ? 0 : lengths[lengths.length / 4];
    return new TrainingConfig(
        model,
        levels,
        warmup,
        features.suitedTo(longest),
        network,
        fit.suitedTo(typical, lengths.length, features.horizon()),
        devices,
        ensemble,
        seed);
  }

  /** The smallest number of slots of a series that can be learnt from. */
  public int shortest() {
    return Math.max(1, warmup) + fit.validation() + 1;
  }

  /** The time from slot to slot. */
  public Duration cadence() {
    return Duration.ofMillis(features.cadenceMillis());
  }

  /** The number of slots that are forecast ahead. */
  public int horizon() {
    return features.horizon();
  }

  /**
   * All options by name, as the manifest keeps them. {@link TrainingConfigBuilder#set(Map)} makes
   * the same configuration from them.
   */
  public Map<String, String> options() {
    Settings settings =
        new Settings().put(MODEL, model).put(LEVELS, levels).put(WARMUP, warmup).put(SEED, seed);
    ensemble.put(settings);
    features.put(settings);
    network.put(settings);
    fit.put(settings);
    devices.put(settings);
    return settings.written();
  }
}
