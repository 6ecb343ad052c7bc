package io.foreflow.benchmarks.accuracy;

import io.foreflow.evaluation.backtest.ForecastsFile;
import io.foreflow.evaluation.backtest.ForecastsFile.Point;
import io.foreflow.evaluation.backtest.ModelReplay;
import io.foreflow.history.SeriesHistory;
import io.foreflow.manifest.Manifest;
import io.foreflow.model.StepModel;
import io.foreflow.series.SlotGrid;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * The forecasts of a seed model by the protocol of another accuracy task, for the scoring scripts,
 * and their errors in units of the training part's deviation.
 *
 * @param task the other task
 * @param kind kind of the seed model
 */
record ZeroShotProtocol(String task, String kind) {

  static final List<ZeroShotProtocol> ALL =
      List.of(
          new ZeroShotProtocol("m4-hourly", "hourly"),
          new ZeroShotProtocol("etth1-24", "hourly"),
          new ZeroShotProtocol("taxi-nab", "half-hourly"),
          new ZeroShotProtocol("los", "5-minute"));

  /** The protocol whose errors are published in units of the deviation. */
  static final ZeroShotProtocol STANDARDIZED = ALL.get(1);

  /**
   * The result.
   *
   * @param task name of the task
   * @param score the command of the scoring scripts that prints the figures
   * @param mse mean squared error, in squares of the training part's deviation; NaN without what
   *     came
   * @param mae mean absolute error, in units of it
   */
  record Result(String task, String score, double mse, double mae) {}

  /**
   * Makes the forecasts.
   *
   * @param out the folder for the file with the forecasts; empty for no file
   */
  Result run(Path data, StepModel model, Optional<Path> out) throws IOException {
    AccuracyTask chosen = AccuracyTasks.byName(task);
    TaskData series = chosen.source().read(data);
    Manifest manifest = model.manifest();
    int steps = chosen.steps();
    if (steps > manifest.horizon()) {
      throw new IOException(
          "%s needs a horizon of %d or more, the model %s has %d"
              .formatted(task, steps, manifest.model(), manifest.horizon()));
    }
    Point point = chosen.points().of(manifest.levels());
    StandardizedErrors errors = new StandardizedErrors(series, point, steps);
    ModelReplay.Sink sink = errors;
    if (out.isEmpty()) {
      ProtocolReplay.step(model, series, steps, sink);
    } else {
      Files.createDirectories(out.get());
      SlotGrid grid = new SlotGrid(manifest.cadenceMillis());
      try (ForecastsFile file =
          new ForecastsFile(
              out.get().resolve(chosen.file()), series.whole(), grid, manifest.levels(), point)) {
        ProtocolReplay.step(
            model,
            series,
            steps,
            (index, slot, forecast) -> {
              file.forecast(index, slot, forecast);
              sink.forecast(index, slot, forecast);
            });
      }
    }
    return new Result(task, chosen.scored(), errors.mse(), errors.mae());
  }

  /** Errors of points, each divided by the deviation of its series' training part. */
  private static final class StandardizedErrors implements ModelReplay.Sink {
    private final TaskData series;
    private final Point point;
    private final int steps;
    private final double[] deviations;
    private double squared;
    private double absolute;
    private long targets;

    StandardizedErrors(TaskData series, Point point, int steps) {
      this.series = series;
      this.point = point;
      this.steps = steps;
      deviations = series.training().stream().mapToDouble(StandardizedErrors::deviation).toArray();
    }

    @Override
    public void forecast(int index, int slot, float[] forecast) {
      SeriesHistory history = series.whole().get(index);
      for (int step = 1; step <= steps && slot + step < history.slots(); step++) {
        double error = history.value(slot + step) - point.of(forecast, steps, step - 1);
        double scaled = error / deviations[index];
        squared += scaled * scaled;
        absolute += Math.abs(scaled);
        targets++;
      }
    }

    double mse() {
      return squared / targets;
    }

    double mae() {
      return absolute / targets;
    }

    private static double deviation(SeriesHistory training) {
      double mean = 0;
      for (int slot = 0; slot < training.slots(); slot++) {
        mean += training.value(slot) / training.slots();
      }
      double variance = 0;
      for (int slot = 0; slot < training.slots(); slot++) {
        double distance = training.value(slot) - mean;
        variance += distance * distance / training.slots();
      }
      return Math.sqrt(variance);
    }
  }
}
