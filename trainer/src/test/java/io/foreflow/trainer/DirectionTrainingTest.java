package io.foreflow.trainer;

import static org.assertj.core.api.Assertions.assertThat;

import io.foreflow.history.SeriesHistory;
import io.foreflow.manifest.Backtest;
import io.foreflow.model.StepModel;
import io.foreflow.trainer.features.FeatureConfig;
import io.foreflow.trainer.loop.FitConfig;
import io.foreflow.trainer.loop.TrainingListener.Phase;
import io.foreflow.trainer.loop.TrainingListener.Progress;
import io.foreflow.trainer.network.HeadKind;
import io.foreflow.trainer.network.NetworkConfig;
import io.foreflow.trainer.window.WindowConfig;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class DirectionTrainingTest {

  private static final List<SeriesHistory> HISTORY = GeneratedSeries.hourly(10, 500, 5);

  @Test
  void learnsTheDailyCourseOfDirections() throws Exception {
    TrainingConfig config =
        TrainingConfig.builder()
            .set(NetworkConfig.HEAD, HeadKind.DIRECTION)
            .set(NetworkConfig.HIDDEN, 16)
            .set(NetworkConfig.HEAD_UNITS, 32)
            .set(FeatureConfig.HORIZON, 6)
            .set(WindowConfig.BATCH, 8)
            .set(FitConfig.STEPS, 80)
            .build();
    List<Progress> learning = new ArrayList<>();

    TrainedModel trained =
        new Trainer()
            .train(
                HISTORY,
                config,
                progress -> {
                  if (progress.phase() == Phase.LEARNING) {
                    learning.add(progress);
                  }
                });

    assertThat(trained.manifest().classes()).containsExactly("down", "flat", "up");
    assertThat(trained.manifest().levels()).isEmpty();
    try (StepModel model = StepModel.open(trained.file())) {
      assertThat(model.manifest().forecastRows()).isEqualTo(3);
    }
    Backtest backtest = Objects.requireNonNull(trained.manifest().backtest());
    assertThat(backtest.baselines().keySet())
        .containsExactlyInAnyOrder("class-frequencies", "most-frequent-class", "last-move");
    assertThat(backtest.model().get("log-loss"))
        .isLessThan(
            backtest.baselines().getOrDefault("class-frequencies", Map.of()).get("log-loss"));
    // A model that knows nothing has the loss log 3 = 1.0986.
    assertThat(learning.get(79).loss()).isLessThan(0.95);
  }
}
