package io.foreflow.benchmarks.wave;

import io.foreflow.benchmarks.model.BenchModel;
import io.foreflow.benchmarks.report.BenchReport;
import io.foreflow.benchmarks.report.Variant;
import io.foreflow.job.arrival.AcceptedReading;
import io.foreflow.job.arrival.RawRecord;
import io.foreflow.job.score.ScoreSettings;
import io.foreflow.job.wave.WaveSettings;
import io.foreflow.model.InvalidModelFileException;
import io.foreflow.model.StepLimits;
import io.foreflow.model.StepModel;
import io.foreflow.wire.Reading;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The cost of a swap of models for one task with many live series and full histories. It measures
 * how long the swap blocks the task, and what the takeovers of the series cost at their next
 * reading, compared with a round of readings under one model. All figures are processor time.
 */
final class SwapBench {

  /** Variants: all takeovers, and the longest wave of takeovers, in milliseconds. */
  static final String TAKEOVERS = "roundOfTakeovers";

  static final String LONGEST_TAKEOVERS = "longestWaveOfTakeovers";

  private static final int WAVE = 128;
  private static final long HOUR = 3_600_000;

  private final AcceptedReading[] readings;
  private final WaveTrial trial;
  private long slot;

  private SwapBench(int series, WaveTrial trial) {
    this.trial = trial;
    readings = new AcceptedReading[series];
    for (int number = 0; number < series; number++) {
      readings[number] = reading(name(number), 0);
    }
  }

  /**
   * Measures all variants.
   *
   * @param hidden hidden units of the models
   * @param series number of live series
   * @param rounds number of swaps, there and back
   */
  static BenchReport run(int hidden, int series, int rounds) {
    Map<String, double[]> measured = measure(hidden, series, rounds);
    List<Variant> variants =
        measured.keySet().stream()
            .map(name -> new Variant(name, name.equals("swap") ? "us" : "ms", () -> 0))
            .toList();
    return BenchReport.of(
        "swap",
        variants,
        measured,
        List.of(new BenchReport.Ratio("takeoversToRound", TAKEOVERS, "roundWithoutTakeover")));
  }

  /** The measurements of {@link #run} by variant, one for each round. */
  static Map<String, double[]> measure(int hidden, int series, int rounds) {
    return measure(hidden, series, rounds, null);
  }

  /**
   * The same of series of which something is kept besides.
   *
   * @param scores null if no forecast is tracked
   */
  static Map<String, double[]> measure(
      int hidden, int series, int rounds, @Nullable ScoreSettings scores) {
    try (StepModel first =
            StepModel.openToReplay(
                BenchModel.file(hidden, BenchModel.HORIZON, 1), null, StepLimits.DEFAULT);
        StepModel second =
            StepModel.openToReplay(
                BenchModel.file(hidden, BenchModel.HORIZON, 2), null, StepLimits.DEFAULT);
        WaveTrial trial = new WaveTrial(first, new WaveSettings(WAVE, 0, 48, 0, scores))) {
      SwapBench bench = new SwapBench(series, trial);
      bench.fill();
      double[] pause = new double[rounds];
      double[][] before = new double[2][rounds];
      double[][] after = new double[2][rounds];
      for (int round = 0; round < rounds; round++) {
        bench.measure(before, round);
        StepModel next = round % 2 == 0 ? second : first;
        long start = now();
        trial.swap(next);
        pause[round] = (now() - start) / 1e3;
        bench.measure(after, round);
      }
      Map<String, double[]> measured = new LinkedHashMap<>();
      measured.put("swap", pause);
      measured.put("roundWithoutTakeover", before[0]);
      measured.put("longestWaveWithoutTakeover", before[1]);
      measured.put(TAKEOVERS, after[0]);
      measured.put(LONGEST_TAKEOVERS, after[1]);
      return measured;
    } catch (InvalidModelFileException e) {
      throw new IllegalStateException("the benchmark's own model was refused", e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Fills the histories. Only the first series steps readings until its history is full, and the
   * others copy its state.
   */
  private void fill() throws IOException {
    slot = fill(trial, readings.length);
  }

  /** Fills the histories of series of a trial, and returns the slot that is next. */
  static long fill(WaveTrial trial, int series) throws IOException {
    long slot = 0;
    while (slot <= BenchModel.CONTEXT) {
      boolean unused = trial.add(reading(name(0), slot++));
      trial.run();
    }
    for (int number = 1; number < series; number++) {
      trial.copy(name(0), name(number));
    }
    return slot;
  }

  static String name(int series) {
    return "series-" + series;
  }

  /**
   * Steps one reading of each series. It records the time of all and of the longest wave, in
   * milliseconds.
   */
  private void measure(double[][] into, int round) throws IOException {
    long longest = 0;
    long begin = now();
    for (AcceptedReading each : readings) {
      if (trial.add(reading(each.reading().series(), slot))) {
        longest = Math.max(longest, runWave());
      }
    }
    longest = Math.max(longest, runWave());
    into[0][round] = (now() - begin) / 1e6;
    into[1][round] = longest / 1e6;
    slot++;
  }

  private long runWave() throws IOException {
    long begin = now();
    trial.run();
    return now() - begin;
  }

  /**
   * Processor time of this thread, which does all the work. On an idle core it equals the time on
   * the clock. On a busy core it does not include the time of other processes.
   */
  static long now() {
    return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
  }

  /** The next reading of an hourly series for a wave. */
  static AcceptedReading reading(String series, long slot) {
    float value = (float) Math.sin(slot * Math.PI / 12);
    return new AcceptedReading(
        new Reading(series, slot * HOUR, value),
        new RawRecord(
            "readings",
            0,
            0,
            0,
            series.getBytes(StandardCharsets.UTF_8),
            new byte[0],
            RawRecord.NO_HEADERS));
  }
}
