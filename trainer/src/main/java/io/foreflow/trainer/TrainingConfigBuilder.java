package io.foreflow.trainer;

import io.foreflow.trainer.features.FeatureConfig;
import io.foreflow.trainer.features.FeatureOptions;
import io.foreflow.trainer.fit.FitConfig;
import io.foreflow.trainer.fit.FitOptions;
import io.foreflow.trainer.fit.LossOptions;
import io.foreflow.trainer.network.Heads;
import io.foreflow.trainer.network.NetworkConfig;
import io.foreflow.trainer.network.NetworkOptions;
import io.foreflow.trainer.option.Settings;
import io.foreflow.trainer.option.TrainingOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

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
    List<String> problems = new ArrayList<>(unread);
    problems.addAll(TrainingConfig.problems(model, levels, warmup));
    problems.addAll(
        TrainingConfig.contradictions(
            levels,
            horizon,
            settings.get(NetworkOptions.HEAD),
            LossOptions.loss(settings),
            settings.get(LossOptions.HORIZON_WEIGHTS)));
    FeatureConfig features = collect(problems, () -> FeatureOptions.build(settings));
    NetworkConfig network = collect(problems, () -> NetworkOptions.build(settings));
    FitConfig fit = collect(problems, () -> FitOptions.build(settings, context, horizon));
    if (features == null || network == null || fit == null || !problems.isEmpty()) {
      throw new IllegalArgumentException(String.join("; ", problems));
    }
    long seed = settings.get(TrainingOptions.SEED);
    return new TrainingConfig(model, levels, warmup, features, network, fit, seed);
  }

  private List<Double> levels() {
    return settings.get(
        TrainingOptions.LEVELS,
        () ->
            settings.get(NetworkOptions.HEAD).equals(Heads.POINT) ? List.of(0.5) : DEFAULT_LEVELS);
  }

  private static <T> @Nullable T collect(List<String> problems, Supplier<T> part) {
    try {
      return part.get();
    } catch (IllegalArgumentException e) {
      problems.add(String.valueOf(e.getMessage()));
      return null;
    }
  }
}
