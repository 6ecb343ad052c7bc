package io.foreflow.trainer.loop;

import ai.djl.Device;
import ai.djl.ndarray.NDManager;
import io.foreflow.trainer.loss.Loss;
import io.foreflow.trainer.network.ForecastNetwork;
import io.foreflow.trainer.random.SeededRandom;
import io.foreflow.trainer.window.LearningSpan;
import java.util.List;
import java.util.function.LongSupplier;

/** Trains a network on the features of many series, by back-propagation through windows of time. */
public final class Fitter {

  private final ForecastNetwork network;
  private final Loss loss;
  private final FitConfig config;
  private final int horizon;
  private final LongSupplier nanoClock;

  /**
   * @param horizon number of targets of an origin
   * @param nanoClock the clock for the speed in progress reports; it has no influence on the result
   */
  public Fitter(
      ForecastNetwork network, Loss loss, FitConfig config, int horizon, LongSupplier nanoClock) {
    this.network = network;
    this.loss = loss;
    this.config = config;
    this.horizon = horizon;
    this.nanoClock = nanoClock;
  }

  /** The seed of an ensemble's member. The first member has the ensemble's own seed. */
  public static long seedOf(long seed, int member) {
    return member == 0
        ? seed
        : SeededRandom.of(seed, SeededRandom.Purpose.MEMBER, member).nextLong();
  }

  /**
   * Trains on the series. The same series, configuration, start, number of workers and kind of
   * machine give the same weights.
   *
   * @param warmup number of readings after which a series' forecasts count
   * @param start the seed, and the first weights
   * @param manager the manager that owns all arrays; no array of the fit is left in it afterwards
   * @param devices one device for each worker, the first one the manager's own
   * @throws IllegalArgumentException if no series is long enough
   * @throws TrainingLostException if the training diverges
   */
  public Fit fit(
      FitData data,
      int warmup,
      FitStart start,
      NDManager manager,
      List<Device> devices,
      FitRun run) {
    EngineSetup.settleThread(manager.getEngine());
    List<LearningSpan> spans = LearningSpan.of(data.series(), warmup, config.validation());
    ProgressReporter speed = new ProgressReporter(nanoClock, config.steps(), run.listener());
    try (FitLoop loop =
        new FitLoop(
            network,
            loss,
            config,
            horizon,
            spans,
            LearningSpan.of(data.copies(), warmup, 0),
            start,
            manager,
            devices,
            data.maker(),
            run)) {
      return loop.run(speed);
    }
  }
}
