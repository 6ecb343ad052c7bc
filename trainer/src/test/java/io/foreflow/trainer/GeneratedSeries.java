package io.foreflow.trainer;

import io.foreflow.history.SeriesHistory;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** Hourly series of very different sizes, with a day, a week, a drifting level, noise and gaps. */
public final class GeneratedSeries {

  private static final double LOST = 0.01;

  private GeneratedSeries() {}

  public static List<SeriesHistory> hourly(int count, int slots, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    List<SeriesHistory> series = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      series.add(new SeriesHistory("series-" + i, 480_000, values(slots, random.split())));
    }
    return series;
  }

  private static float[] values(int slots, SplittableRandom random) {
    double size = Math.pow(10, random.nextDouble(-3, 5));
    double day = random.nextDouble(0.5, 2);
    double week = random.nextDouble(0.2, 1);
    double phase = random.nextDouble(24);
    double drift = 0;
    float[] values = new float[slots];
    for (int i = 0; i < slots; i++) {
      drift += 0.06 * random.nextGaussian();
      double ofDay = day * Math.sin(2 * Math.PI * (i + phase) / 24);
      double ofWeek = (i / 24) % 7 >= 5 ? -week : 0;
      double noise = 0.2 * random.nextGaussian();
      values[i] =
          random.nextDouble() < LOST
              ? Float.NaN
              : (float) (size * (10 + drift + ofDay + ofWeek + noise));
    }
    return values;
  }
}
