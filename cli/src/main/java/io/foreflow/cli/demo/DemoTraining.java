package io.foreflow.cli.demo;

import io.foreflow.cli.process.CommandFailure;
import io.foreflow.cli.train.TrainingProgress;
import io.foreflow.cli.view.Terminal;
import io.foreflow.history.CsvHistory;
import io.foreflow.history.HistoryData;
import io.foreflow.history.HistoryException;
import io.foreflow.trainer.TrainedModel;
import io.foreflow.trainer.Trainer;
import io.foreflow.trainer.TrainingConfig;
import io.foreflow.trainer.TrainingRun;
import io.foreflow.trainer.features.FeatureConfig;
import io.foreflow.trainer.loop.FitConfig;
import io.foreflow.trainer.network.NetworkConfig;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.BooleanSupplier;

/** The short training of the demo, from the history file to the model file. */
final class DemoTraining {

  private DemoTraining() {}

  static TrainingConfig config(DemoPlan plan) {
    return TrainingConfig.builder()
        .set(TrainingConfig.MODEL, "demo")
        .set(FeatureConfig.CADENCE, plan.simulation().cadence())
        .set(FeatureConfig.HORIZON, plan.training().horizon())
        .set(NetworkConfig.CELL.name(), plan.training().cell())
        .set(NetworkConfig.HIDDEN, plan.training().hidden())
        .set(FitConfig.STEPS, plan.training().steps())
        .set(TrainingConfig.SEED, plan.simulation().seed())
        .build();
  }

  static Trained run(
      Path history,
      Duration cadence,
      TrainingConfig config,
      Terminal terminal,
      BooleanSupplier stop) {
    try (TrainingProgress progress = new TrainingProgress(terminal)) {
      HistoryData data = CsvHistory.read(history, cadence.toMillis());
      return new Trained(
          data,
          new Trainer().train(data.series(), config, TrainingRun.with(progress).stoppedBy(stop)));
    } catch (IOException | HistoryException e) {
      throw CommandFailure.failed("cannot read the history back: " + e.getMessage(), e);
    }
  }

  record Trained(HistoryData history, TrainedModel model) {}
}
