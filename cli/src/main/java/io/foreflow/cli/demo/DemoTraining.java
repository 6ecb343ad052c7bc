package io.foreflow.cli.demo;

import io.foreflow.cli.process.CommandFailure;
import io.foreflow.history.CsvHistory;
import io.foreflow.history.HistoryData;
import io.foreflow.history.HistoryException;
import io.foreflow.trainer.TrainedModel;
import io.foreflow.trainer.Trainer;
import io.foreflow.trainer.TrainingConfig;
import io.foreflow.trainer.TrainingConfigBuilder;
import io.foreflow.trainer.TrainingRun;
import io.foreflow.trainer.features.FeatureConfig;
import io.foreflow.trainer.loop.FitConfig;
import io.foreflow.trainer.loop.TrainingListener;
import io.foreflow.trainer.network.NetworkConfig;
import io.foreflow.trainer.start.SavedWeights;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;

/** The short training of the demo, from the history file to the model file. */
final class DemoTraining {

  private DemoTraining() {}

  /** Three of four origins of a window are left out, so that a step takes less time. */
  private static final String ORIGINS_APART = "4";

  /** A tenth of the usual rate, because the weights are good already. */
  private static final String FURTHER_RATE = "0.0003";

  /**
   * The options of the training.
   *
   * @param seed the model that the trained one replaces, so that it has its name and its levels
   */
  static TrainingConfig config(DemoPlan plan, Optional<SeedStart> seed) {
    DemoPlan.Training training = plan.training();
    TrainingConfigBuilder builder =
        TrainingConfig.builder()
            .set(TrainingConfig.MODEL, seed.map(one -> one.manifest().model()).orElse("demo"))
            .set(FeatureConfig.CADENCE, plan.simulation().cadence())
            .set(TrainingConfig.SEED, plan.simulation().seed());
    Optional<SavedWeights> start = start(plan, seed);
    if (start.isPresent()) {
      Map<String, String> network = new TreeMap<>(start.get().network());
      network.remove(FeatureConfig.CADENCE.name());
      return builder
          .set(network)
          .set(Map.of("origins-apart", ORIGINS_APART, "learning-rate", FURTHER_RATE))
          .set(FitConfig.STEPS, training.furtherSteps())
          .build();
    }
    seed.ifPresent(one -> builder.set(TrainingConfig.LEVELS, one.manifest().levels()));
    return builder
        .set(FeatureConfig.HORIZON, training.horizon())
        .set(NetworkConfig.CELL.name(), training.cell())
        .set(NetworkConfig.HIDDEN, training.hidden())
        .set(FitConfig.STEPS, training.steps())
        .build();
  }

  /** The weights to start from; empty for random ones. */
  static Optional<SavedWeights> start(DemoPlan plan, Optional<SeedStart> seed) {
    return plan.training().furtherSteps() == 0
        ? Optional.empty()
        : seed.map(one -> SavedWeights.read(one.seed().weights()));
  }

  static Trained run(
      Path history,
      Duration cadence,
      TrainingConfig config,
      Optional<SavedWeights> start,
      TrainingListener progress,
      BooleanSupplier stop) {
    try {
      HistoryData data = CsvHistory.read(history, cadence.toMillis());
      TrainingRun run = TrainingRun.with(progress).stoppedBy(stop);
      return new Trained(data, new Trainer().train(data.series(), config, start, run));
    } catch (IOException | HistoryException e) {
      throw CommandFailure.failed("cannot read the history back: " + e.getMessage(), e);
    }
  }

  record Trained(HistoryData history, TrainedModel model) {}
}
