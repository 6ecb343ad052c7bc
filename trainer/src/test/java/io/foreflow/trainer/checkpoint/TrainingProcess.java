package io.foreflow.trainer.checkpoint;

import io.foreflow.history.SeriesHistory;
import io.foreflow.trainer.GeneratedSeries;
import io.foreflow.trainer.TrainedModel;
import io.foreflow.trainer.Trainer;
import io.foreflow.trainer.TrainingConfig;
import io.foreflow.trainer.TrainingRun;
import io.foreflow.trainer.loop.AveragingConfig;
import io.foreflow.trainer.loop.AveragingKind;
import io.foreflow.trainer.loop.FitConfig;
import io.foreflow.trainer.loop.TrainingListener;
import io.foreflow.trainer.network.CellKind;
import io.foreflow.trainer.network.NetworkConfig;
import io.foreflow.trainer.start.SavedWeights;
import io.foreflow.trainer.window.WindowConfig;
import io.foreflow.trainer.window.WindowOrder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * A training in its own process. Its arguments are the checkpoint's file, the model's file and, if
 * it starts from weights, their file.
 */
final class TrainingProcess {

  static final List<SeriesHistory> HISTORY = GeneratedSeries.hourly(6, 400, 9);

  private TrainingProcess() {}

  static TrainingConfig config() {
    return TrainingConfig.builder()
        .set(NetworkConfig.CELL, CellKind.LSTM)
        .set(NetworkConfig.HIDDEN, 16)
        .set(WindowConfig.BATCH, 8)
        .set(WindowConfig.WINDOWS, WindowOrder.STREAM)
        .set(AveragingConfig.AVERAGING, AveragingKind.EMA)
        .set(FitConfig.STEPS, 40)
        .build();
  }

  public static void main(String[] arguments) throws IOException {
    CheckpointPlan plan = new CheckpointPlan(Path.of(arguments[0]), 3, Duration.ZERO);
    Optional<SavedWeights> start =
        arguments.length < 3
            ? Optional.empty()
            : Optional.of(SavedWeights.read(Files.readAllBytes(Path.of(arguments[2]))));
    TrainingRun run = TrainingRun.with(TrainingListener.NONE).checkpointed(plan);
    TrainedModel model = new Trainer().train(HISTORY, config(), start, run);
    model.writeTo(Path.of(arguments[1]));
  }
}
