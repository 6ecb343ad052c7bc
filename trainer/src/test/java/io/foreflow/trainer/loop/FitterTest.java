package io.foreflow.trainer.loop;

import static org.assertj.core.api.Assertions.assertThat;

import io.foreflow.options.Settings;
import io.foreflow.trainer.GeneratedSeries;
import io.foreflow.trainer.network.CellKind;
import io.foreflow.trainer.network.WeightSet;
import io.foreflow.trainer.optimizer.OptimizerConfig;
import io.foreflow.trainer.optimizer.OptimizerKind;
import io.foreflow.trainer.optimizer.RateConfig;
import io.foreflow.trainer.optimizer.ScheduleKind;
import io.foreflow.trainer.window.TailConfig;
import io.foreflow.trainer.window.WindowConfig;
import io.foreflow.trainer.window.WindowOrder;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class FitterTest {

  /** Runs a small fit and counts the arrays alive after each step. */
  private static Fit fit(FitConfig config, CellKind cell, int layers, List<Integer> arraysAlive) {
    return SmallFit.of(config, cell, layers, GeneratedSeries.hourly(6, 120, 2))
        .run(1, (manager, progress) -> arraysAlive.add(manager.getManagedArrays().size()));
  }

  private static Settings settings(int steps, int validation) {
    return SmallFit.settings().put(FitConfig.STEPS, steps).put(TailConfig.VALIDATION, validation);
  }

  private static FitConfig config(int steps, int validation) {
    return SmallFit.config(settings(steps, validation));
  }

  private static FitConfig config(OptimizerKind optimizer, double dropout) {
    return SmallFit.config(
        settings(60, 8)
            .put(OptimizerConfig.OPTIMIZER, optimizer)
            .put(FitConfig.DROPOUT, dropout)
            .put(FitConfig.RECURRENT_DROPOUT, dropout));
  }

  @ParameterizedTest
  @EnumSource(OptimizerKind.class)
  void stepsLeaveNoArraysBehind(OptimizerKind optimizer) {
    List<Integer> alive = new ArrayList<>();

    fit(config(optimizer, 0.2), CellKind.LSTM, 2, alive);

    // The optimizer creates its arrays in the first step. After that the number stays the same.
    assertThat(alive.subList(1, 60)).containsOnly(alive.get(0)).doesNotContain(0);
  }

  @ParameterizedTest
  @EnumSource(OptimizerKind.class)
  void everyOptimizerLearns(OptimizerKind optimizer) {
    List<Fit.Round> rounds = fit(config(optimizer, 0), CellKind.GRU, 1, new ArrayList<>()).rounds();

    assertThat(rounds.get(4).loss()).isLessThan(rounds.get(0).loss());
  }

  @ParameterizedTest
  @EnumSource(AveragingKind.class)
  void streamsOfWindowsLeaveNoArraysBehind(AveragingKind averaging) {
    List<Integer> alive = new ArrayList<>();
    Settings settings =
        settings(60, 8)
            .put(WindowConfig.WINDOWS, WindowOrder.STREAM)
            .put(AveragingConfig.AVERAGING, averaging);

    Fit fit = fit(SmallFit.config(settings), CellKind.LSTM, 2, alive);

    assertThat(alive.subList(1, 60)).containsOnly(alive.get(0)).doesNotContain(0);
    assertThat(fit.rounds().get(4).loss()).isLessThan(fit.rounds().get(0).loss());
  }

  @ParameterizedTest
  @EnumSource(CellKind.class)
  void everyCellLearnsAndLeavesNoArraysBehind(CellKind cell) {
    List<Integer> alive = new ArrayList<>();
    Settings settings = settings(60, 8).put(WindowConfig.WINDOWS, WindowOrder.STREAM);

    Fit fit = fit(SmallFit.config(settings), cell, 2, alive);

    assertThat(alive.subList(1, 60)).containsOnly(alive.get(0)).doesNotContain(0);
    assertThat(fit.rounds().get(4).loss()).isLessThan(fit.rounds().get(0).loss());
  }

  @Test
  void memoryIsFlatOverThousandsOfSteps() {
    List<Integer> alive = new ArrayList<>();
    Settings settings =
        settings(2000, 8)
            .put(FitConfig.ROUNDS, 4)
            .put(WindowConfig.WINDOWS, WindowOrder.STREAM)
            .put(WindowConfig.WINDOW, 4)
            .put(WindowConfig.BURN_IN, 0)
            .put(WindowConfig.BATCH, 2)
            .put(FitConfig.RECURRENT_DROPOUT, 0.1)
            .put(AveragingConfig.AVERAGING, AveragingKind.EMA);

    fit(SmallFit.config(settings), CellKind.RNN, 1, alive);

    assertThat(alive).hasSize(2000);
    assertThat(alive.subList(1, 2000)).containsOnly(alive.get(1)).doesNotContain(0);
  }

  @ParameterizedTest
  @EnumSource(names = {"EMA", "LAST"})
  void averagedWeightsAreValidatedBesideTheOthers(AveragingKind averaging) {
    Settings settings = settings(60, 8).put(AveragingConfig.AVERAGING, averaging);

    List<Fit.Round> rounds =
        fit(SmallFit.config(settings), CellKind.GRU, 1, new ArrayList<>()).rounds();

    Fit.Round last = rounds.get(4);
    assertThat(last.averagedLoss()).isPositive().isNotEqualTo(last.validationLoss());
    assertThat(config(60, 8).averaging()).isEqualTo(AveragingConfig.OFF);
  }

  @Test
  void stopsEarlyWithoutAnyImprovement() {
    // With this rate nothing improves after the first rounds.
    Settings settings =
        settings(60, 8)
            .put(FitConfig.ROUNDS, 20)
            .put(RateConfig.SCHEDULE, ScheduleKind.CONSTANT)
            .put(RateConfig.LEARNING_RATE, 0.5)
            .put(TailConfig.PATIENCE, 2);

    Fit fit = fit(SmallFit.config(settings), CellKind.GRU, 1, new ArrayList<>());

    assertThat(fit.ending()).isEqualTo(Fit.Ending.NO_BETTER);
    assertThat(fit.steps()).isLessThan(60);
    List<Double> held = fit.rounds().stream().map(Fit.Round::validationLoss).toList();
    double best = held.stream().mapToDouble(Double::doubleValue).min().orElseThrow();
    assertThat(held.indexOf(best)).isEqualTo(held.size() - 3);
  }

  @Test
  void keepsTheWeightsOfTheBestRound() {
    Fit fit = fit(config(60, 8), CellKind.GRU, 1, new ArrayList<>());

    assertThat(fit.rounds()).extracting(Fit.Round::step).containsExactly(12, 24, 36, 48, 60);
    assertThat(fit.rounds()).allSatisfy(round -> assertThat(round.validationLoss()).isPositive());
    double first = fit.rounds().get(0).loss();
    assertThat(fit.rounds().get(4).loss()).isLessThan(first);
    assertThat(fit.skipped()).isZero();
  }

  @Test
  void learnsFromEverythingWhereNothingIsHeldOut() {
    Fit fit = fit(config(10, 0), CellKind.GRU, 1, new ArrayList<>());

    assertThat(fit.rounds()).allSatisfy(round -> assertThat(round.validationLoss()).isNaN());
    assertThat(fit.weights()).isNotEqualTo(new WeightSet(java.util.Map.of()));
  }
}
