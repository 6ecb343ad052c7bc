package io.foreflow.trainer;

import io.foreflow.trainer.features.FeatureConfig;
import io.foreflow.trainer.fit.FitConfig;
import io.foreflow.trainer.fit.OptimizerConfig;
import io.foreflow.trainer.network.NetworkConfig;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Collects the options of a training. What is not given follows from the cadence and the horizon;
 * {@link #build} names every problem at once.
 */
public final class TrainingConfigBuilder {

  /** A season longer than this many slots makes the state large; it has to be asked for. */
  private static final int LONGEST_DEFAULT_CONTEXT = 400;

  private static final int SHORTEST_DEFAULT_CONTEXT = 64;
  private static final int DAY_AT_HAND = 24;

  private String model = "forecaster";
  private Duration cadence = Duration.ofHours(1);
  private int horizon = 24;
  private List<Double> levels = List.of(0.1, 0.5, 0.9);
  private OptionalInt warmup = OptionalInt.empty();
  private OptionalInt context = OptionalInt.empty();
  private @Nullable List<Integer> seasons;
  private OptionalInt recent = OptionalInt.empty();
  private String cell = "gru";
  private int layers = 1;
  private int hidden = 64;
  private int headUnits = 128;
  private int steps = 600;
  private int batch = 32;
  private OptionalInt window = OptionalInt.empty();
  private OptionalInt burnIn = OptionalInt.empty();
  private double learningRate = 3e-3;
  private String optimizer = "adamw";
  private OptionalDouble momentum = OptionalDouble.empty();
  private double weightDecay = 1e-3;
  private double clipNorm = 1;
  private double lossCap = 20;
  private OptionalInt validation = OptionalInt.empty();
  private long seed = 1;

  TrainingConfigBuilder() {}

  /** Name of the model; default {@code forecaster}. */
  public TrainingConfigBuilder model(String name) {
    this.model = name;
    return this;
  }

  /** Time from slot to slot; default one hour. */
  public TrainingConfigBuilder cadence(Duration slot) {
    this.cadence = slot;
    return this;
  }

  /** Slots ahead that are forecast; default 24. */
  public TrainingConfigBuilder horizon(int slots) {
    this.horizon = slots;
    return this;
  }

  /** Quantile levels, ascending, with 0.5 among them; default 0.1, 0.5, 0.9. */
  public TrainingConfigBuilder levels(double... ascending) {
    this.levels = Arrays.stream(ascending).boxed().toList();
    return this;
  }

  /**
   * Slots after a series' first reading from which its forecasts count; default the longest season.
   */
  public TrainingConfigBuilder warmup(int slots) {
    this.warmup = OptionalInt.of(slots);
    return this;
  }

  /**
   * Readings kept in the state; default the longest season, day or week, of up to 400 slots, else
   * 64.
   */
  public TrainingConfigBuilder context(int readings) {
    this.context = OptionalInt.of(readings);
    return this;
  }

  /**
   * Seasons in slots, ascending, none for a series without; default the day and the week that fit
   * the context.
   */
  public TrainingConfigBuilder seasons(Integer... slots) {
    this.seasons = List.of(slots);
    return this;
  }

  /**
   * Newest readings that the network sees besides its own state; default 24, or the context if
   * shorter.
   */
  public TrainingConfigBuilder recent(int readings) {
    this.recent = OptionalInt.of(readings);
    return this;
  }

  /**
   * Kind of the recurrent layers, {@code gru}, {@code lstm}, {@code rnn} or {@code rnn-relu};
   * default {@code gru}.
   */
  public TrainingConfigBuilder cell(String kind) {
    this.cell = kind;
    return this;
  }

  /** Recurrent layers on top of each other; default 1. */
  public TrainingConfigBuilder layers(int count) {
    this.layers = count;
    return this;
  }

  /** Width of each recurrent layer; default 64. */
  public TrainingConfigBuilder hidden(int width) {
    this.hidden = width;
    return this;
  }

  /** Width of the head's hidden layer; default 128. */
  public TrainingConfigBuilder headUnits(int width) {
    this.headUnits = width;
    return this;
  }

  /** Weight updates; default 600. */
  public TrainingConfigBuilder steps(int updates) {
    this.steps = updates;
    return this;
  }

  /** Windows in a weight update; default 32. */
  public TrainingConfigBuilder batch(int windows) {
    this.batch = windows;
    return this;
  }

  /** Slots of a window; default context plus horizon. */
  public TrainingConfigBuilder window(int slots) {
    this.window = OptionalInt.of(slots);
    return this;
  }

  /** Slots at the start of a window without loss; default an eighth of the window. */
  public TrainingConfigBuilder burnIn(int slots) {
    this.burnIn = OptionalInt.of(slots);
    return this;
  }

  /** Peak learning rate; default 0.003. */
  public TrainingConfigBuilder learningRate(double peak) {
    this.learningRate = peak;
    return this;
  }

  /** Rule by which weights move, one of {@link OptimizerConfig#KINDS}; default {@code adamw}. */
  public TrainingConfigBuilder optimizer(String kind) {
    this.optimizer = kind;
    return this;
  }

  /** Share of the last move that goes on, with {@code sgd} and {@code nesterov}; default 0.9. */
  public TrainingConfigBuilder momentum(double share) {
    this.momentum = OptionalDouble.of(share);
    return this;
  }

  /** Decay of the weights; default 0.001. */
  public TrainingConfigBuilder weightDecay(double decay) {
    this.weightDecay = decay;
    return this;
  }

  /** Largest global norm of the gradients; default 1. */
  public TrainingConfigBuilder clipNorm(double norm) {
    this.clipNorm = norm;
    return this;
  }

  /** Largest scaled error that counts; default 20. */
  public TrainingConfigBuilder lossCap(double scales) {
    this.lossCap = scales;
    return this;
  }

  /** Slots held out at the end of each series, 0 for none; default twice the horizon. */
  public TrainingConfigBuilder validation(int slots) {
    this.validation = OptionalInt.of(slots);
    return this;
  }

  /** Seed of everything random; default 1. */
  public TrainingConfigBuilder seed(long number) {
    this.seed = number;
    return this;
  }

  /**
   * The configuration.
   *
   * @throws IllegalArgumentException naming every problem
   */
  public TrainingConfig build() {
    int firstWarm = warmup.orElse(longest(contextOrDefault()));
    List<String> problems = new ArrayList<>(TrainingConfig.problems(model, levels, firstWarm));
    FeatureConfig features = collect(problems, this::features);
    NetworkConfig network =
        collect(problems, () -> new NetworkConfig(cell, layers, hidden, headUnits));
    OptimizerConfig rule = collect(problems, this::rule);
    FitConfig fit = collect(problems, () -> fit(rule == null ? OptimizerConfig.DEFAULT : rule));
    if (features == null || network == null || fit == null || !problems.isEmpty()) {
      throw new IllegalArgumentException(String.join("; ", problems));
    }
    return new TrainingConfig(model, levels, firstWarm, features, network, fit, seed);
  }

  private static <T> @Nullable T collect(List<String> problems, Supplier<T> part) {
    try {
      return part.get();
    } catch (IllegalArgumentException e) {
      problems.add(String.valueOf(e.getMessage()));
      return null;
    }
  }

  private FeatureConfig features() {
    int kept = contextOrDefault();
    return new FeatureConfig(
        cadence.toMillis(),
        horizon,
        kept,
        seasonsOf(kept),
        recent.orElse(Math.min(DAY_AT_HAND, kept)));
  }

  private OptimizerConfig rule() {
    return new OptimizerConfig(
        optimizer, momentum.orElse(OptimizerConfig.usualMomentum(optimizer)));
  }

  private FitConfig fit(OptimizerConfig rule) {
    int slots = window.orElse(contextOrDefault() + Math.max(horizon, 1));
    return new FitConfig(
        steps,
        Math.max(1, Math.min(20, steps)),
        batch,
        slots,
        burnIn.orElse(slots / 8),
        learningRate,
        weightDecay,
        clipNorm,
        lossCap,
        validation.orElse(2 * Math.max(horizon, 1)),
        rule);
  }

  private int contextOrDefault() {
    return context.orElse(Math.max(SHORTEST_DEFAULT_CONTEXT, longest(LONGEST_DEFAULT_CONTEXT)));
  }

  private int longest(int within) {
    List<Integer> found = seasonsOf(within);
    return found.isEmpty() ? 1 : found.get(found.size() - 1);
  }

  private List<Integer> seasonsOf(int within) {
    if (seasons != null) {
      return seasons;
    }
    return cadence.toMillis() < 1
        ? List.of()
        : FeatureConfig.calendarSeasons(cadence.toMillis(), within);
  }
}
