package io.foreflow.trainer.cost;

import io.foreflow.history.SeriesHistory;
import io.foreflow.history.WorkSpace;
import io.foreflow.trainer.Trainer;
import io.foreflow.trainer.TrainingConfig;
import io.foreflow.trainer.TrainingRun;
import io.foreflow.trainer.TrainingSpace;
import io.foreflow.trainer.loop.FitConfig;
import io.foreflow.trainer.loop.TrainingListener;
import io.foreflow.trainer.window.EvenChoice;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/**
 * Finds what a training will take. It trains a few steps on a sample of the series, and measures
 * each phase.
 */
public final class CostProbe implements TrainingListener {

  /** The steps of the short training. The first half of them is slower than later steps. */
  private static final int STEPS = 16;

  private static final int MOST_SERIES = 64;
  private static final long MOST_SLOTS = 100_000;

  /** What series take on the heap in addition to their slots. */
  private static final long BYTES_OF_SERIES = 1_000;

  /** Features of windows that are made ahead. */
  private static final long BYTES_AHEAD = 128L << 20;

  private final long[] steps = new long[STEPS + 1];
  private final long[] features = new long[2];
  private final long[] export = new long[3];
  private OptionalLong outside = OptionalLong.empty();

  private CostProbe() {}

  @Override
  public void on(Progress progress) {
    long now = System.nanoTime();
    switch (progress.phase()) {
      case FEATURES -> features[progress.step()] = now;
      case LEARNING -> steps[progress.step()] = now;
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
    int unused =
        new Trainer()
            .train(sample, shortened(config), TrainingRun.with(probe).in(sameWay))
            .file()
            .length;
    long heap = usedHeap() + histories.size() * BYTES_OF_SERIES;
    return new TrainingCost(
        probe.seconds(histories, sample, config, began),
        heap + (space.held() ? space.featureBytes() : BYTES_AHEAD),
        probe.outside,
        space.held() ? 0 : space.diskBytes());
  }

  private static TrainingConfig shortened(TrainingConfig config) {
    Map<String, String> options = new HashMap<>(config.options());
    options.put(FitConfig.STEPS.name(), "" + STEPS);
    options.put(FitConfig.ROUNDS.name(), "1");
    options.put(TrainingConfig.MEMBERS.name(), "1");
    return TrainingConfig.builder().set(options).build();
  }

  private static List<SeriesHistory> enough(List<SeriesHistory> histories, TrainingConfig config) {
    return histories.stream().filter(one -> one.slots() >= config.shortest()).toList();
  }

  /** The ends of some of the series that are long enough to learn from. */
  private static List<SeriesHistory> sample(List<SeriesHistory> histories, TrainingConfig config) {
    List<SeriesHistory> enough = enough(histories, config);
    List<SeriesHistory> sample = EvenChoice.of(enough, MOST_SERIES);
    int most = (int) Math.max(MOST_SLOTS / Math.max(1, sample.size()), 2L * config.shortest());
    return sample.stream()
        .map(one -> one.part(Math.max(0, one.slots() - most), one.slots()))
        .toList();
  }

  private double seconds(
      List<SeriesHistory> histories,
      List<SeriesHistory> sample,
      TrainingConfig config,
      long began) {
    double times = (double) slots(histories) / slots(sample);
    double seriesTimes = (double) enough(histories, config).size() / sample.size();
    double step = step();
    // The end of a round also looks at the gradients, which takes about as long as a step.
    double round = (export[0] - steps[STEPS]) / 1e9;
    double validation = Math.max(round / 4, round - step);
    double ofMember =
        config.fit().steps() * step + config.fit().rounds() * validation * seriesTimes;
    double engine = (features[0] - began) / 1e9;
    double feature = (features[1] - features[0]) / 1e9;
    double backtest = (export[1] - export[0]) / 1e9;
    double gate = (export[2] - export[1]) / 1e9;
    return engine + (feature + backtest) * times + config.members() * ofMember + gate;
  }

  /** The median time of the later steps in seconds. */
  private double step() {
    double[] times = new double[STEPS / 2];
    for (int i = 0; i < times.length; i++) {
      int step = STEPS - i;
      times[i] = (steps[step] - steps[step - 1]) / 1e9;
    }
    Arrays.sort(times);
    return (times[times.length / 2 - 1] + times[times.length / 2]) / 2;
  }

  private static long slots(List<SeriesHistory> histories) {
    return histories.stream().mapToLong(SeriesHistory::slots).sum();
  }

  private static long usedHeap() {
    System.gc();
    return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
  }
}
