package io.foreflow.trainer;

import io.foreflow.trainer.features.FeatureConfig;
import io.foreflow.trainer.fit.FitConfig;
import io.foreflow.trainer.fit.LossConfig;
import io.foreflow.trainer.fit.OptimizerConfig;
import io.foreflow.trainer.network.Heads;
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

  private static final List<Double> DEFAULT_LEVELS = List.of(0.1, 0.5, 0.9);

  private String model = "forecaster";
  private Duration cadence = Duration.ofHours(1);
  private int horizon = 24;
  private @Nullable List<Double> levels;
  private OptionalInt warmup = OptionalInt.empty();
  private OptionalInt context = OptionalInt.empty();
  private @Nullable List<Integer> seasons;
  private OptionalInt recent = OptionalInt.empty();
  private String cell = "gru";
  private int layers = 1;
  private int hidden = 64;
  private boolean residual;
  private String head = "quantile";
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
  private String loss = "quantile";
  private OptionalDouble huberDelta = OptionalDouble.empty();
  private List<Double> horizonWeights = List.of();
  private double lossCap = 20;
  private double dropout;
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

  /**
   * Quantile levels, ascending, with 0.5 among them; default 0.1, 0.5, 0.9, and 0.5 alone with head
   * {@code point}.
   */
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

  /** Whether each layer but the lowest adds what it reads to its output; default no. */
  public TrainingConfigBuilder residual(boolean passing) {
    this.residual = passing;
    return this;
  }

  /** Kind of the output layer, one of {@link Heads#kinds}; default {@code quantile}. */
  public TrainingConfigBuilder head(String kind) {
    this.head = kind;
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

  /**
   * What is made small, one of {@link LossConfig#KINDS}; default {@code quantile}. All others need
   * one level.
   */
  public TrainingConfigBuilder loss(String kind) {
    this.loss = kind;
    return this;
  }

  /** Scaled error up to which loss {@code huber} is a parabola; default 1. */
  public TrainingConfigBuilder huberDelta(double scales) {
    this.huberDelta = OptionalDouble.of(scales);
    return this;
  }

  /** How much each step of the horizon counts, one number for each; default all alike. */
  public TrainingConfigBuilder horizonWeights(double... ofSteps) {
    this.horizonWeights = Arrays.stream(ofSteps).boxed().toList();
    return this;
  }

  /** Largest scaled error that counts; default 20. */
  public TrainingConfigBuilder lossCap(double scales) {
    this.lossCap = scales;
    return this;
  }

  /** Chance of a layer's unit to be left out of a window while learning; default 0. */
  public TrainingConfigBuilder dropout(double chance) {
    this.dropout = chance;
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
    FeatureOptions seen = new FeatureOptions(cadence, horizon, context, seasons, recent);
    int slots = seen.contextOrDefault();
    int firstWarm = warmup.orElse(seen.longest(slots));
    List<Double> asked = levelsOrDefault();
    List<String> problems = new ArrayList<>(TrainingConfig.problems(model, asked, firstWarm));
    problems.addAll(TrainingConfig.contradictions(asked, horizon, head, loss, horizonWeights));
    FeatureConfig features = collect(problems, seen::build);
    NetworkConfig network =
        collect(problems, () -> new NetworkConfig(cell, layers, hidden, head, headUnits, residual));
    OptimizerConfig rule = collect(problems, this::rule);
    LossConfig goal = collect(problems, this::goal);
    FitConfig fit =
        collect(
            problems,
            () ->
                fit(
                    slots,
                    rule == null ? OptimizerConfig.DEFAULT : rule,
                    goal == null ? LossConfig.DEFAULT : goal));
    if (features == null || network == null || fit == null || !problems.isEmpty()) {
      throw new IllegalArgumentException(String.join("; ", problems));
    }
    return new TrainingConfig(model, asked, firstWarm, features, network, fit, seed);
  }

  private List<Double> levelsOrDefault() {
    if (levels != null) {
      return levels;
    }
    return head.equals(Heads.POINT) ? List.of(0.5) : DEFAULT_LEVELS;
  }

  private static <T> @Nullable T collect(List<String> problems, Supplier<T> part) {
    try {
      return part.get();
    } catch (IllegalArgumentException e) {
      problems.add(String.valueOf(e.getMessage()));
      return null;
    }
  }

  private OptimizerConfig rule() {
    return new OptimizerConfig(
        optimizer, momentum.orElse(OptimizerConfig.usualMomentum(optimizer)));
  }

  private LossConfig goal() {
    return new LossConfig(loss, huberDelta.orElse(LossConfig.usualDelta(loss)), horizonWeights);
  }

  private FitConfig fit(int kept, OptimizerConfig rule, LossConfig goal) {
    int slots = window.orElse(kept + Math.max(horizon, 1));
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
        rule,
        goal,
        dropout);
  }
}
