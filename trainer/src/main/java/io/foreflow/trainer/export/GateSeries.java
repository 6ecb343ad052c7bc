package io.foreflow.trainer.export;

import io.foreflow.history.Covariates;
import io.foreflow.history.SeriesHistory;
import io.foreflow.trainer.window.EvenChoice;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/**
 * The series of the parity check: ends of real series with artificial gaps, and difficult
 * artificial series.
 */
public final class GateSeries {

  private static final int REAL = 8;
  private static final double LOST = 0.05;
  private static final int HOLES = 7;
  private static final int SIZES = 19;

  private GateSeries() {}

  /**
   * Chooses and generates the series.
   *
   * @param histories the real series
   * @param slots the largest length of each series
   * @param seed seed of the gaps
   */
  public static List<SeriesHistory> of(List<SeriesHistory> histories, int slots, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    List<SeriesHistory> series = new ArrayList<>();
    EvenChoice.of(histories, REAL).forEach(one -> series.add(torn(one, slots, random)));
    List<String> covariates =
        histories.isEmpty() ? List.of() : histories.get(0).covariates().names();
    series.add(made("gate: zeros", new float[slots], covariates));
    series.add(made("gate: a large constant", filled(slots, 1e9f), covariates));
    series.add(made("gate: nothing", filled(slots, Float.NaN), covariates));
    series.add(made("gate: tiny", wave(slots, 1e-6, 0), covariates));
    series.add(made("gate: huge", wave(slots, 1e8, 1e9), covariates));
    float[] leap = wave(slots, 1, 10);
    for (int i = slots / 2; i < slots; i++) {
      leap[i] *= 1e4f;
    }
    series.add(made("gate: a leap", leap, covariates));
    float[] spike = wave(slots, 1, 10);
    spike[slots / 2] = 1e12f;
    series.add(made("gate: a spike", spike, covariates));
    return List.copyOf(series);
  }

  private static SeriesHistory torn(SeriesHistory history, int slots, SplittableRandom random) {
    int from = Math.max(0, history.slots() - slots);
    float[] values = history.values(from, history.slots());
    for (int i = 0; i < values.length; i++) {
      if (random.nextDouble() < LOST) {
        values[i] = Float.NaN;
      }
    }
    // Gaps at the start and over one long stretch.
    Arrays.fill(values, 0, Math.min(3, values.length), Float.NaN);
    int gap = values.length / 6;
    int at = random.nextInt(Math.max(1, values.length - gap));
    Arrays.fill(values, at, at + gap, Float.NaN);
    return new SeriesHistory(
        history.series(),
        history.firstSlot() + from,
        values,
        torn(history.covariates(), from, values, random));
  }

  /**
   * Covariates with holes. In half of the missing readings all covariates are missing too, which
   * makes a gap. In addition, one value in twenty is missing.
   */
  private static Covariates torn(
      Covariates whole, int from, float[] values, SplittableRandom random) {
    int width = whole.names().size();
    if (width == 0) {
      return Covariates.NONE;
    }
    float[] rest = Arrays.copyOfRange(whole.values(), from * width, whole.values().length);
    for (int row = 0; row < rest.length / width; row++) {
      boolean isGap = row < values.length && Float.isNaN(values[row]) && random.nextBoolean();
      for (int i = row * width; i < (row + 1) * width; i++) {
        if (random.nextDouble() < LOST || isGap) {
          rest[i] = Float.NaN;
        }
      }
    }
    return new Covariates(whole.names(), rest);
  }

  /** A generated series with covariates of all magnitudes, some of them missing. */
  private static SeriesHistory made(String name, float[] values, List<String> covariates) {
    float[] others = new float[values.length * covariates.size()];
    for (int i = 0; i < others.length; i++) {
      double size = Math.pow(10, i % SIZES - SIZES / 2);
      others[i] = i % HOLES == 0 ? Float.NaN : (float) (size * Math.sin(i));
    }
    return new SeriesHistory(name, 0, values, new Covariates(covariates, others));
  }

  private static float[] filled(int slots, float value) {
    float[] values = new float[slots];
    Arrays.fill(values, value);
    return values;
  }

  private static float[] wave(int slots, double amplitude, double level) {
    float[] values = new float[slots];
    for (int i = 0; i < slots; i++) {
      values[i] = (float) (level + amplitude * (Math.sin(i / 3.8) + 0.3 * Math.sin(i * 1.7)));
    }
    return values;
  }
}
