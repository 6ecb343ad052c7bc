package io.foreflow.benchmarks.model;

import io.foreflow.cli.simulate.SeriesKind;
import io.foreflow.cli.simulate.SimulatedSeries;
import io.foreflow.cli.simulate.SimulationSpec;
import io.foreflow.history.SeriesHistory;
import io.foreflow.trainer.TrainedModel;
import io.foreflow.trainer.Trainer;
import io.foreflow.trainer.TrainingConfig;
import io.foreflow.trainer.features.FeatureConfig;
import io.foreflow.trainer.loop.FitConfig;
import io.foreflow.trainer.loop.TrainingListener;
import io.foreflow.trainer.network.NetworkConfig;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The models that benchmarks step. The trainer exports them with all parts of the graph. They are
 * trained only briefly, because the accuracy of a model does not change the cost of a step.
 */
public final class BenchModel {

  /** The number of readings that a model remembers. */
  public static final int CONTEXT = 168;

  /** The number of steps of a forecast. */
  public static final int HORIZON = 24;

  private static final int SERIES = 16;
  private static final int SLOTS = 900;
  private static final int STEPS = 4;

  private static final Map<Make, byte[]> FILES = new ConcurrentHashMap<>();

  private BenchModel() {}

  private record Make(int hidden, int horizon, int seed) {}

  /** The bytes of a model file with a GRU of this many hidden units. */
  public static byte[] file(int hidden) {
    return file(hidden, HORIZON, 1);
  }

  /**
   * The bytes of a model file as of {@link #file(int)}, with another horizon. Another seed gives
   * another model.
   */
  public static byte[] file(int hidden, int horizon, int seed) {
    return FILES.computeIfAbsent(new Make(hidden, horizon, seed), BenchModel::train);
  }

  private static byte[] train(Make make) {
    TrainingConfig config =
        TrainingConfig.builder()
            .set(TrainingConfig.MODEL, "bench")
            .set(TrainingConfig.SEED, (long) make.seed())
            .set(FeatureConfig.CONTEXT, CONTEXT)
            .set(FeatureConfig.HORIZON, make.horizon())
            .set(NetworkConfig.HIDDEN, make.hidden())
            .set(FitConfig.STEPS, STEPS)
            .build();
    TrainedModel trained = new Trainer().train(histories(), config, TrainingListener.NONE);
    return trained.file();
  }

  /** Hourly histories of simulated sensors. */
  public static List<SeriesHistory> histories() {
    SimulationSpec spec =
        new SimulationSpec(
            SeriesKind.SENSORS, SERIES, 1, Duration.ofHours(1), SimulationSpec.DEFAULT_START);
    SimulatedSeries simulated = SimulatedSeries.of(spec);
    List<SeriesHistory> histories = new ArrayList<>();
    for (int number = 0; number < simulated.size(); number++) {
      float[] values = new float[SLOTS];
      for (int slot = 0; slot < SLOTS; slot++) {
        values[slot] = simulated.missing(number, slot) ? Float.NaN : simulated.value(number, slot);
      }
      histories.add(new SeriesHistory(simulated.name(number), 0, values));
    }
    return histories;
  }
}
