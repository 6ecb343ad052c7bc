package io.foreflow.trainer.export;

import io.foreflow.trainer.history.SeriesHistory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/**
 * The series that a file has to prove itself on: the ends of real ones with gaps torn into them,
 * and hard ones.
 */
public final class GateSeries {

  private static final int REAL = 8;
  private static final double LOST = 0.05;

  private GateSeries() {}

  /**
   * Chooses and makes the series.
   *
   * @param histories the real ones
   * @param slots how long each series may be
   */
  public static List<SeriesHistory> of(List<SeriesHistory> histories, int slots, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    List<SeriesHistory> series = new ArrayList<>();
    int count = Math.min(REAL, histories.size());
    for (int i = 0; i < count; i++) {
      series.add(torn(histories.get((int) ((long) i * histories.size() / count)), slots, random));
    }
    series.add(made("gate: zeros", new float[slots]));
    series.add(made("gate: a large constant", filled(slots, 1e9f)));
    series.add(made("gate: nothing", filled(slots, Float.NaN)));
    series.add(made("gate: tiny", wave(slots, 1e-6, 0)));
    series.add(made("gate: huge", wave(slots, 1e8, 1e9)));
    float[] leap = wave(slots, 1, 10);
    for (int i = slots / 2; i < slots; i++) {
      leap[i] *= 1e4f;
    }
    series.add(made("gate: a leap", leap));
    return List.copyOf(series);
  }

  private static SeriesHistory torn(SeriesHistory history, int slots, SplittableRandom random) {
    int from = Math.max(0, history.slots() - slots);
    float[] values = Arrays.copyOfRange(history.values(), from, history.slots());
    for (int i = 0; i < values.length; i++) {
      if (random.nextDouble() < LOST) {
        values[i] = Float.NaN;
      }
    }
    // The start, and one long stretch.
    Arrays.fill(values, 0, Math.min(3, values.length), Float.NaN);
    int gap = values.length / 6;
    int at = random.nextInt(Math.max(1, values.length - gap));
    Arrays.fill(values, at, at + gap, Float.NaN);
    return new SeriesHistory(history.series(), history.firstSlot() + from, values);
  }

  private static SeriesHistory made(String name, float[] values) {
    return new SeriesHistory(name, 0, values);
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
