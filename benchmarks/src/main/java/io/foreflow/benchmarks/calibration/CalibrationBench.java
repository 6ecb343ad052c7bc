package io.foreflow.benchmarks.calibration;

import io.foreflow.evaluation.backtest.CalibratedReplay;
import io.foreflow.evaluation.backtest.Origins;
import io.foreflow.evaluation.backtest.ReadingTargets;
import io.foreflow.evaluation.backtest.RollingBacktest;
import io.foreflow.evaluation.baseline.Baselines;
import io.foreflow.history.SeriesHistory;
import io.foreflow.manifest.ForecastKind;
import io.foreflow.manifest.Manifest;
import io.foreflow.model.InvalidModelFileException;
import io.foreflow.model.StepModel;
import io.foreflow.trainer.Trainer;
import io.foreflow.trainer.TrainingConfig;
import io.foreflow.trainer.loop.TrainingListener;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Trains a small model on the first part of a task's series and forecasts the rest, as {@code
 * foreflow backtest --calibration online} does.
 */
final class CalibrationBench {

  private final Path data;
  private final Optional<Path> models;
  private final Map<String, String> overrides;

  /**
   * @param data the folder of the data sets
   * @param models a folder for model files; a file that is already there is not trained again
   * @param overrides options that override a task's own, for experiments
   */
  CalibrationBench(Path data, Optional<Path> models, Map<String, String> overrides) {
    this.data = data;
    this.models = models;
    this.overrides = Map.copyOf(overrides);
  }

  /** Uses the model and the series of a task. */
  @FunctionalInterface
  interface Use<R> {
    R of(StepModel model, List<SeriesHistory> series, long firstOrigin) throws IOException;
  }

  /**
   * Runs one task.
   *
   * @throws IOException if the data is missing
   */
  CalibrationResult run(CalibrationTask task) throws IOException {
    return with(
        task,
        (model, series, firstOrigin) -> {
          Origins origins = Origins.from(firstOrigin, 1);
          CalibratedReplay calibration = new CalibratedReplay(model.manifest(), series, origins);
          backtest(model.manifest(), series, origins)
              .runCalibrated(model, calibration, (one, slot, forecast) -> {});
          return new CalibrationResult(
              task.name(),
              task.title(),
              task.chosen(),
              series.size(),
              model.sha256(),
              calibration.nominalCoverage(),
              calibration.steps().stream().map(CalibrationResult.Step::of).toList());
        });
  }

  /** Opens the model of a task and uses it. */
  <R> R with(CalibrationTask task, Use<R> use) throws IOException {
    byte[] file = file(task);
    List<SeriesHistory> series = task.forecast().read(data);
    try (StepModel model = StepModel.open(file)) {
      return use.of(model, series, series.get(0).firstSlot() + task.trainingSlots());
    } catch (InvalidModelFileException e) {
      throw new IOException("the model of %s: %s".formatted(task.name(), e.getMessage()), e);
    }
  }

  private byte[] file(CalibrationTask task) throws IOException {
    if (models.isEmpty()) {
      return train(task);
    }
    Path path = models.get().resolve(task.name() + ".onnx");
    if (!Files.exists(path)) {
      Files.createDirectories(models.get());
      Files.write(path, train(task));
    }
    return Files.readAllBytes(path);
  }

  private byte[] train(CalibrationTask task) throws IOException {
    List<SeriesHistory> training = new ArrayList<>();
    for (SeriesHistory one : task.training().read(data)) {
      float[] values = one.values();
      float[] part = Arrays.copyOf(values, Math.min(values.length, task.trainingSlots()));
      training.add(new SeriesHistory(one.series(), one.firstSlot(), part));
    }
    Map<String, String> options = new TreeMap<>(task.options());
    options.putAll(overrides);
    TrainingConfig config =
        TrainingConfig.builder().set(options).set(Map.of("model", task.name())).build();
    return new Trainer().train(training, config, TrainingListener.NONE).file();
  }

  /** A backtest with the least baseline, because only the bands are looked at. */
  private static RollingBacktest<?> backtest(
      Manifest manifest, List<SeriesHistory> series, Origins origins) {
    ForecastKind.Quantiles kind = new ForecastKind.Quantiles(manifest.levels());
    return new RollingBacktest<>(
        new ReadingTargets(kind, series, Baselines.naive(List.of()), manifest.shortestSeason()),
        origins,
        manifest.warmup());
  }
}
