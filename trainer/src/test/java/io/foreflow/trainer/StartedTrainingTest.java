package io.foreflow.trainer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.foreflow.history.Covariates;
import io.foreflow.history.HistoryDigest;
import io.foreflow.history.SeriesHistory;
import io.foreflow.manifest.Provenance;
import io.foreflow.trainer.checkpoint.CheckpointException;
import io.foreflow.trainer.checkpoint.CheckpointPlan;
import io.foreflow.trainer.ensemble.EnsembleConfig;
import io.foreflow.trainer.ensemble.Members;
import io.foreflow.trainer.features.CovariateConfig;
import io.foreflow.trainer.features.FeatureConfig;
import io.foreflow.trainer.loop.Fit;
import io.foreflow.trainer.loop.FitConfig;
import io.foreflow.trainer.loop.TrainingListener;
import io.foreflow.trainer.loop.TrainingListener.Phase;
import io.foreflow.trainer.network.NetworkConfig;
import io.foreflow.trainer.optimizer.RateConfig;
import io.foreflow.trainer.start.SavedWeights;
import io.foreflow.trainer.start.StartException;
import io.foreflow.trainer.window.WindowConfig;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tests trainings that start from the weights of an earlier one. */
class StartedTrainingTest {

  private static final List<SeriesHistory> HISTORY = GeneratedSeries.hourly(6, 400, 3);

  private static TrainingConfigBuilder small(int steps) {
    return TrainingConfig.builder()
        .set(NetworkConfig.HIDDEN, 6)
        .set(NetworkConfig.HEAD_UNITS, 8)
        .set(WindowConfig.BATCH, 8)
        .set(FitConfig.STEPS, steps);
  }

  private static TrainedModel train(TrainingConfigBuilder config, Optional<SavedWeights> start) {
    return train(HISTORY, config, start);
  }

  private static TrainedModel train(
      List<SeriesHistory> histories, TrainingConfigBuilder config, Optional<SavedWeights> start) {
    return new Trainer()
        .train(histories, config.build(), start, TrainingRun.with(TrainingListener.NONE));
  }

  private static double lastLoss(TrainedModel model, int member) {
    List<Fit.Round> rounds = model.report().members().get(member).rounds();
    return rounds.get(rounds.size() - 1).validationLoss();
  }

  /** The start as a reader of the file has it. */
  private static Optional<SavedWeights> start(TrainedModel model) {
    return Optional.of(SavedWeights.read(model.weights().file()));
  }

  @Test
  void everyMemberStartsFromItsOwnWeights() {
    TrainedModel earlier =
        train(small(30).set(EnsembleConfig.MEMBERS, Members.of(2)), Optional.empty());
    assertThat(lastLoss(earlier, 0)).isNotCloseTo(lastLoss(earlier, 1), within(1e-4));

    TrainedModel same =
        train(
            small(1)
                .set(EnsembleConfig.MEMBERS, Members.of(2))
                .set(RateConfig.LEARNING_RATE, 1e-12),
            start(earlier));

    for (int member = 0; member < 2; member++) {
      double best =
          earlier.report().members().get(member).rounds().stream()
              .mapToDouble(Fit.Round::validationLoss)
              .min()
              .orElseThrow();
      assertThat(lastLoss(same, member)).isCloseTo(best, within(1e-6));
    }
  }

  @Test
  void oneNetworkStartsEachMember() {
    TrainedModel earlier = train(small(30), Optional.empty());

    TrainedModel three =
        train(small(20).set(EnsembleConfig.MEMBERS, Members.of(3)), start(earlier));

    double before = lastLoss(earlier, 0);
    for (int member = 0; member < 3; member++) {
      // Random weights would be far from there after 20 steps.
      assertThat(lastLoss(three, member)).isCloseTo(before, within(0.1 * before));
    }
    assertThat(lastLoss(three, 0)).isNotEqualTo(lastLoss(three, 1));
    assertThat(start(three).orElseThrow().network()).containsEntry("members", "3");
  }

  @Test
  void theSameStartGivesTheSameBytes() {
    TrainedModel earlier = train(small(5), Optional.empty());
    TrainedModel other = train(small(6), Optional.empty());

    TrainedModel first = train(small(4), start(earlier));
    TrainedModel second = train(small(4), start(earlier));

    assertThat(second.file()).isEqualTo(first.file());
    assertThat(second.weights().file()).isEqualTo(first.weights().file());
    TrainedModel fromOther = train(small(4), start(other));
    TrainedModel fromRandom = train(small(4), Optional.empty());
    assertThat(fromOther.manifest().version()).isNotEqualTo(first.manifest().version());
    assertThat(fromRandom.manifest().version()).isNotEqualTo(first.manifest().version());
    assertThat(fromRandom.manifest().provenance().start()).isNull();
    assertThat(first.manifest().provenance().start())
        .isEqualTo(
            new Provenance.Start(
                HistoryDigest.of(earlier.file()), HistoryDigest.of(earlier.weights().file())));
  }

  @Test
  void aKilledTrainingResumesToTheSameBytes(@TempDir Path folder) {
    Optional<SavedWeights> start = start(train(small(5), Optional.empty()));
    byte[] whole = train(small(9), start).file();
    CheckpointPlan plan = new CheckpointPlan(folder.resolve("checkpoint"), 2, Duration.ZERO);
    TrainingListener killer =
        progress -> {
          if (progress.phase() == Phase.LEARNING && progress.step() == 7) {
            throw new IllegalStateException("killed");
          }
        };
    assertThatThrownBy(
            () ->
                new Trainer()
                    .train(
                        HISTORY,
                        small(9).build(),
                        start,
                        TrainingRun.with(killer).checkpointed(plan)))
        .hasMessage("killed");
    TrainingRun resumed = TrainingRun.with(TrainingListener.NONE).checkpointed(plan);

    assertThatThrownBy(() -> new Trainer().train(HISTORY, small(9).build(), resumed))
        .isInstanceOf(CheckpointException.class)
        .hasMessageContaining("it started from the weights ")
        .hasMessageContaining(" and starts from random weights");
    assertThat(new Trainer().train(HISTORY, small(9).build(), start, resumed).file())
        .isEqualTo(whole);
  }

  @Test
  void anotherNetworkIsRefusedWithTheDifferences() {
    Optional<SavedWeights> start = start(train(small(1), Optional.empty()));

    assertThatThrownBy(
            () -> train(small(1).set(NetworkConfig.HIDDEN, 7).set(FeatureConfig.RECENT, 12), start))
        .isInstanceOf(StartException.class)
        .hasMessageContaining(
            "the weights are of another network: hidden was 6 and is 7; recent was 24 and is 12");
  }

  @Test
  void anotherHorizonAndLevelsStartFromWeights() {
    TrainedModel earlier = train(small(60).set(FeatureConfig.HORIZON, 12), Optional.empty());
    TrainingConfigBuilder longer =
        small(1)
            .set(FeatureConfig.HORIZON, 24)
            .set(TrainingConfig.LEVELS, List.of(0.2, 0.5, 0.8))
            .set(RateConfig.LEARNING_RATE, 1e-12);

    TrainedModel started = train(longer, start(earlier));
    TrainedModel random = train(longer, Optional.empty());

    assertThat(started.manifest().horizon()).isEqualTo(24);
    assertThat(lastLoss(started, 0)).isLessThan(0.9 * lastLoss(random, 0));
    assertThat(start(started).orElseThrow().network())
        .containsEntry("horizon", "24")
        .containsEntry("levels", "[0.2, 0.5, 0.8]");
  }

  @Test
  void theScalesOfCovariatesAreKept() {
    List<String> names = List.of("load");
    List<SeriesHistory> histories = GeneratedCovariates.beside(HISTORY, names, 0, 1);
    TrainedModel earlier =
        train(histories, small(3).set(CovariateConfig.OBSERVED, names), Optional.empty());
    List<SeriesHistory> higher =
        histories.stream().map(history -> scaled(history, names, 10)).toList();

    TrainedModel later =
        train(higher, small(3).set(CovariateConfig.OBSERVED, names), start(earlier));

    assertThat(earlier.weights().scales().get(0).mean()).isCloseTo(50, within(1f));
    assertThat(later.weights().scales()).isEqualTo(earlier.weights().scales());
  }

  private static SeriesHistory scaled(SeriesHistory history, List<String> names, float factor) {
    float[] values = history.covariates().values().clone();
    for (int i = 0; i < values.length; i++) {
      values[i] *= factor;
    }
    return new SeriesHistory(
        history.series(),
        history.firstSlot(),
        Arrays.copyOf(history.values(), history.slots()),
        new Covariates(names, values));
  }
}
