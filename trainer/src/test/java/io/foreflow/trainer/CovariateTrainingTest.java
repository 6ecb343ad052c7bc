package io.foreflow.trainer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.foreflow.evaluation.backtest.ModelReplay;
import io.foreflow.history.Covariates;
import io.foreflow.history.SeriesHistory;
import io.foreflow.manifest.Backtest;
import io.foreflow.model.StepModel;
import io.foreflow.trainer.features.CovariateConfig;
import io.foreflow.trainer.features.FeatureConfig;
import io.foreflow.trainer.loop.FitConfig;
import io.foreflow.trainer.loop.TrainingListener;
import io.foreflow.trainer.network.NetworkConfig;
import io.foreflow.trainer.optimizer.RateConfig;
import io.foreflow.trainer.window.TailConfig;
import io.foreflow.trainer.window.WindowConfig;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class CovariateTrainingTest {

  private static final int HORIZON = 3;
  private static final int SLOTS = 240;

  private static TrainingConfigBuilder small(int steps) {
    return TrainingConfig.builder()
        .set(FeatureConfig.HORIZON, HORIZON)
        .set(FeatureConfig.CONTEXT, 16)
        .set(FeatureConfig.SEASONS, List.of())
        .set(FeatureConfig.RECENT, 4)
        .set(TrainingConfig.WARMUP, 4)
        .set(NetworkConfig.HIDDEN, 8)
        .set(NetworkConfig.HEAD_UNITS, 24)
        .set(WindowConfig.BATCH, 16)
        .set(WindowConfig.WINDOW, 48)
        .set(WindowConfig.BURN_IN, 4)
        .set(TailConfig.VALIDATION, 24)
        .set(RateConfig.LEARNING_RATE, 0.01)
        .set(FitConfig.STEPS, steps);
  }

  private static TrainedModel train(List<SeriesHistory> histories, TrainingConfigBuilder config) {
    return new Trainer().train(histories, config.build(), TrainingListener.NONE);
  }

  private static double mae(TrainedModel trained) {
    Backtest backtest = Objects.requireNonNull(trained.manifest().backtest());
    return Objects.requireNonNull(backtest.model().get("mae"));
  }

  /** Series that are 4 higher during a promotion, at about every third slot, chosen at random. */
  private static List<SeriesHistory> promoted() {
    SplittableRandom random = new SplittableRandom(7);
    List<SeriesHistory> series = new ArrayList<>();
    for (int one = 0; one < 12; one++) {
      float[] promotions = new float[SLOTS + HORIZON];
      float[] values = new float[SLOTS];
      for (int slot = 0; slot < promotions.length; slot++) {
        promotions[slot] = random.nextInt(3) == 0 ? 1 : 0;
        if (slot < SLOTS) {
          values[slot] = (float) (20 + 4 * promotions[slot] + 0.2 * random.nextGaussian());
          // Now and then the promotion is unknown.
          promotions[slot] = random.nextInt(50) == 0 ? Float.NaN : promotions[slot];
        }
      }
      Covariates covariates = new Covariates(List.of("promotion"), promotions);
      series.add(new SeriesHistory("s" + one, 0, values, covariates));
    }
    return series;
  }

  @Test
  void learnsFromKnownFutureValues() throws Exception {
    List<SeriesHistory> histories = promoted();
    TrainedModel blind = train(histories, small(150));
    TrainedModel seeing =
        train(histories, small(150).set(CovariateConfig.KNOWN, List.of("promotion")));

    assertThat(mae(seeing)).isLessThan(0.5 * mae(blind));
    assertThat(seeing.manifest().features())
        .containsExactly("y", "promotion", "promotion+1", "promotion+2", "promotion+3");
    assertThat(blind.manifest().provenance().dataDigest())
        .isEqualTo(seeing.manifest().provenance().dataDigest());

    SeriesHistory first = histories.get(0);
    float[] nothing = new float[SLOTS];
    Arrays.fill(nothing, Float.NaN);
    SeriesHistory untold =
        new SeriesHistory("s", 0, first.values(), new Covariates(List.of("promotion"), nothing));
    try (StepModel model = StepModel.open(seeing.file())) {
      ModelReplay.step(
          model,
          List.of(untold),
          (series, slot, forecast) ->
              assertThat(forecast[HORIZON + 1]).as("slot %d", slot).isBetween(10f, 35f));
      assertThatThrownBy(
              () ->
                  ModelReplay.step(
                      model,
                      List.of(new SeriesHistory("s", 0, first.values())),
                      (series, slot, forecast) -> {}))
          .hasMessageContaining("no column for the covariate promotion");
    }
  }

  /** Training ends with the parity check, which rejects a file that differs from the network. */
  @Test
  void covariatesWorkWithAllOtherOptions() {
    TrainedModel trained =
        train(
            promoted(),
            small(8)
                .set("known-covariates", "promotion")
                .set("members", "2")
                .set("layers", "3")
                .set("dilations", "1, 2, 4")
                .set("attention", "2")
                .set("attention-window", "12")
                .set("attention-patch", "3")
                .set("profile", "2")
                .set("seasons", "6")
                .set("linear-window", "8")
                .set("scale-weight", "1"));

    assertThat(mae(trained)).isPositive();
    assertThat(trained.manifest().provenance().configuration())
        .containsEntry("members", "2")
        .containsEntry("dilations", "[1, 2, 4]")
        .containsEntry("known-covariates", "[promotion]");
  }

  /**
   * A series of noise with a jump to 5. After it, series of one kind rise to 10, and those of the
   * other kind fall back to 0. At the jump only the kind tells which.
   */
  private static SeriesHistory leaping(String name, int leap, int kind, int seed) {
    SplittableRandom random = new SplittableRandom(seed);
    int slots = 24;
    float[] values = new float[slots];
    float[] kinds = new float[slots];
    for (int slot = 0; slot < slots; slot++) {
      double level = slot < leap ? 0 : slot == leap ? 5 : 5 + 5 * kind;
      values[slot] = (float) (level + 0.7 * random.nextGaussian());
      kinds[slot] = kind;
    }
    return new SeriesHistory(name, 0, values, new Covariates(List.of("kind"), kinds));
  }

  @Test
  void aConstantOfTheSeriesTellsKindsApart() throws Exception {
    List<SeriesHistory> histories = new ArrayList<>();
    for (int i = 0; i < 80; i++) {
      histories.add(leaping("s" + i, 8 + i % 12, i % 2 == 0 ? 1 : -1, i));
    }
    TrainedModel trained =
        train(
            histories,
            small(250)
                .set(FeatureConfig.HORIZON, 1)
                .set(WindowConfig.WINDOW, 24)
                .set(TailConfig.VALIDATION, 0)
                .set(CovariateConfig.STATIC, List.of("kind")));

    float[] after = new float[2];
    try (StepModel model = StepModel.open(trained.file())) {
      ModelReplay.step(
          model,
          List.of(leaping("up", 14, 1, 99), leaping("down", 14, -1, 99)),
          (series, slot, forecast) -> {
            if (slot == 14) {
              after[series] = forecast[1];
            }
          });
    }
    // Up to this slot the readings of both series are equal.
    assertThat(after[0]).isGreaterThan(after[1] + 2.5f);
  }

  @Test
  void aHistoryWithoutTheCovariateIsRefused() {
    List<SeriesHistory> bare = GeneratedSeries.hourly(2, SLOTS, 1);

    assertThatThrownBy(
            () -> train(bare, small(1).set(CovariateConfig.OBSERVED, List.of("temperature"))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("no column for the covariate temperature");
  }

  @Test
  void optionsNameEveryProblemOfNames() {
    assertThatThrownBy(
            () ->
                small(1)
                    .set("covariates", "temp, y")
                    .set("static-covariates", "temp")
                    .set("known-covariates", "wind+1")
                    .build())
        .hasMessageContaining("known-covariates is [wind+1], it must be names without spaces")
        .hasMessageContaining("a covariate is called y, which is a column of every history")
        .hasMessageContaining("the covariate temp is named twice");
    assertThatThrownBy(
            () ->
                small(1)
                    .set(FeatureConfig.HORIZON, 5000)
                    .set("known-covariates", "tariff, holiday")
                    .build())
        .hasMessageContaining("the covariates make 10003 columns with a horizon of 5000");
    assertThat(small(1).set("known-covariates", "[tariff, holiday]").build().options())
        .containsEntry("known-covariates", "[tariff, holiday]")
        .containsEntry("covariates", "[]");
  }
}
