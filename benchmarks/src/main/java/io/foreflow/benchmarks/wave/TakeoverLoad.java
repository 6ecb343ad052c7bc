package io.foreflow.benchmarks.wave;

import io.foreflow.benchmarks.model.BenchModel;
import io.foreflow.job.wave.WaveSettings;
import io.foreflow.model.InvalidModelFileException;
import io.foreflow.model.StepLimits;
import io.foreflow.model.StepModel;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * How long readings wait for their forecast while series move to another model, under a load of
 * {@value #LOAD} of what the task can take.
 *
 * <p>Readings come in even intervals of a simulated time, round by round one of each series. The
 * task takes what has come, runs a wave, and the time goes on by the processor time that the wave
 * took. So the waits are those of a task that has a core for itself, on a busy machine too.
 */
final class TakeoverLoad {
  static final double LOAD = 0.7;
  static final double SHARE = 0.15;

  static final String USUAL = "usualWaitP99";
  static final String USUAL_LONGEST = "usualLongestWait";
  static final String SPREAD = "spreadWaitP99";
  static final String SPREAD_LONGEST = "spreadLongestWait";
  static final String AT_ONCE = "atOnceWaitP99";
  static final String MOVED = "spreadUntilMoved";

  private static final int WAVE = 128;
  private static final int MAX_GAP = 48;
  private static final int ROUNDS_AT_ONCE = 3;
  private static final double P99 = 0.99;

  private final int series;
  private final WaveTrial trial;
  private final long firstSlot;
  private long gap;
  private long time;
  private long began = -1;
  private long taken;
  private double nextArrival;

  private TakeoverLoad(StepModel model, int series) throws IOException {
    this.series = series;
    trial = new WaveTrial(model, new WaveSettings(WAVE, 0, MAX_GAP), this::now);
    firstSlot = SwapBench.fill(trial, series);
  }

  /** The waits of readings in a time, in milliseconds. */
  private record Waits(double p99, double longest) {
    static Waits of(float[] millis) {
      Arrays.sort(millis);
      return new Waits(millis[(int) Math.ceil(P99 * millis.length) - 1], millis[millis.length - 1]);
    }
  }

  /**
   * Measures waits before a swap, after one whose takeovers are spread until all series have moved,
   * of as many readings when they have, and after one whose series all move at their first reading.
   *
   * @param hidden hidden units of the models
   * @param series number of live series, at least a wave's
   */
  static Map<String, Double> measure(int hidden, int series) {
    try (StepModel first =
            StepModel.openToReplay(
                BenchModel.file(hidden, BenchModel.HORIZON, 1), null, StepLimits.DEFAULT);
        StepModel second =
            StepModel.openToReplay(
                BenchModel.file(hidden, BenchModel.HORIZON, 2), null, StepLimits.DEFAULT)) {
      TakeoverLoad load = new TakeoverLoad(first, Math.max(WAVE, series));
      try {
        return load.measure(first, second);
      } finally {
        load.trial.close();
      }
    } catch (InvalidModelFileException e) {
      throw new IllegalStateException("the benchmark's own model was refused", e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Map<String, Double> measure(StepModel first, StepModel second) throws IOException {
    saturate();
    // Smaller waves run for the first time here.
    float[] unused = run(10 * series);
    Waits usual = Waits.of(run(10 * series));
    long begin = time;
    float[] waits = spread(second, SHARE);
    long moved = time - begin;
    Waits spread = Waits.of(waits);
    // The longest of more readings is longer. So it is compared with that of as many.
    double usualLongest = Waits.of(run(waits.length)).longest;
    trial.swap(first);
    Waits atOnce = Waits.of(run(ROUNDS_AT_ONCE * series));

    Map<String, Double> measured = new LinkedHashMap<>();
    measured.put(USUAL, usual.p99);
    measured.put(USUAL_LONGEST, usualLongest);
    measured.put(SPREAD, spread.p99);
    measured.put(SPREAD_LONGEST, spread.longest);
    measured.put(AT_ONCE, atOnce.p99);
    measured.put(MOVED, moved / 1e6);
    return measured;
  }

  /** Steps readings until all series have moved to another model. */
  private float[] spread(StepModel next, double share) throws IOException {
    trial.spread(next, share);
    float[] waits = {};
    while (trial.isSpreading()) {
      float[] round = run(series);
      int before = waits.length;
      waits = Arrays.copyOf(waits, before + series);
      System.arraycopy(round, 0, waits, before, series);
    }
    return waits;
  }

  /** Finds how fast readings may come, from rounds in which they never keep the task waiting. */
  private void saturate() throws IOException {
    float[] unused = run(10 * series);
    long begin = time;
    unused = run(10 * series);
    gap = (long) ((time - begin) / (10.0 * series) / LOAD);
    nextArrival = time;
  }

  /** Steps readings, and returns how long each has waited, in milliseconds. */
  private float[] run(int readings) throws IOException {
    float[] waits = new float[readings];
    double[] arrivals = new double[WAVE];
    int done = 0;
    while (done < readings) {
      time = Math.max(time, (long) Math.ceil(nextArrival));
      int rows = 0;
      while (rows < WAVE && done + rows < readings && nextArrival <= time) {
        long slot = firstSlot + taken / series;
        boolean unused = trial.add(SwapBench.reading(SwapBench.name((int) (taken % series)), slot));
        arrivals[rows++] = nextArrival;
        nextArrival += gap;
        taken++;
      }
      pass(trial::run);
      for (int row = 0; row < rows; row++) {
        waits[done++] = (float) ((time - arrivals[row]) / 1e6);
      }
      pass(trial::move);
    }
    return waits;
  }

  /** Something that the task does. */
  private interface Work {
    void run() throws IOException;
  }

  /** Does something, and lets as much time pass as it takes. */
  private void pass(Work work) throws IOException {
    began = SwapBench.now();
    work.run();
    time += SwapBench.now() - began;
    began = -1;
  }

  /** The simulated time, while the task works too. */
  private long now() {
    return began < 0 ? time : time + SwapBench.now() - began;
  }
}
