package io.foreflow.benchmarks.wave;

import io.foreflow.benchmarks.model.BenchModel;
import io.foreflow.benchmarks.report.BenchReport;
import io.foreflow.benchmarks.report.BenchReport.Ratio;
import io.foreflow.benchmarks.report.Rounds;
import io.foreflow.benchmarks.report.Variant;
import io.foreflow.job.score.ScoreSettings;
import io.foreflow.job.wave.WaveSettings;
import io.foreflow.model.InvalidModelFileException;
import io.foreflow.model.StepLimits;
import io.foreflow.model.StepModel;
import io.foreflow.model.StepWorkspace;
import io.foreflow.outcome.TrackedSteps;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntSupplier;

/**
 * The cost of catching up, in two cases. In the first, one series has a long backlog, and a wave
 * can take only one of its readings. In the second, all series replay their histories after a swap
 * of models, with calibration and without. In the third, they do so under load, spread over time
 * and all at once. It measures processor time of one task, without Flink around its waves.
 */
final class ReplayBench {
  private static final int WAVE = 128;
  private static final int MAX_GAP = 48;

  private static final String HOT = "hotSeries";
  private static final String ALONE = "modelAlone";
  private static final String MANY = "manySeries";
  private static final String ALL = "replayOfAll";
  private static final String LONGEST = "longestWave";
  private static final String SLOTS = "replayedSlots";
  private static final String CALIBRATED = "calibratedReplayOfAll";

  private final Feed hot;
  private final Feed many;
  private final StepWorkspace single;

  private ReplayBench(WaveTrial hot, WaveTrial many, StepWorkspace single) {
    this.hot = new Feed(hot, 1);
    this.many = new Feed(many, WAVE);
    this.single = single;
  }

  /**
   * Measures all variants.
   *
   * @param hidden hidden units of the models
   * @param series number of series that change to another model
   * @param rounds number of measurements of each variant
   * @param span processor time of one measurement of readings
   */
  static BenchReport run(int hidden, int series, int rounds, Duration span) {
    WaveSettings settings = new WaveSettings(WAVE, 0, MAX_GAP);
    List<Variant> variants = new ArrayList<>();
    Map<String, double[]> measured = new LinkedHashMap<>();
    try (StepModel model =
            StepModel.openToReplay(BenchModel.file(hidden), null, StepLimits.DEFAULT);
        WaveTrial hot = new WaveTrial(model, settings);
        WaveTrial many = new WaveTrial(model, settings);
        StepWorkspace single = model.newWorkspace(1)) {
      variants.addAll(new ReplayBench(hot, many, single).variants(span));
      measured.putAll(Rounds.measure(variants, rounds));
    } catch (InvalidModelFileException e) {
      throw new IllegalStateException("the benchmark's own model was refused", e);
    }
    replay(hidden, series, rounds, variants, measured);
    load(hidden, series, rounds, variants, measured);
    return BenchReport.of(
        "replay",
        variants,
        measured,
        List.of(
            new Ratio("hotSeriesToModelAlone", HOT, ALONE),
            new Ratio("hotSeriesToManySeries", HOT, MANY),
            new Ratio("replayedSlotsToManySeries", SLOTS, MANY),
            new Ratio("calibratedReplayToReplay", CALIBRATED, ALL),
            new Ratio("spreadWaitToUsualWait", TakeoverLoad.SPREAD, TakeoverLoad.USUAL),
            new Ratio("spreadLongestToUsualWait", TakeoverLoad.SPREAD_LONGEST, TakeoverLoad.USUAL),
            new Ratio(
                "spreadLongestToUsualLongest",
                TakeoverLoad.SPREAD_LONGEST,
                TakeoverLoad.USUAL_LONGEST),
            new Ratio("atOnceWaitToUsualWait", TakeoverLoad.AT_ONCE, TakeoverLoad.USUAL)));
  }

  private List<Variant> variants(Duration span) {
    return List.of(
        perSecond(HOT, "readings/s", span, hot::wave),
        perSecond(ALONE, "steps/s", span, this::step),
        perSecond(MANY, "readings/s", span, many::wave));
  }

  private int step() {
    single.step(1);
    return 1;
  }

  /** Measures the takeovers as {@code bench swap} does, and the same per slot. */
  private static void replay(
      int hidden, int series, int rounds, List<Variant> variants, Map<String, double[]> measured) {
    Map<String, double[]> swap = SwapBench.measure(hidden, series, rounds);
    double[] takeovers = swap.getOrDefault(SwapBench.TAKEOVERS, new double[rounds]);
    double[] slots = new double[rounds];
    for (int round = 0; round < rounds; round++) {
      // Each series steps its whole history and then its reading.
      slots[round] = series * (BenchModel.CONTEXT + 1.0) / (takeovers[round] / 1e3);
    }
    variants.add(new Variant(ALL, "ms", () -> 0));
    measured.put(ALL, takeovers);
    variants.add(new Variant(LONGEST, "ms", () -> 0));
    measured.put(LONGEST, swap.getOrDefault(SwapBench.LONGEST_TAKEOVERS, new double[rounds]));
    variants.add(new Variant(SLOTS, "slots/s", () -> 0));
    measured.put(SLOTS, slots);
    ScoreSettings calibrated = ScoreSettings.of(TrackedSteps.DEFAULT).withCalibration(true);
    variants.add(new Variant(CALIBRATED, "ms", () -> 0));
    measured.put(
        CALIBRATED,
        SwapBench.measure(hidden, series, rounds, calibrated)
            .getOrDefault(SwapBench.TAKEOVERS, new double[rounds]));
  }

  /** Measures how long readings wait while series move. */
  private static void load(
      int hidden, int series, int rounds, List<Variant> variants, Map<String, double[]> measured) {
    for (int round = 0; round < rounds; round++) {
      for (Map.Entry<String, Double> each : TakeoverLoad.measure(hidden, series).entrySet()) {
        double[] values =
            measured.computeIfAbsent(
                each.getKey(),
                name -> {
                  variants.add(new Variant(name, "ms", () -> 0));
                  return new double[rounds];
                });
        values[round] = each.getValue();
      }
    }
  }

  /** Counts the results of calls until the span is over. */
  private static Variant perSecond(String name, String unit, Duration span, IntSupplier call) {
    return new Variant(
        name,
        unit,
        () -> {
          long done = 0;
          long begin = SwapBench.now();
          long elapsed;
          do {
            done += call.getAsInt();
            elapsed = SwapBench.now() - begin;
          } while (elapsed < span.toNanos());
          return done * 1e9 / elapsed;
        });
  }

  /** Readings of some series, slot by slot. A wave runs whenever it is full. */
  private static final class Feed {
    private final WaveTrial trial;
    private final int series;
    private long slot;

    Feed(WaveTrial trial, int series) {
      this.trial = trial;
      this.series = series;
    }

    /** Adds as many readings as a wave has rows, and returns how many stepped meanwhile. */
    int wave() {
      long before = trial.forecasts();
      for (int i = 0; i < WAVE; i++) {
        if (trial.add(SwapBench.reading("series-" + i % series, slot))) {
          run();
        }
        if ((i + 1) % series == 0) {
          slot++;
        }
      }
      return (int) (trial.forecasts() - before);
    }

    private void run() {
      try {
        trial.run();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
