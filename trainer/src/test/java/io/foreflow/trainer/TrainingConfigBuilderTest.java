package io.foreflow.trainer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.foreflow.history.SeriesHistory;
import io.foreflow.options.Option;
import io.foreflow.options.Problems;
import io.foreflow.trainer.features.FeatureConfig;
import io.foreflow.trainer.loop.AveragingConfig;
import io.foreflow.trainer.loop.AveragingKind;
import io.foreflow.trainer.loop.FitConfig;
import io.foreflow.trainer.loss.LossConfig;
import io.foreflow.trainer.loss.LossKind;
import io.foreflow.trainer.network.AttentionConfig;
import io.foreflow.trainer.network.CellKind;
import io.foreflow.trainer.network.HeadKind;
import io.foreflow.trainer.network.NetworkConfig;
import io.foreflow.trainer.optimizer.OptimizerConfig;
import io.foreflow.trainer.optimizer.OptimizerKind;
import io.foreflow.trainer.optimizer.RateConfig;
import io.foreflow.trainer.optimizer.ScheduleKind;
import io.foreflow.trainer.window.TailConfig;
import io.foreflow.trainer.window.WindowConfig;
import io.foreflow.trainer.window.WindowOrder;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
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
    assertThat(config.network().cell()).isEqualTo(CellKind.GRU);
    assertThat(config.fit().windows().length()).isEqualTo(192);
    assertThat(config.fit().validation()).isEqualTo(48);
  }

  @Test
  void defaultsFollowFromTheCadenceAndHorizon() {
    TrainingConfig config =
        TrainingConfig.builder()
            .set(FeatureConfig.CADENCE, Duration.ofMinutes(1))
            .set(FeatureConfig.HORIZON, 30)
            .build();

    assertThat(config.features().seasons()).isEmpty();
    assertThat(config.features().context()).isEqualTo(64);
    assertThat(config.warmup()).isEqualTo(1);
    assertThat(config.fit().windows().length()).isEqualTo(94);
    assertThat(config.fit().validation()).isEqualTo(60);
  }

  @Test
  void everyOptionIsTaken() {
    TrainingConfig config =
        TrainingConfig.builder()
            .set(TrainingConfig.MODEL, "m")
            .set(FeatureConfig.CADENCE, Duration.ofMinutes(30))
            .set(FeatureConfig.HORIZON, 5)
            .set(TrainingConfig.LEVELS, List.of(0.25, 0.5))
            .set(TrainingConfig.WARMUP, 7)
            .set(FeatureConfig.CONTEXT, 100)
            .set(FeatureConfig.SEASONS, List.of(48))
            .set(FeatureConfig.RECENT, 9)
            .set(NetworkConfig.CELL, CellKind.LSTM)
            .set(NetworkConfig.LAYERS, 2)
            .set(NetworkConfig.RESIDUAL, true)
            .set(NetworkConfig.HIDDEN, 17)
            .set(NetworkConfig.HEAD_UNITS, 19)
            .set(FeatureConfig.LINEAR_WINDOW, 30)
            .set(NetworkConfig.DILATIONS, List.of(1, 4))
            .set(NetworkConfig.ATTENTION, 2)
            .set(NetworkConfig.ATTENTION_WINDOW, 90)
            .set(NetworkConfig.ATTENTION_PATCH, 15)
            .set(FitConfig.STEPS, 77)
            .set(WindowConfig.BATCH, 3)
            .set(WindowConfig.WINDOW, 55)
            .set(WindowConfig.BURN_IN, 6)
            .set(WindowConfig.ORIGINS_APART, 5)
            .set(NetworkConfig.SHORTCUT_MAPS, 2)
            .set(RateConfig.LEARNING_RATE, 0.02)
            .set(OptimizerConfig.OPTIMIZER, OptimizerKind.NESTEROV)
            .set(OptimizerConfig.MOMENTUM, 0.7)
            .set(FitConfig.WEIGHT_DECAY, 0.03)
            .set(FitConfig.CLIP_NORM, 0.4)
            .set(LossConfig.HORIZON_WEIGHTS, List.of(5.0, 4.0, 3.0, 2.0, 1.0))
            .set(LossConfig.LOSS_CAP, 8.0)
            .set(FitConfig.DROPOUT, 0.15)
            .set(TailConfig.VALIDATION, 21)
            .set(TrainingConfig.SEED, 99L)
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
        .containsEntry("origins-apart", "5")
        .containsEntry("shortcut-maps", "2")
        .containsEntry("learning-rate", "0.02")
        .containsEntry("optimizer", "nesterov")
        .containsEntry("momentum", "0.7")
        .containsEntry("weight-decay", "0.03")
        .containsEntry("clip-norm", "0.4")
        .containsEntry("loss", "quantile")
        .containsEntry("horizon-weights", "[5.0, 4.0, 3.0, 2.0, 1.0]")
        .containsEntry("loss-cap", "8.0")
        .containsEntry("windows", "random")
        .containsEntry("schedule", "cosine")
        .containsEntry("rate-rise", "0.05")
        .containsEntry("rate-end", "0.01")
        .containsEntry("run-up", "105")
        .containsEntry("patience", "0")
        .containsEntry("averaging", "none")
        .containsEntry("dropout", "0.15")
        .containsEntry("validation", "21")
        .containsEntry("seed", "99")
        .containsEntry("linear-window", "30")
        .containsEntry("dilations", "[1, 4]")
        .containsEntry("attention", "2")
        .containsEntry("attention-window", "90")
        .containsEntry("attention-patch", "15");
    // Options that only another loss, schedule, mean, member or grid has are not included.
    List<String> names = new ArrayList<>(TrainingConfig.OPTIONS.names());
    names.removeAll(List.of("huber-delta", "flat-band", "rate-stairs", "ema-decay"));
    names.removeAll(List.of("average-last", "ridge-window", "ridge-share", "trading-calendar"));
    assertThat(config.options()).containsOnlyKeys(names);
  }

  @Test
  void theContextHoldsAtLeastTheLinearWindow() {
    TrainingConfig config =
        TrainingConfig.builder()
            .set(FeatureConfig.CADENCE, Duration.ofHours(1))
            .set(FeatureConfig.LINEAR_WINDOW, 336)
            .build();

    assertThat(config.features().context()).isEqualTo(336);
    assertThatThrownBy(
            () ->
                TrainingConfig.builder()
                    .set(FeatureConfig.CONTEXT, 168)
                    .set(FeatureConfig.LINEAR_WINDOW, 336)
                    .build())
        .hasMessage("linear-window is 336, it must be at most the context, 168");
  }

  @Test
  void aDirectionHeadHasClassesAndCrossEntropy() {
    TrainingConfig config =
        TrainingConfig.builder().set(NetworkConfig.HEAD, HeadKind.DIRECTION).build();

    assertThat(config.levels()).isEmpty();
    assertThat(config.fit().loss())
        .isEqualTo(new LossConfig(LossKind.CROSS_ENTROPY, 0, List.of(), 0.5));
    assertThat(TrainingConfig.builder().set(config.options()).build()).isEqualTo(config);
    assertThatThrownBy(
            () ->
                TrainingConfig.builder()
                    .set(NetworkConfig.HEAD, HeadKind.DIRECTION)
                    .set(TrainingConfig.LEVELS, List.of(0.5))
                    .set(LossConfig.LOSS, LossKind.QUANTILE)
                    .build())
        .hasMessageContaining("levels are [0.5], but head direction has none: leave them out")
        .hasMessageContaining("loss is quantile, but head direction needs loss cross-entropy");
    assertThatThrownBy(() -> TrainingConfig.builder().set(LossConfig.FLAT_BAND, 0.3).build())
        .hasMessageContaining("flat-band is 0.3, but loss quantile knows no directions");
  }

  @Test
  void attentionDefaultsToTheWholeContext() {
    NetworkConfig network =
        TrainingConfig.builder().set(NetworkConfig.ATTENTION, 1).build().network();

    assertThat(network.attention()).isEqualTo(new AttentionConfig(1, 168, 24));
    assertThatThrownBy(
            () ->
                TrainingConfig.builder()
                    .set(NetworkConfig.ATTENTION, 1)
                    .set(NetworkConfig.ATTENTION_WINDOW, 40)
                    .set(NetworkConfig.DILATIONS, List.of(1, 2))
                    .build())
        .hasMessage(
            "attention-window is 40, it must hold 2 patches or more, of attention-patch 24 each");
    assertThatThrownBy(
            () -> TrainingConfig.builder().set(NetworkConfig.DILATIONS, List.of(1, 2)).build())
        .hasMessage("dilations are [1, 2], there must be one for each of the layers, 1");
  }

  @Test
  void theOptionsOfAConfigurationMakeItAgain() {
    TrainingConfig config =
        TrainingConfig.builder()
            .set(FeatureConfig.CADENCE, Duration.ofMinutes(15))
            .set(FeatureConfig.HORIZON, 3)
            .set(TrainingConfig.LEVELS, List.of(0.5))
            .set(LossConfig.LOSS, LossKind.HUBER)
            .set(LossConfig.HORIZON_WEIGHTS, List.of(3.0, 2.0, 1.0))
            .set(OptimizerConfig.OPTIMIZER, OptimizerKind.SGD)
            .set(WindowConfig.WINDOWS, WindowOrder.STREAM)
            .set(RateConfig.SCHEDULE, ScheduleKind.STEP)
            .set(AveragingConfig.AVERAGING, AveragingKind.EMA)
            .set(TailConfig.PATIENCE, 3)
            .build();

    assertThat(TrainingConfig.builder().set(config.options()).build()).isEqualTo(config);
    assertThat(TrainingConfig.builder().set(TrainingConfig.builder().build().options()).build())
        .isEqualTo(TrainingConfig.builder().build());
  }

  @Test
  void textsAreReadAndBadOnesAreNamed() {
    TrainingConfig config =
        TrainingConfig.builder()
            .set("cadence", "15m")
            .set("levels", "0.25, 0.5,0.75")
            .set("residual", "TRUE")
            .set("layers", "2")
            .build();

    assertThat(config.cadence()).isEqualTo(Duration.ofMinutes(15));
    assertThat(config.levels()).containsExactly(0.25, 0.5, 0.75);
    assertThat(config.network().residual()).isTrue();
    assertThatThrownBy(
            () ->
                TrainingConfig.builder()
                    .set("step", "5")
                    .set("batch", "many")
                    .set("cadence", "soon")
                    .set("steps", "0")
                    .build())
        .hasMessageContaining("there is no option step; there are [model, levels,")
        .hasMessageContaining("batch is \"many\", it must be a whole number")
        .hasMessageContaining("cadence is \"soon\", it must be a duration such as 30s")
        .hasMessageContaining("steps is 0, it must be at least 1");
  }

  @Test
  void optionsHaveUniqueNamesAndAllowedDefaults() {
    assertThat(TrainingConfig.OPTIONS.names()).doesNotHaveDuplicates();
    assertThat(TrainingConfig.builder().build().options().keySet())
        .isSubsetOf(TrainingConfig.OPTIONS.names());
    assertThat(TrainingConfig.OPTIONS.options())
        .allSatisfy(TrainingConfigBuilderTest::allowsItsDefault)
        .allSatisfy(option -> assertThat(option.help()).endsWith("."));
  }

  private static <T> void allowsItsDefault(Option<T> option) {
    Problems problems = new Problems();
    option.defaultValue().ifPresent(value -> problems.check(option, value));
    assertThat(problems.all()).isEmpty();
  }

  @Test
  void everyProblemIsNamedAtOnce() {
    assertThatThrownBy(
            () ->
                TrainingConfig.builder()
                    .set(TrainingConfig.MODEL, " ")
                    .set(FeatureConfig.HORIZON, 0)
                    .set(TrainingConfig.LEVELS, List.of(0.9, 0.1))
                    .set("cell", "elman")
                    .set(NetworkConfig.HIDDEN, 0)
                    .set(FitConfig.STEPS, 0)
                    .set(RateConfig.LEARNING_RATE, 2.0)
                    .set(OptimizerConfig.OPTIMIZER, OptimizerKind.RMSPROP)
                    .set(OptimizerConfig.MOMENTUM, 0.5)
                    .build())
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("model is \" \", it must be a name")
        .hasMessageContaining("horizon is 0, it must be at least 1")
        .hasMessageContaining("levels are [0.9, 0.1], they must ascend")
        .hasMessageContaining(
            "cell is \"elman\", it must be one of [gru, lstm, rnn, rnn-relu, min-gru, min-lstm]")
        .hasMessageContaining("hidden is 0, it must be at least 1")
        .hasMessageContaining("momentum is 0.5, but optimizer rmsprop has none")
        .hasMessageContaining("steps is 0, it must be at least 1")
        .hasMessageContaining("learning-rate is 2.0, it must be in (0, 1)");
  }

  @Test
  void refusesDropoutOfWeightsThatACellLacks() {
    assertThatThrownBy(
            () ->
                TrainingConfig.builder()
                    .set(NetworkConfig.CELL, CellKind.MIN_GRU)
                    .set(FitConfig.RECURRENT_DROPOUT, 0.1)
                    .build())
        .hasMessage(
            "recurrent-dropout is 0.1, but cell min-gru has no weights from state to state: leave"
                + " it out, or choose dropout or another cell");
  }

  @Test
  void anUnknownKindIsItsOnlyProblem() {
    assertThatThrownBy(
            () ->
                TrainingConfig.builder()
                    .set("optimizer", "lion")
                    .set(OptimizerConfig.MOMENTUM, 0.5)
                    .set("schedule", "stairs")
                    .set(RateConfig.RATE_STAIRS, 3)
                    .set("loss", "hubert")
                    .set(LossConfig.HUBER_DELTA, 2.0)
                    .build())
        .hasMessage(
            "optimizer is \"lion\", it must be one of [adamw, adam, sgd, nesterov, adagrad,"
                + " rmsprop]; schedule is \"stairs\", it must be one of [cosine, constant, step,"
                + " exponential, one-cycle]; loss is \"hubert\", it must be one of [quantile, mae,"
                + " mse, huber, gaussian, student-t, cross-entropy]");
    assertThatThrownBy(
            () ->
                TrainingConfig.builder()
                    .set("head", "pont")
                    .set(LossConfig.LOSS, LossKind.MAE)
                    .build())
        .hasMessage(
            "head is \"pont\", it must be one of [quantile, point, gaussian, student-t,"
                + " direction]");
  }

  @Test
  void aPointHasTheMiddleLevelAlone() {
    TrainingConfig config =
        TrainingConfig.builder()
            .set(NetworkConfig.HEAD, HeadKind.POINT)
            .set(LossConfig.LOSS, LossKind.HUBER)
            .set(LossConfig.HUBER_DELTA, 0.5)
            .build();

    assertThat(config.levels()).containsExactly(0.5);
    assertThat(config.options())
        .containsEntry("head", "point")
        .containsEntry("loss", "huber")
        .containsEntry("huber-delta", "0.5");
  }

  @Test
  void allContradictionsBetweenOptionsAreNamedAtOnce() {
    assertThatThrownBy(
            () ->
                TrainingConfig.builder()
                    .set(LossConfig.LOSS, LossKind.MSE)
                    .set(LossConfig.HUBER_DELTA, 2.0)
                    .set(FeatureConfig.HORIZON, 3)
                    .set(LossConfig.HORIZON_WEIGHTS, List.of(1.0, 2.0))
                    .set(OptimizerConfig.OPTIMIZER, OptimizerKind.ADAM)
                    .set(OptimizerConfig.MOMENTUM, 0.9)
                    .build())
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("levels are [0.1, 0.5, 0.9], but loss mse teaches only one")
        .hasMessageContaining("huber-delta is 2.0, but loss mse has none")
        .hasMessageContaining("horizon-weights are 2, they must be as many as the horizon, 3")
        .hasMessageContaining("momentum is 0.9, but optimizer adam has none");
    assertThatThrownBy(
            () ->
                TrainingConfig.builder()
                    .set(NetworkConfig.HEAD, HeadKind.POINT)
                    .set(TrainingConfig.LEVELS, List.of(0.1, 0.5, 0.9))
                    .build())
        .hasMessageContaining("levels are [0.1, 0.5, 0.9], but head point has 0.5 alone");
    assertThatThrownBy(
            () ->
                TrainingConfig.builder()
                    .set(NetworkConfig.HEAD, HeadKind.POINT)
                    .set(LossConfig.LOSS, LossKind.HUBER)
                    .set(LossConfig.HUBER_DELTA, 30.0)
                    .build())
        .hasMessageContaining("huber-delta is 30.0, it must be below loss-cap, 20.0");
    assertThatThrownBy(
            () ->
                TrainingConfig.builder()
                    .set(NetworkConfig.RESIDUAL, true)
                    .set(FitConfig.DROPOUT, 1.0)
                    .build())
        .hasMessageContaining("residual needs 2 layers or more to pass by one, there is 1")
        .hasMessageContaining("dropout is 1.0, it must be in [0, 1)");
    assertThatThrownBy(
            () -> TrainingConfig.builder().set("head", "spline").set("loss", "mape").build())
        .hasMessageContaining("head is \"spline\", it must be one of [quantile, point, ")
        .hasMessageContaining("loss is \"mape\", it must be one of [quantile, mae, mse, huber, ");
    assertThatThrownBy(
            () ->
                TrainingConfig.builder()
                    .set(NetworkConfig.HEAD, HeadKind.GAUSSIAN)
                    .set(LossConfig.LOSS, LossKind.MSE)
                    .build())
        .hasMessageContaining("loss is mse, but head gaussian needs loss gaussian: leave it out");
    assertThatThrownBy(
            () -> TrainingConfig.builder().set(LossConfig.LOSS, LossKind.STUDENT_T).build())
        .hasMessage("loss is student-t, which needs head student-t, not quantile");
    assertThat(
            TrainingConfig.builder()
                .set(NetworkConfig.HEAD, HeadKind.STUDENT_T)
                .build()
                .fit()
                .loss())
        .isEqualTo(new LossConfig(LossKind.STUDENT_T, 0, List.of()));
    assertThatThrownBy(
            () ->
                TrainingConfig.builder()
                    .set(FeatureConfig.HORIZON, 2)
                    .set(LossConfig.HORIZON_WEIGHTS, List.of(1.0, -1.0))
                    .build())
        .hasMessageContaining("none may be negative");
    assertThatThrownBy(
            () ->
                TrainingConfig.builder()
                    .set(FeatureConfig.HORIZON, 2)
                    .set(LossConfig.HORIZON_WEIGHTS, List.of(0.0, 0.0))
                    .build())
        .hasMessageContaining("horizon-weights are all 0");
  }

  @Test
  void optionsOfAnotherScheduleOrMeanAreRefused() {
    assertThatThrownBy(
            () ->
                TrainingConfig.builder()
                    .set("schedule", "constant")
                    .set("rate-end", "0.1")
                    .set("rate-stairs", "3")
                    .set("average-last", "4")
                    .set("windows", "all")
                    .set("window", "10")
                    .set("burn-in", "10")
                    .set("validation", "0")
                    .set("patience", "2")
                    .build())
        .hasMessageContaining("rate-end is 0.1, but schedule constant ends as it goes on")
        .hasMessageContaining("rate-stairs is 3, but schedule constant has none")
        .hasMessageContaining("average-last is 4, but averaging is none: choose last")
        .hasMessageContaining("windows is \"all\", it must be one of [random, stream]")
        .hasMessageContaining("burn-in is 10, it must be at least 0 and less than the window, 10")
        .hasMessageContaining("patience is 2, but validation 0 holds nothing out");
  }

  @Test
  void theMedianMustBeAmongTheLevels() {
    assertThatThrownBy(
            () -> TrainingConfig.builder().set(TrainingConfig.LEVELS, List.of(0.1, 0.9)).build())
        .hasMessageContaining("0.5 must be among them");
  }

  @Test
  void aSeasonLongerThanTheContextIsRefused() {
    assertThatThrownBy(
            () ->
                TrainingConfig.builder()
                    .set(FeatureConfig.CONTEXT, 100)
                    .set(FeatureConfig.SEASONS, List.of(24, 168))
                    .build())
        .hasMessageContaining("season 168 must be in 2..100, the context");
  }

  @Test
  void aLongHistoryHasMoreHeldOut() {
    TrainingConfig config = TrainingConfig.builder().build();

    assertThat(config.suitedTo(slots(400)).fit().validation()).isEqualTo(48);
    assertThat(config.suitedTo(slots(2400)).fit().validation()).isEqualTo(240);
    assertThat(config.suitedTo(slots(90_000)).fit().validation()).isEqualTo(20 * 24);
    TrainingConfig far = TrainingConfig.builder().set(FeatureConfig.HORIZON, 168).build();
    assertThat(far.suitedTo(slots(90_000)).fit().validation()).isEqualTo(20 * 168);
    TrainingConfig given = TrainingConfig.builder().set("validation", "10").build();
    assertThat(given.suitedTo(slots(90_000)).fit().validation()).isEqualTo(10);
  }

  @Test
  void fewSeriesHaveEnoughIndependentForecasts() {
    TrainingConfig config = TrainingConfig.builder().build();
    int[] forty = new int[40];
    Arrays.fill(forty, 90_000);

    assertThat(config.suitedTo(slots(9_000)).fit().validation()).isEqualTo(20 * 24);
    assertThat(config.suitedTo(slots(9_000, 9_000)).fit().validation()).isEqualTo(336);
    assertThat(config.suitedTo(slots(forty)).fit().validation()).isEqualTo(336);
  }

  @Test
  void shortSeriesAreNotHeldOutWhole() {
    TrainingConfig config = TrainingConfig.builder().build();

    assertThat(config.suitedTo(slots(600, 600, 600, 90_000)).fit().validation()).isEqualTo(60);
    assertThat(config.suitedTo(slots(40, 4000, 4000, 4000)).fit().validation()).isEqualTo(200);
  }

  @Test
  void whatIsHeldOutIsWrittenOnceDecided() {
    TrainingConfig config = TrainingConfig.builder().build();

    assertThat(config.options()).doesNotContainKey("validation");
    assertThat(config.suitedTo(slots(2400)).options()).containsEntry("validation", "240");
  }

  private static List<SeriesHistory> slots(int... lengths) {
    return Arrays.stream(lengths)
        .mapToObj(length -> new SeriesHistory("s", 0, new float[length]))
        .toList();
  }
}
