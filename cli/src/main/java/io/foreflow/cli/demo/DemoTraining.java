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
import io.foreflow.trainer.TrainingOptions;
import io.foreflow.trainer.TrainingRun;
import io.foreflow.trainer.features.FeatureOptions;
import io.foreflow.trainer.loop.FitOptions;
import io.foreflow.trainer.network.NetworkOptions;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.BooleanSupplier;

/** The demo's short training: from the history file to the model file. */
final class DemoTraining {

  private DemoTraining() {}

  static TrainingConfig config(DemoPlan plan) {
    return TrainingConfig.builder()
        .set(TrainingOptions.MODEL, "demo")
        .set(FeatureOptions.CADENCE, plan.simulation().cadence())
        .set(FeatureOptions.HORIZON, plan.training().horizon())
        .set(NetworkOptions.CELL, plan.training().cell())
        .set(NetworkOptions.HIDDEN, plan.training().hidden())
        .set(FitOptions.STEPS, plan.training().steps())
        .set(TrainingOptions.SEED, plan.simulation().seed())
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
