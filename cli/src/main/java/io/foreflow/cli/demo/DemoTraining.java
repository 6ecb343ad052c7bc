package io.foreflow.cli.demo;

import io.foreflow.cli.process.CommandFailure;
import io.foreflow.cli.training.TrainingProgress;
import io.foreflow.cli.view.Terminal;
import io.foreflow.trainer.TrainedModel;
import io.foreflow.trainer.Trainer;
import io.foreflow.trainer.TrainingConfig;
import io.foreflow.trainer.history.CsvHistory;
import io.foreflow.trainer.history.HistoryData;
import io.foreflow.trainer.history.HistoryException;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;

/** The demo's short training: from the history file to the model file. */
final class DemoTraining {

  private DemoTraining() {}

  static TrainingConfig config(DemoPlan plan) {
    return TrainingConfig.builder()
        .model("demo")
        .cadence(plan.simulation().cadence())
        .horizon(plan.training().horizon())
        .cell(plan.training().cell())
        .hidden(plan.training().hidden())
        .steps(plan.training().steps())
        .seed(plan.simulation().seed())
        .build();
  }

  static Trained run(Path history, Duration cadence, TrainingConfig config, Terminal terminal) {
    try (TrainingProgress progress = new TrainingProgress(terminal)) {
      HistoryData data = CsvHistory.read(history, cadence.toMillis());
      return new Trained(data, new Trainer().train(data.series(), config, progress));
    } catch (IOException | HistoryException e) {
      throw CommandFailure.failed("cannot read the history back: " + e.getMessage(), e);
    }
  }

  record Trained(HistoryData history, TrainedModel model) {}
}
