package io.foreflow.benchmarks.train;

import ai.djl.Device;
import ai.djl.ndarray.NDManager;
import io.foreflow.benchmarks.model.BenchModel;
import io.foreflow.history.SeriesHistory;
import io.foreflow.trainer.TrainingConfig;
import io.foreflow.trainer.features.FeatureFunction;
import io.foreflow.trainer.features.SeriesFeatures;
import io.foreflow.trainer.loop.EngineSetup;
import io.foreflow.trainer.loop.Fit;
import io.foreflow.trainer.loop.FitData;
import io.foreflow.trainer.loop.FitRun;
import io.foreflow.trainer.loop.FitStart;
import io.foreflow.trainer.loop.Fitter;
import java.time.Duration;
import java.util.Collections;
import java.util.List;

/**
 * The trainer as users run it, with features, batches, masks, clipping, the listener and the end.
 */
public final class TrainerLoop {

  private final TrainTask task;
  private final int workers;
  private final Device device;
  private final List<SeriesHistory> histories = BenchModel.histories();

  TrainerLoop(TrainTask task, int workers) {
    this(task, workers, Device.cpu());
  }

  /** The loop of so many workers, all of them on one device. */
  public TrainerLoop(TrainTask task, int workers, Device device) {
    this.task = task;
    this.workers = workers;
    this.device = device;
  }

  /** Trains for a while, and says how fast. */
  public double stepsPerSecond(Duration span) {
    TrainingConfig config = task.config();
    long[] heard = {0};
    long start = System.nanoTime();
    try (NDManager manager = EngineSetup.start().newBaseManager(device);
        FeatureFunction function = new FeatureFunction(config.features())) {
      List<SeriesFeatures> features = function.run(histories);
      Fitter fitter =
          new Fitter(
              task.network(function),
              config.fit().loss().build(TrainTask.LEVELS, config.fit().lossCap()),
              config.fit(),
              config.horizon(),
              System::nanoTime);
      Fit fit =
          fitter.fit(
              FitData.held(features),
              config.warmup(),
              FitStart.random(config.seed()),
              manager,
              Collections.nCopies(workers, device),
              new FitRun(
                  progress -> heard[0]++,
                  () -> System.nanoTime() - start >= span.toNanos(),
                  FitRun.Checkpoints.NONE));
      if (heard[0] != fit.steps()) {
        throw new IllegalStateException(
            heard[0] + " steps were told of and " + fit.steps() + " made");
      }
      return fit.steps() * 1e9 / (System.nanoTime() - start);
    }
  }
}
