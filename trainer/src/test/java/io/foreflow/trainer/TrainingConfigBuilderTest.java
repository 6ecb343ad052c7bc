package io.foreflow.trainer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class TrainingConfigBuilderTest {

  @Test
  void defaultsSuitHourlySensors() {
    TrainingConfig config = TrainingConfig.builder().build();

    assertThat(config.cadence()).isEqualTo(Duration.ofHours(1));
    assertThat(config.horizon()).isEqualTo(24);
    assertThat(config.levels()).containsExactly(0.1, 0.5, 0.9);
    assertThat(config.features().context()).isEqualTo(168);
    assertThat(config.features().seasons()).containsExactly(24, 168);
    assertThat(config.warmup()).isEqualTo(168);
    assertThat(config.network().cell()).isEqualTo("gru");
    assertThat(config.fit().window()).isEqualTo(192);
    assertThat(config.fit().validation()).isEqualTo(48);
  }

  @Test
  void whatIsNotGivenFollowsFromTheCadenceAndTheHorizon() {
    TrainingConfig config =
        TrainingConfig.builder().cadence(Duration.ofMinutes(1)).horizon(30).build();

    assertThat(config.features().seasons()).isEmpty();
    assertThat(config.features().context()).isEqualTo(64);
    assertThat(config.warmup()).isEqualTo(1);
    assertThat(config.fit().window()).isEqualTo(94);
    assertThat(config.fit().validation()).isEqualTo(60);
  }

  @Test
  void everyOptionIsTaken() {
    TrainingConfig config =
        TrainingConfig.builder()
            .model("m")
            .cadence(Duration.ofMinutes(30))
            .horizon(5)
            .levels(0.25, 0.5)
            .warmup(7)
            .context(100)
            .seasons(48)
            .recent(9)
            .cell("lstm")
            .layers(2)
            .residual(true)
            .hidden(17)
            .headUnits(19)
            .steps(77)
            .batch(3)
            .window(55)
            .burnIn(6)
            .learningRate(0.02)
            .optimizer("nesterov")
            .momentum(0.7)
            .weightDecay(0.03)
            .clipNorm(0.4)
            .horizonWeights(5, 4, 3, 2, 1)
            .lossCap(8)
            .dropout(0.15)
            .validation(21)
            .seed(99)
            .build();

    assertThat(config.options())
        .containsEntry("model", "m")
        .containsEntry("cadence", "PT30M")
        .containsEntry("horizon", "5")
        .containsEntry("levels", "[0.25, 0.5]")
        .containsEntry("warmup", "7")
        .containsEntry("context", "100")
        .containsEntry("seasons", "[48]")
        .containsEntry("recent", "9")
        .containsEntry("cell", "lstm")
        .containsEntry("layers", "2")
        .containsEntry("residual", "true")
        .containsEntry("hidden", "17")
        .containsEntry("head", "quantile")
        .containsEntry("head-units", "19")
        .containsEntry("steps", "77")
        .containsEntry("rounds", "20")
        .containsEntry("batch", "3")
        .containsEntry("window", "55")
        .containsEntry("burn-in", "6")
        .containsEntry("learning-rate", "0.02")
        .containsEntry("optimizer", "nesterov")
        .containsEntry("momentum", "0.7")
        .containsEntry("weight-decay", "0.03")
        .containsEntry("clip-norm", "0.4")
        .containsEntry("loss", "quantile")
        .containsEntry("horizon-weights", "[5.0, 4.0, 3.0, 2.0, 1.0]")
        .containsEntry("loss-cap", "8.0")
        .containsEntry("dropout", "0.15")
        .containsEntry("validation", "21")
        .containsEntry("seed", "99")
        .hasSize(30);
  }

  @Test
  void everyProblemIsNamedAtOnce() {
    assertThatThrownBy(
            () ->
                TrainingConfig.builder()
                    .model(" ")
                    .horizon(0)
                    .levels(0.9, 0.1)
                    .cell("elman")
                    .hidden(0)
                    .steps(0)
                    .learningRate(2)
                    .optimizer("rmsprop")
                    .momentum(0.5)
                    .build())
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("model is blank")
        .hasMessageContaining("horizon is 0, it must be at least 1")
        .hasMessageContaining("levels are [0.9, 0.1], they must ascend")
        .hasMessageContaining("cell is \"elman\", it must be one of [gru, lstm, rnn, rnn-relu]")
        .hasMessageContaining("hidden is 0, it must be at least 1")
        .hasMessageContaining("momentum is 0.5, but optimizer rmsprop has none")
        .hasMessageContaining("steps is 0, it must be at least 1")
        .hasMessageContaining("learningRate is 2.0, it must be in (0, 1)");
  }

  @Test
  void aPointHasTheMiddleLevelAlone() {
    TrainingConfig config =
        TrainingConfig.builder().head("point").loss("huber").huberDelta(0.5).build();

    assertThat(config.levels()).containsExactly(0.5);
    assertThat(config.options())
        .containsEntry("head", "point")
        .containsEntry("loss", "huber")
        .containsEntry("huber-delta", "0.5");
  }

  @Test
  void optionsThatContradictEachOtherAreRefusedAllAtOnce() {
    assertThatThrownBy(
            () ->
                TrainingConfig.builder()
                    .loss("mse")
                    .huberDelta(2)
                    .horizon(3)
                    .horizonWeights(1, 2)
                    .optimizer("adam")
                    .momentum(0.9)
                    .build())
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("levels are [0.1, 0.5, 0.9], but loss mse teaches only one")
        .hasMessageContaining("huberDelta is 2.0, but loss mse has none")
        .hasMessageContaining("horizonWeights are 2, they must be as many as the horizon, 3")
        .hasMessageContaining("momentum is 0.9, but optimizer adam has none");
    assertThatThrownBy(() -> TrainingConfig.builder().head("point").levels(0.1, 0.5, 0.9).build())
        .hasMessageContaining("levels are [0.1, 0.5, 0.9], but head point has 0.5 alone");
    assertThatThrownBy(
            () -> TrainingConfig.builder().head("point").loss("huber").huberDelta(30).build())
        .hasMessageContaining("huberDelta is 30.0, it must be below lossCap, 20.0");
    assertThatThrownBy(() -> TrainingConfig.builder().residual(true).dropout(1).build())
        .hasMessageContaining("residual needs 2 layers or more to pass by one, there is 1")
        .hasMessageContaining("dropout is 1.0, it must be in [0, 1)");
    assertThatThrownBy(() -> TrainingConfig.builder().head("spline").loss("mape").build())
        .hasMessageContaining("head is \"spline\", it must be one of [quantile, point]")
        .hasMessageContaining("loss is \"mape\", it must be one of [quantile, mae, mse, huber]");
    assertThatThrownBy(() -> TrainingConfig.builder().horizon(2).horizonWeights(1, -1).build())
        .hasMessageContaining("none may be negative");
    assertThatThrownBy(() -> TrainingConfig.builder().horizon(2).horizonWeights(0, 0).build())
        .hasMessageContaining("horizonWeights are all 0");
  }

  @Test
  void theMedianMustBeAmongTheLevels() {
    assertThatThrownBy(() -> TrainingConfig.builder().levels(0.1, 0.9).build())
        .hasMessageContaining("0.5 must be among them");
  }

  @Test
  void aSeasonLongerThanTheContextIsRefused() {
    assertThatThrownBy(() -> TrainingConfig.builder().context(100).seasons(24, 168).build())
        .hasMessageContaining("season 168 must be in 2..100, the context");
  }
}
