package io.foreflow.trainer.cost;

import io.foreflow.history.SeriesHistory;
import io.foreflow.history.WorkSpace;
import io.foreflow.trainer.TrainedModel;
import io.foreflow.trainer.Trainer;
import io.foreflow.trainer.TrainingConfig;
import io.foreflow.trainer.TrainingRun;
import io.foreflow.trainer.TrainingSpace;
import io.foreflow.trainer.ensemble.EnsembleConfig;
import io.foreflow.trainer.loop.EngineSetup;
import io.foreflow.trainer.loop.FeatureFeed;
import io.foreflow.trainer.loop.FitConfig;
import io.foreflow.trainer.loop.TrainingListener;
import io.foreflow.trainer.ridge.RidgeFit;
import io.foreflow.trainer.window.EvenChoice;
import io.foreflow.trainer.window.TailConfig;
import io.foreflow.trainer.window.WindowConfig;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/**
 * Finds what a training will take. It trains a few steps on a sample of the series, and measures
 * each phase.
 */
public final class CostProbe implements TrainingListener {

  private static final int MOST_SERIES = 64;
  private static final long MOST_SLOTS = 100_000;

  /** What series take on the heap in addition to their slots. */
  private static final long BYTES_OF_SERIES = 2_000;

  /** The steps of each network when several learn at the same time. */
  private static final int STEPS_AGAIN = 4;

  /** One part of this many of the heap's regions is left free by the arrays in them. */
  private static final int REGIONS_SPARE = 4;

  private final StepTimes steps = new StepTimes();
  private final long[] features = new long[2];
  private final long[] export = new long[3];
  private OptionalLong outside = OptionalLong.empty();

  private CostProbe() {}

  @Override
  public void on(Progress progress) {
    long now = System.nanoTime();
    switch (progress.phase()) {
      case FEATURES -> features[progress.step()] = now;
      case LEARNING -> {
        if (progress.networks() == 1) {
          steps.ended(progress.step(), now);
        }
      }
      case EXPORT -> {
        export[progress.step()] = now;
        // A training reaches its largest size in the steps, and keeps what it has.
        outside = outside.isPresent() ? outside : ProcessMemory.outsideHeap();
      }
    }
  }

  /**
   * Measures a short training.
   *
   * @param real the room that the whole training has for features
   * @throws IllegalArgumentException as a training does
   */
  public static TrainingCost of(
      List<SeriesHistory> histories, TrainingConfig given, WorkSpace real) {
    TrainingConfig config = given.suitedTo(histories);
    TrainingSpace space = TrainingSpace.of(config, histories, real);
    List<SeriesHistory> sample = sample(histories, config);
    long began = System.nanoTime();
    CostProbe probe = new CostProbe();
    WorkSpace sameWay = real.withHeapBytes(space.held() ? Long.MAX_VALUE : 0);
    TrainingConfig shortened = shortened(config, StepTimes.STEPS, StepTimes.ROUNDS, 1);
    TrainedModel trained =
        new Trainer().train(sample, shortened, TrainingRun.with(probe).in(sameWay));
    probe.steps.ended(probe.export[0]);
    int atATime = networksAtATime(config);
    CostProbe again = again(sample, config, atATime, sameWay);
    double seconds =
        probe.seconds(histories, sample, config, began, atATime)
            + again.features() * slots(histories) / slots(sample)
            + BacktestTime.seconds(trained, sample, histories, config, real);
    long heap = usedHeap() + histories.size() * BYTES_OF_SERIES;
    return new TrainingCost(
        seconds,
        heap + (space.held() ? heldBytes(space) : bytesAhead(config, space)),
        again.outside,
        space.held() ? 0 : space.diskBytes());
  }

  /** The bytes that held features take. Large arrays take whole regions of the heap. */
  private static long heldBytes(TrainingSpace space) {
    return space.featureBytes() + space.featureBytes() / REGIONS_SPARE;
  }

  /** The bytes of the features of windows that are made ahead. */
  private static long bytesAhead(TrainingConfig config, TrainingSpace space) {
    TailConfig tail = config.fit().tail();
    WindowConfig windows = config.fit().windows();
    int longest = Math.max(windows.length(), tail.runUp() + tail.slots());
    return FeatureFeed.bytesAhead(windows.batch(), longest * space.bytesPerSlot());
  }

  /** The number of networks that learn at the same time. */
  private static int networksAtATime(TrainingConfig config) {
    int most =
        TrainingRun.with(TrainingListener.NONE)
            .networksAtATime(config.devices().resolve(EngineSetup.start()));
    return Math.max(1, Math.min(most, config.ensemble().members().networks()));
  }

  /**
   * A shorter training of the sample. Its code is compiled, as for most of a large history, and as
   * many networks learn at the same time as in the whole training.
   */
  private static CostProbe again(
      List<SeriesHistory> sample, TrainingConfig config, int atATime, WorkSpace space) {
    CostProbe again = new CostProbe();
    int unused =
        new Trainer()
            .train(
                sample,
                shortened(config, STEPS_AGAIN, 1, atATime),
                TrainingRun.with(again).in(space))
            .file()
            .length;
    return again;
  }

  /** The seconds of the features. */
  private double features() {
    return (features[1] - features[0]) / 1e9;
  }

  private static TrainingConfig shortened(
      TrainingConfig config, int steps, int rounds, int networks) {
    Map<String, String> options = new HashMap<>(config.options());
    options.put(FitConfig.STEPS.name(), "" + steps);
    options.put(FitConfig.ROUNDS.name(), "" + rounds);
    options.put(TailConfig.PATIENCE.name(), "0");
    options.put(EnsembleConfig.MEMBERS.name(), Integer.toString(networks));
    options.remove(EnsembleConfig.RIDGE_WINDOW.name());
    options.remove(EnsembleConfig.RIDGE_SHARE.name());
    return TrainingConfig.builder().set(options).build();
  }

  private static List<SeriesHistory> enough(List<SeriesHistory> histories, TrainingConfig config) {
    return histories.stream().filter(one -> one.slots() >= config.shortest()).toList();
  }

  /** The ends of some of the series that are long enough to learn from. */
  private static List<SeriesHistory> sample(List<SeriesHistory> histories, TrainingConfig config) {
    List<SeriesHistory> sample = EvenChoice.of(enough(histories, config), MOST_SERIES);
    int most = (int) Math.max(MOST_SLOTS / Math.max(1, sample.size()), 2L * config.shortest());
    return sample.stream()
        .map(one -> one.part(Math.max(0, one.slots() - most), one.slots()))
        .toList();
  }

  /** The seconds without the features and the backtest. */
  private double seconds(
      List<SeriesHistory> histories,
      List<SeriesHistory> sample,
      TrainingConfig config,
      long began,
      int atATime) {
    int validated = Math.min(TailConfig.MOST_SERIES, enough(histories, config).size());
    double turns = Math.ceil((double) config.ensemble().members().networks() / atATime);
    double ofMember = steps.training(config.fit(), (double) validated / sample.size());
    double engine = (features[0] - began) / 1e9;
    double gate = (export[2] - export[1]) / 1e9;
    return engine
        + turns * ofMember
        + RidgeFit.seconds(config.ensemble().ridgeWindow(), config.horizon(), slots(histories))
        + gate;
  }

  private static long slots(List<SeriesHistory> histories) {
    return histories.stream().mapToLong(SeriesHistory::slots).sum();
  }

  private static long usedHeap() {
    System.gc();
    return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
  }
}
