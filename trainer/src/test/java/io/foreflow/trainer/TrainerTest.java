package io.foreflow.trainer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.foreflow.history.SeriesHistory;
import io.foreflow.manifest.Backtest;
import io.foreflow.model.StepModel;
import io.foreflow.trainer.export.ParityGate;
import io.foreflow.trainer.features.FeatureConfig;
import io.foreflow.trainer.loop.FitConfig;
import io.foreflow.trainer.loop.TrainingListener;
import io.foreflow.trainer.loop.TrainingListener.Phase;
import io.foreflow.trainer.loop.TrainingListener.Progress;
import io.foreflow.trainer.loss.LossConfig;
import io.foreflow.trainer.loss.LossKind;
import io.foreflow.trainer.network.CellKind;
import io.foreflow.trainer.network.HeadKind;
import io.foreflow.trainer.network.NetworkConfig;
import io.foreflow.trainer.optimizer.OptimizerConfig;
import io.foreflow.trainer.optimizer.OptimizerKind;
import io.foreflow.trainer.window.TailConfig;
import io.foreflow.trainer.window.WindowConfig;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrainerTest {

  private static final List<SeriesHistory> HISTORY = GeneratedSeries.hourly(40, 700, 5);

  private static TrainingConfigBuilder small() {
    return TrainingConfig.builder()
        .set(NetworkConfig.CELL, CellKind.LSTM)
        .set(NetworkConfig.HIDDEN, 24)
        .set(NetworkConfig.HEAD_UNITS, 48)
        .set(WindowConfig.BATCH, 16)
        .set(FitConfig.STEPS, 8);
  }

  @Test
  void theWrittenModelBeatsTheNaiveForecasts() {
    TrainedModel trained =
        new Trainer()
            .train(HISTORY, small().set(FitConfig.STEPS, 200).build(), TrainingListener.NONE);

    Backtest backtest = Objects.requireNonNull(trained.manifest().backtest());
    double bestNaive =
        backtest.baselines().values().stream()
            .mapToDouble(metrics -> metrics.get("mase"))
            .min()
            .orElseThrow();
    assertThat(backtest.model().get("mase")).isLessThan(0.9 * bestNaive);
    assertThat(backtest.model().get("targets")).isGreaterThan(10_000);
  }

  @Test
  void heldOutBaselinesHoldTheLastReadingSeen() {
    // Readings come only during the day, as in a market that closes.
    float[] values = new float[700];
    for (int i = 0; i < values.length; i++) {
      values[i] = i % 24 < 10 ? 100 + i * 37 % 23 + i / 50f : Float.NaN;
    }
    TrainingConfig config =
        small()
            .set(FitConfig.STEPS, 1)
            .set(FeatureConfig.HORIZON, 2)
            .set(TailConfig.VALIDATION, 50)
            .build();
    TrainedModel trained =
        new Trainer()
            .train(
                List.of(new SeriesHistory("closes", 480_000, values)),
                config,
                TrainingListener.NONE);

    double sum = 0;
    int targets = 0;
    float last = Float.NaN;
    for (int origin = 0; origin < values.length; origin++) {
      last = Float.isNaN(values[origin]) ? last : values[origin];
      for (int target = origin + 1; target < Math.min(origin + 3, values.length); target++) {
        if (origin >= values.length - 51 && !Float.isNaN(values[target])) {
          sum += Math.abs(values[target] - last);
          targets++;
        }
      }
    }
    Backtest backtest = Objects.requireNonNull(trained.manifest().backtest());
    assertThat(backtest.baselines().get("naive"))
        .containsEntry("targets", (double) targets)
        .containsEntry("mae", sum / targets);
  }

  @Test
  void equalDataConfigurationAndSeedGiveEqualBytes() {
    byte[] first = new Trainer().train(HISTORY, small().build(), TrainingListener.NONE).file();
    byte[] second = new Trainer().train(HISTORY, small().build(), TrainingListener.NONE).file();
    byte[] other =
        new Trainer()
            .train(HISTORY, small().set(TrainingConfig.SEED, 2L).build(), TrainingListener.NONE)
            .file();

    assertThat(second).isEqualTo(first);
    assertThat(other).isNotEqualTo(first);
  }

  @Test
  void tellsTheListenerEachStepOfEachPhase() {
    List<Progress> heard = new ArrayList<>();

    new Trainer().train(HISTORY, small().build(), heard::add);

    assertThat(heard.stream().map(Progress::phase).distinct())
        .containsExactly(Phase.FEATURES, Phase.LEARNING, Phase.EXPORT);
    List<Progress> learning = heard.stream().filter(p -> p.phase() == Phase.LEARNING).toList();
    assertThat(learning).extracting(Progress::step).containsExactly(1, 2, 3, 4, 5, 6, 7, 8);
    assertThat(learning).allSatisfy(p -> assertThat(p.loss()).isPositive().isFinite());
    assertThat(learning.get(7).secondsLeft()).isZero();
  }

  @Test
  void writesAFileThatOpensWithItsProvenance(@TempDir Path folder) throws Exception {
    TrainedModel trained = new Trainer().train(HISTORY, small().build(), TrainingListener.NONE);
    Path file = folder.resolve("models/first.onnx");
    trained.writeTo(file);

    try (StepModel model = StepModel.open(file)) {
      assertThat(model.manifest()).isEqualTo(trained.manifest());
      assertThat(model.manifest().provenance().series()).isEqualTo(40);
      assertThat(model.manifest().provenance().configuration())
          .containsEntry("cell", "lstm")
          .containsEntry("hidden", "24");
      assertThat(model.manifest().warmup()).isEqualTo(168);
    }
    try (var files = Files.list(folder.resolve("models"))) {
      assertThat(files).containsExactly(file);
    }
    // The file has the permissions of any new file, because the job may run under another user.
    Path plain = Files.createFile(folder.resolve("plain"));
    assertThat(Files.getPosixFilePermissions(file)).isEqualTo(Files.getPosixFilePermissions(plain));
  }

  @Test
  void trainsPointForecastsWithOtherOptions() {
    TrainingConfig config =
        small()
            .set(NetworkConfig.CELL, CellKind.RNN)
            .set(NetworkConfig.LAYERS, 2)
            .set(NetworkConfig.RESIDUAL, true)
            .set(FitConfig.DROPOUT, 0.1)
            .set(NetworkConfig.HEAD, HeadKind.POINT)
            .set(LossConfig.LOSS, LossKind.HUBER)
            .set(OptimizerConfig.OPTIMIZER, OptimizerKind.NESTEROV)
            .set(FeatureConfig.HORIZON, 2)
            .set(LossConfig.HORIZON_WEIGHTS, List.of(2.0, 1.0))
            .build();

    TrainedModel trained = new Trainer().train(HISTORY, config, TrainingListener.NONE);

    assertThat(trained.manifest().levels()).containsExactly(0.5);
    assertThat(trained.manifest().provenance().configuration())
        .containsEntry("loss", "huber")
        .containsEntry("optimizer", "nesterov")
        .containsEntry("momentum", "0.9");
    assertThat(trained.report().largestDifference()).isLessThan(ParityGate.TOLERANCE);
  }

  @Test
  void refusesHistoriesThatAreTooShort() {
    List<SeriesHistory> brief = GeneratedSeries.hourly(3, 100, 1);

    assertThatThrownBy(() -> new Trainer().train(brief, small().build(), TrainingListener.NONE))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("no series is long enough");
  }
}
