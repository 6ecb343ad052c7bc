package io.foreflow.trainer.tune;

import static org.assertj.core.api.Assertions.assertThat;

import io.foreflow.history.SeriesHistory;
import io.foreflow.manifest.Backtest;
import io.foreflow.trainer.GeneratedSeries;
import io.foreflow.trainer.TrainedModel;
import io.foreflow.trainer.Trainer;
import io.foreflow.trainer.TrainingConfig;
import io.foreflow.trainer.TrainingRun;
import io.foreflow.trainer.loop.TrainingListener;
import io.foreflow.trainer.tune.Search.Found;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TrainTrialTest {

  private static final List<SeriesHistory> HISTORY = GeneratedSeries.hourly(4, 300, 5);
  private static final Map<String, String> FIXED =
      Map.of("horizon", "6", "context", "48", "seasons", "24", "batch", "4", "head-units", "8");
  private static final SearchSpace SPACE =
      new SearchSpace(
          Map.of(
              "hidden", new OptionChoices.OneOf(List.of("4", "8")),
              "learning-rate", new OptionChoices.Between(1e-3, 1e-2, true, false),
              // It is longer than a window, so these trials fail.
              "burn-in", new OptionChoices.OneOf(List.of("4", "4000"))));

  private static Found search(TrainTrial trial) {
    SearchPlan plan =
        new SearchPlan(new HalvingSchedule(8, 2, 4), 1, Optional.of(4), Optional.empty());
    return new Search(plan, SPACE, trial, SearchLog.inMemory(), () -> 0L, () -> false).run();
  }

  private static TrainTrial trial(TrialMetric judge) {
    return new TrainTrial(
        HISTORY, FIXED, judge, TrainingRun.with(TrainingListener.NONE), () -> false);
  }

  @Test
  void trainingTheBestOptionsGivesTheModel() throws Exception {
    TrainTrial trial = trial(TrialMetric.WQL);
    Found found = search(trial);
    TrialOutcome best = found.best().orElseThrow();
    TrainedModel last = trial.last().orElseThrow();

    // Four short trials, and the best of them in full.
    assertThat(found.outcomes()).hasSize(5);
    assertThat(best.steps()).isEqualTo(8);
    Backtest backtest = Objects.requireNonNull(last.manifest().backtest());
    assertThat(backtest.model()).containsEntry("wql", best.score());
    TrainingConfig config =
        TrainingConfig.builder().set(TrainTrial.options(FIXED, best.options(), 8)).build();
    assertThat(new Trainer().train(HISTORY, config, TrainingListener.NONE).file())
        .isEqualTo(last.file());
    assertThat(search(trial(TrialMetric.WQL))).isEqualTo(found);
    assertThat(found.outcomes())
        .anySatisfy(one -> assertThat(one.problem().orElse("")).contains("burn-in is 4000"));
  }

  @Test
  void theLossOfTheKeptWeightsJudges() throws Exception {
    TrainTrial trial = trial(TrialMetric.LOSS);
    double score = trial.run(Map.of("hidden", "4"), 4).orElseThrow();

    double least =
        trial.last().orElseThrow().report().rounds().stream()
            .mapToDouble(round -> round.validationLoss())
            .min()
            .orElseThrow();
    assertThat(score).isEqualTo(least);
  }

  @Test
  void aStoppedTrainingIsNoTrial() throws Exception {
    TrainTrial stopped =
        new TrainTrial(
            HISTORY, FIXED, TrialMetric.WQL, TrainingRun.with(TrainingListener.NONE), () -> true);

    assertThat(stopped.run(Map.of("hidden", "4"), 4)).isEmpty();
    assertThat(stopped.last()).isEmpty();
  }
}
