package io.foreflow.model;

import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.TensorProto.DataType;
import io.foreflow.manifest.ForecastKind;
import io.foreflow.manifest.Manifest;
import io.foreflow.manifest.Provenance;
import io.foreflow.manifest.StateLayout;
import io.foreflow.manifest.StateLayout.Segment;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * A small model that keeps the whole contract and needs no training: exponential smoothing with a
 * band that widens with the square root of the step, plus a daily wave so that a wrong time shows
 * in the forecast, plus a hundredth of each covariate. Everything in it is deterministic. A missing
 * reading is imputed by the smoothed level.
 *
 * @param model name of the model
 * @param version version of the model
 * @param cadence time from one step to the next
 * @param horizon how many steps ahead it forecasts
 * @param context how many readings its history holds
 * @param warmup steps until its forecasts are ready
 * @param levels quantile levels
 * @param covariates how many features it takes after its target
 * @param smoothing weight of a new reading, which makes models with other forecasts
 * @param classes as many as levels, for their softmax in place of the quantiles; empty for
 *     quantiles
 */
public record TinyStepGraph(
    String model,
    String version,
    Duration cadence,
    int horizon,
    int context,
    int warmup,
    List<Double> levels,
    int covariates,
    float smoothing,
    List<String> classes) {
  private static final float DAILY_WAVE = 0.125f;
  private static final float OF_EACH_COVARIATE = 0.01f;
  private static final long MILLIS_PER_DAY = Duration.ofDays(1).toMillis();

  /** Hourly, 4 steps ahead, 6 readings of history, warming for 3 steps, levels 0.1, 0.5 and 0.9. */
  public static TinyStepGraph hourly() {
    return new TinyStepGraph(
        "tiny", "1", Duration.ofHours(1), 4, 6, 3, List.of(0.1, 0.5, 0.9), 0, 0.5f, List.of());
  }

  public TinyStepGraph withModel(String newModel) {
    return new TinyStepGraph(
        newModel,
        version,
        cadence,
        horizon,
        context,
        warmup,
        levels,
        covariates,
        smoothing,
        classes);
  }

  public TinyStepGraph withVersion(String newVersion) {
    return new TinyStepGraph(
        model,
        newVersion,
        cadence,
        horizon,
        context,
        warmup,
        levels,
        covariates,
        smoothing,
        classes);
  }

  public TinyStepGraph withCadence(Duration newCadence) {
    return new TinyStepGraph(
        model,
        version,
        newCadence,
        horizon,
        context,
        warmup,
        levels,
        covariates,
        smoothing,
        classes);
  }

  public TinyStepGraph withHorizon(int newHorizon) {
    return new TinyStepGraph(
        model,
        version,
        cadence,
        newHorizon,
        context,
        warmup,
        levels,
        covariates,
        smoothing,
        classes);
  }

  public TinyStepGraph withContext(int newContext) {
    return new TinyStepGraph(
        model,
        version,
        cadence,
        horizon,
        newContext,
        warmup,
        levels,
        covariates,
        smoothing,
        classes);
  }

  public TinyStepGraph withWarmup(int newWarmup) {
    return new TinyStepGraph(
        model,
        version,
        cadence,
        horizon,
        context,
        newWarmup,
        levels,
        covariates,
        smoothing,
        classes);
  }

  public TinyStepGraph withLevels(List<Double> newLevels) {
    return new TinyStepGraph(
        model,
        version,
        cadence,
        horizon,
        context,
        warmup,
        newLevels,
        covariates,
        smoothing,
        classes);
  }

  public TinyStepGraph withCovariates(int newCovariates) {
    return new TinyStepGraph(
        model,
        version,
        cadence,
        horizon,
        context,
        warmup,
        levels,
        newCovariates,
        smoothing,
        classes);
  }

  public TinyStepGraph withSmoothing(float newSmoothing) {
    return new TinyStepGraph(
        model,
        version,
        cadence,
        horizon,
        context,
        warmup,
        levels,
        covariates,
        newSmoothing,
        classes);
  }

  /** The same with the probabilities of classes, which are as many as its levels. */
  public TinyStepGraph withClasses(String... names) {
    return new TinyStepGraph(
        model,
        version,
        cadence,
        horizon,
        context,
        warmup,
        levels,
        covariates,
        smoothing,
        List.of(names));
  }

  /** The bytes of the model file. */
  public byte[] file() {
    try {
      return ModelFile.seal(graph().build().toByteArray(), manifest());
    } catch (InvalidModelFileException e) {
      throw new IllegalStateException(e);
    }
  }

  private ForecastKind kind() {
    return classes.isEmpty()
        ? new ForecastKind.Quantiles(levels)
        : new ForecastKind.Classes(classes);
  }

  public Manifest manifest() {
    List<String> features =
        IntStream.rangeClosed(0, covariates).mapToObj(i -> i == 0 ? "value" : "x" + i).toList();
    return new Manifest(
        Manifest.CONTRACT,
        model,
        version,
        cadence,
        horizon,
        kind(),
        features,
        warmup,
        new StateLayout(
            List.of(
                new Segment(StateLayout.SEEN, 1),
                new Segment(StateLayout.HISTORY, context),
                new Segment("smooth.level", 1),
                new Segment("smooth.spread", 1))),
        new Provenance(
            "none", Instant.EPOCH, Instant.EPOCH, 1, 1, 0, Map.of(), Map.of(), Instant.EPOCH),
        null);
  }

  ModelProto.Builder graph() {
    GraphSketch g = new GraphSketch();
    int stateSize = 1 + context + 2;
    g.input(StepTensors.OBSERVED, DataType.FLOAT, 1 + covariates);
    g.input(StepTensors.TIME, DataType.INT64);
    g.input(StepTensors.STATE, DataType.FLOAT, stateSize);
    g.output(StepTensors.FORECAST, levels.size(), horizon);
    g.output(StepTensors.NEXT_STATE, stateSize);

    List<String> state = g.split(StepTensors.STATE, 1, context, 1, 1);
    String seen = state.get(0);
    String level = state.get(2);
    String spread = state.get(3);
    String target =
        covariates == 0
            ? StepTensors.OBSERVED
            : g.split(StepTensors.OBSERVED, 1, covariates).get(0);
    String missing = g.op("IsNaN", target);
    String never = g.op("Equal", seen, g.floats(0));
    String value = g.op("Where", missing, level, target);
    String error = g.op("Sub", value, level);
    String smoothed = g.op("Add", level, g.op("Mul", error, g.floats(smoothing)));
    String nextLevel = g.op("Where", never, value, smoothed);
    String widened =
        g.op("Add", spread, g.op("Mul", g.op("Sub", g.op("Abs", error), spread), g.floats(0.25f)));
    String nextSpread = g.op("Where", never, spread, widened);
    // A series begins with its first reading: a missing one before it leaves the state as it was.
    String absent = g.toFloat(g.op("And", never, missing));
    String nextSeen = g.op("Add", seen, g.op("Sub", g.floats(1), absent));
    String nextHistory =
        context == 1 ? value : g.concat(g.split(state.get(1), 1, context - 1).get(1), value);
    g.node(
        "Concat",
        List.of(GraphSketch.integer("axis", 1)),
        List.of(StepTensors.NEXT_STATE),
        nextSeen,
        nextHistory,
        nextLevel,
        nextSpread);
    String centre = g.op("Add", g.op("Add", nextLevel, dailyWave(g)), covariateEffect(g));
    String flat = g.op("Add", centre, g.op("Mul", nextSpread, g.weights(band(), 1, band().length)));
    String shape = g.longs(-1, levels.size(), horizon);
    Runnable forecast =
        kind()
            .match(
                quantiles ->
                    () -> g.node("Reshape", List.of(), List.of(StepTensors.FORECAST), flat, shape),
                ofClasses ->
                    () ->
                        g.node(
                            "Softmax",
                            List.of(GraphSketch.integer("axis", 1)),
                            List.of(StepTensors.FORECAST),
                            g.op("Reshape", flat, shape)));
    forecast.run();
    return g.model();
  }

  private static String dailyWave(GraphSketch g) {
    String sinceMidnight = g.toFloat(g.op("Mod", StepTensors.TIME, g.longs(MILLIS_PER_DAY)));
    String angle = g.op("Mul", sinceMidnight, g.floats((float) (2 * Math.PI / MILLIS_PER_DAY)));
    String wave = g.op("Mul", g.op("Sin", angle), g.floats(DAILY_WAVE));
    return g.op("Unsqueeze", wave, g.longs(1));
  }

  private String covariateEffect(GraphSketch g) {
    if (covariates == 0) {
      return g.weights(new float[] {0}, 1, 1);
    }
    String given = g.split(StepTensors.OBSERVED, 1, covariates).get(1);
    String known = g.op("Where", g.op("IsNaN", given), g.floats(0), given);
    float[] weights = new float[covariates];
    Arrays.fill(weights, OF_EACH_COVARIATE);
    return g.op("MatMul", known, g.weights(weights, covariates, 1));
  }

  /** How many spreads each quantile lies from the centre: [level][step], flattened. */
  private float[] band() {
    float[] band = new float[levels.size() * horizon];
    for (int i = 0; i < band.length; i++) {
      double level = levels.get(i / horizon);
      // The logistic distribution has a quantile function in closed form.
      band[i] = (float) (Math.log(level / (1 - level)) * Math.sqrt(i % horizon + 1));
    }
    return band;
  }
}
