package io.foreflow.benchmarks.gpu;

import io.foreflow.benchmarks.model.BenchModel;
import io.foreflow.evaluation.backtest.ModelReplay;
import io.foreflow.history.SeriesHistory;
import io.foreflow.model.InvalidModelFileException;
import io.foreflow.model.StepModel;
import io.foreflow.trainer.Trainer;
import io.foreflow.trainer.TrainingConfig;
import io.foreflow.trainer.loop.DeviceConfig;
import io.foreflow.trainer.loop.FitConfig;
import io.foreflow.trainer.loop.TrainingListener;
import io.foreflow.trainer.network.NetworkConfig;
import java.util.ArrayList;
import java.util.List;

/** The same short training on one device or another. */
final class CellTraining {

  private static final int HIDDEN = 32;

  private final String cell;
  private final int steps;
  private final List<SeriesHistory> histories = BenchModel.histories();

  CellTraining(String cell, int steps) {
    this.cell = cell;
    this.steps = steps;
  }

  /**
   * The differences between the forecasts of two models, in standard deviations of their series.
   *
   * @param mean the mean over all forecasts
   * @param largest the largest of all
   */
  record Difference(double mean, double largest) {}

  /** The model file of a training on this device. The trainer has compared it with its network. */
  byte[] file(String device) {
    TrainingConfig config =
        TrainingConfig.builder()
            .set(NetworkConfig.CELL.name(), cell)
            .set(NetworkConfig.HIDDEN, HIDDEN)
            .set(FitConfig.STEPS, steps)
            .set(DeviceConfig.DEVICE, device)
            .build();
    return new Trainer().train(histories, config, TrainingListener.NONE).file();
  }

  Difference difference(byte[] one, byte[] other) {
    List<float[]> ofOne = forecasts(one);
    List<float[]> ofOther = forecasts(other);
    double sum = 0;
    double largest = 0;
    long count = 0;
    for (int series = 0; series < histories.size(); series++) {
      double deviation = deviation(histories.get(series));
      for (int i = 0; i < ofOne.get(series).length; i++) {
        double difference = Math.abs(ofOne.get(series)[i] - ofOther.get(series)[i]) / deviation;
        sum += difference;
        largest = Math.max(largest, difference);
        count++;
      }
    }
    return new Difference(sum / count, largest);
  }

  /** All forecasts of each series. */
  private List<float[]> forecasts(byte[] file) {
    try (StepModel model = StepModel.open(file)) {
      int width = model.manifest().forecastRows() * model.manifest().horizon();
      List<float[]> all = new ArrayList<>();
      histories.forEach(one -> all.add(new float[one.slots() * width]));
      ModelReplay.step(
          model,
          histories,
          (series, slot, forecast) ->
              System.arraycopy(forecast, 0, all.get(series), slot * width, width));
      return all;
    } catch (InvalidModelFileException e) {
      throw new IllegalStateException("a model that has just been checked was refused", e);
    }
  }

  private static double deviation(SeriesHistory history) {
    double sum = 0;
    double squares = 0;
    int count = 0;
    for (int slot = 0; slot < history.slots(); slot++) {
      double value = history.value(slot);
      if (!Double.isNaN(value)) {
        sum += value;
        squares += value * value;
        count++;
      }
    }
    double mean = sum / count;
    return Math.sqrt(squares / count - mean * mean);
  }
}
