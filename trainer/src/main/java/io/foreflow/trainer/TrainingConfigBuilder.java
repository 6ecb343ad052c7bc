package io.foreflow.trainer;

import io.foreflow.trainer.features.FeatureConfig;
import io.foreflow.trainer.features.FeatureOptions;
import io.foreflow.trainer.loop.DeviceConfig;
import io.foreflow.trainer.loop.DeviceOptions;
import io.foreflow.trainer.loop.FitConfig;
import io.foreflow.trainer.loop.FitOptions;
import io.foreflow.trainer.loss.LossOptions;
import io.foreflow.trainer.network.Heads;
import io.foreflow.trainer.network.NetworkConfig;
import io.foreflow.trainer.network.NetworkOptions;
import io.foreflow.trainer.option.Problems;
import io.foreflow.trainer.option.Settings;
import io.foreflow.trainer.option.TrainingOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Collects the options of a training. What is not given follows from the cadence and the horizon;
 * {@link #build} names every problem at once. The options stand in {@link TrainingOptions} and in
 * the classes that it joins.
 */
public final class TrainingConfigBuilder {

  private static final List<Double> DEFAULT_LEVELS = List.of(0.1, 0.5, 0.9);

  private final Settings settings = new Settings();
  private final List<String> unread = new ArrayList<>();

  TrainingConfigBuilder() {}

  /** Gives an option its value; the last one given counts. */
  public <T> TrainingConfigBuilder set(TrainingOption<T> option, T value) {
    settings.put(option, value);
    return this;
  }

  /**
   * Gives options their values as texts, by name. A name or a text that is not understood is a
   * problem that {@link #build} tells with the others.
   */
  public TrainingConfigBuilder set(Map<String, String> texts) {
    texts.forEach(this::set);
    return this;
  }

  /** As above, for one option. */
  public TrainingConfigBuilder set(String name, String text) {
    Optional<TrainingOption<?>> option = TrainingOptions.byName(name);
    if (option.isEmpty()) {
      unread.add("there is no option " + name + "; there are " + TrainingOptions.names());
      return this;
    }
    try {
      settings.putText(option.get(), text);
    } catch (IllegalArgumentException e) {
      unread.add(name + " is \"" + text + "\", " + e.getMessage());
    }
    return this;
  }

  /**
   * The configuration.
   *
   * @throws IllegalArgumentException naming every problem
   */
  public TrainingConfig build() {
    int horizon = settings.get(FeatureOptions.HORIZON);
    int context = FeatureOptions.context(settings);
    String model = settings.get(TrainingOptions.MODEL);
    List<Double> levels = levels();
    int warmup =
        settings.get(TrainingOptions.WARMUP, () -> FeatureOptions.longest(settings, context));
    Problems problems = new Problems();
    unread.forEach(problems::add);
    String head = settings.get(NetworkOptions.HEAD);
    TrainingConfig.problems(model, levels, warmup, head).forEach(problems::add);
    TrainingConfig.contradictions(
            levels,
            horizon,
            head,
            LossOptions.loss(settings),
            settings.get(LossOptions.HORIZON_WEIGHTS))
        .forEach(problems::add);
    Optional<FeatureConfig> features = problems.collect(() -> FeatureOptions.build(settings));
    Optional<NetworkConfig> network = problems.collect(() -> NetworkOptions.build(settings));
    Optional<FitConfig> fit = problems.collect(() -> FitOptions.build(settings, context, horizon));
    Optional<DeviceConfig> devices = problems.collect(() -> DeviceOptions.build(settings));
    int members = settings.get(TrainingOptions.MEMBERS);
    if (members < 1) {
      problems.add(TrainingOptions.MEMBERS.problem(members));
    }
    problems.throwIfAny();
    return new TrainingConfig(
        model,
        levels,
        warmup,
        features.orElseThrow(),
        network.orElseThrow(),
        fit.orElseThrow(),
        devices.orElseThrow(),
        members,
        settings.get(TrainingOptions.SEED));
  }

  private List<Double> levels() {
    return settings.get(
        TrainingOptions.LEVELS,
        () -> {
          String head = settings.get(NetworkOptions.HEAD);
          if (!Heads.classesOf(head).isEmpty()) {
            return List.of();
          }
          return head.equals(Heads.POINT) ? List.of(0.5) : DEFAULT_LEVELS;
        });
  }
}
