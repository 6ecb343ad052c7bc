package io.foreflow.trainer.fit;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.NDManager;
import io.foreflow.trainer.GeneratedSeries;
import io.foreflow.trainer.features.FeatureConfig;
import io.foreflow.trainer.features.FeatureFunction;
import io.foreflow.trainer.features.SeriesFeatures;
import io.foreflow.trainer.network.ForecastNetwork;
import io.foreflow.trainer.network.NetworkConfig;
import io.foreflow.trainer.network.WeightSet;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FitterTest {

  private static final int HORIZON = 4;

  /** Runs a small fit and counts the arrays alive after each step. */
  private static Fit fit(FitConfig config, String cell, int layers, List<Integer> arraysAlive) {
    FeatureConfig features = new FeatureConfig(3_600_000, HORIZON, 24, List.of(24), 4);
    try (FeatureFunction function = new FeatureFunction(features);
        NDManager manager = EngineSetup.start().newBaseManager()) {
      List<SeriesFeatures> series = function.run(GeneratedSeries.hourly(6, 120, 2));
      ForecastNetwork network =
          new NetworkConfig(cell, layers, 6, 8)
              .build(
                  List.of(0.1, 0.5, 0.9), HORIZON, function.inputWidth(), features.contextWidth());
      Fitter fitter =
          new Fitter(
              network, new PinballLoss(List.of(0.1, 0.5, 0.9), 20), config, HORIZON, () -> 0);
      Fit fit =
          fitter.fit(
              series,
              24,
              1,
              manager,
              progress -> arraysAlive.add(manager.getManagedArrays().size()));
      assertThat(manager.getManagedArrays()).isEmpty();
      return fit;
    }
  }

  private static FitConfig config(int steps, int validation) {
    return new FitConfig(steps, 5, 4, 40, 4, 0.01, 1e-3, 1, 20, validation);
  }

  private static FitConfig config(String optimizer, double dropout) {
    OptimizerConfig rule = new OptimizerConfig(optimizer, OptimizerConfig.usualMomentum(optimizer));
    return new FitConfig(60, 5, 4, 40, 4, 0.01, 1e-3, 1, 20, 8, rule, LossConfig.DEFAULT, dropout);
  }

  @ParameterizedTest
  @ValueSource(strings = {"adamw", "adam", "sgd", "nesterov", "adagrad", "rmsprop"})
  void noStepLeavesAnythingBehind(String optimizer) {
    List<Integer> alive = new ArrayList<>();

    fit(config(optimizer, 0.2), "lstm", 2, alive);

    // The optimizer makes its own arrays in the first step; from then on the number stays.
    assertThat(alive.subList(1, 60)).containsOnly(alive.get(0)).doesNotContain(0);
  }

  @ParameterizedTest
  @ValueSource(strings = {"adamw", "adam", "sgd", "nesterov", "adagrad", "rmsprop"})
  void everyOptimizerLearns(String optimizer) {
    List<Fit.Round> rounds = fit(config(optimizer, 0), "gru", 1, new ArrayList<>()).rounds();

    assertThat(rounds.get(4).loss()).isLessThan(rounds.get(0).loss());
  }

  @Test
  void keepsTheWeightsOfTheBestRound() {
    Fit fit = fit(config(60, 8), "gru", 1, new ArrayList<>());

    assertThat(fit.rounds()).extracting(Fit.Round::step).containsExactly(12, 24, 36, 48, 60);
    assertThat(fit.rounds()).allSatisfy(round -> assertThat(round.validationLoss()).isPositive());
    double first = fit.rounds().get(0).loss();
    assertThat(fit.rounds().get(4).loss()).isLessThan(first);
    assertThat(fit.skipped()).isZero();
  }

  @Test
  void learnsFromEverythingWhereNothingIsHeldOut() {
    Fit fit = fit(config(10, 0), "gru", 1, new ArrayList<>());

    assertThat(fit.rounds()).allSatisfy(round -> assertThat(round.validationLoss()).isNaN());
    assertThat(fit.weights()).isNotEqualTo(new WeightSet(java.util.Map.of()));
  }
}
