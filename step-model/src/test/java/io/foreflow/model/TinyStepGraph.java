package io.foreflow.model;

import io.foreflow.calendar.TradingCalendar;
import io.foreflow.manifest.ForecastKind;
import io.foreflow.manifest.Manifest;
import io.foreflow.manifest.Provenance;
import io.foreflow.manifest.StateLayout;
import io.foreflow.manifest.StateLayout.Segment;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

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
 * @param calendar of a market; null for slots at all times
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
    List<String> classes,
    @Nullable TradingCalendar calendar) {

  /** Hourly, 4 steps ahead, 6 readings of history, warming for 3 steps, levels 0.1, 0.5 and 0.9. */
  public static TinyStepGraph hourly() {
    return new TinyStepGraph(
        "tiny",
        "1",
        Duration.ofHours(1),
        4,
        6,
        3,
        List.of(0.1, 0.5, 0.9),
        0,
        0.5f,
        List.of(),
        null);
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
        classes,
        calendar);
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
        classes,
        calendar);
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
        classes,
        calendar);
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
        classes,
        calendar);
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
        classes,
        calendar);
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
        classes,
        calendar);
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
        classes,
        calendar);
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
        classes,
        calendar);
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
        classes,
        calendar);
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
        List.of(names),
        calendar);
  }

  /** The same with slots only while a market is open. */
  public TinyStepGraph withCalendar(String text) {
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
        classes,
        TradingCalendar.parse(text));
  }

  /** The bytes of the model file. */
  public byte[] file() {
    try {
      return ModelFile.seal(graph(), manifest());
    } catch (InvalidModelFileException e) {
      throw new IllegalStateException(e);
    }
  }

  ForecastKind kind() {
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
        calendar,
        horizon,
        kind(),
        features,
        List.of(),
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

  /** The bytes of the graph without the manifest. */
  byte[] graph() {
    return new SmoothingGraph(this).write();
  }
}
