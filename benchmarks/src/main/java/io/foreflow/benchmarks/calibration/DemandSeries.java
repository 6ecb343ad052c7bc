package io.foreflow.benchmarks.calibration;

import io.foreflow.benchmarks.calibration.CalibrationTask.Source;
import io.foreflow.history.SeriesHistory;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * Hourly demand with a daily shape, other weekends, and noise that wanders. In changing series the
 * shape and the noise become others for good, in a week of its own for each series.
 */
final class DemandSeries {
  private static final int SERIES = 12;
  private static final int DAY = 24;
  private static final int WEEK = 7 * DAY;
  private static final int SLOTS = 40 * WEEK;
  private static final int FIRST_CHANGE = 20 * WEEK;
  private static final int FRIDAYS = 5;
  private static final double NOISE_STAYS = 0.7;
  private static final long FIRST_SLOT =
      Instant.parse("2024-01-01T00:00:00Z").toEpochMilli() / Duration.ofHours(1).toMillis();

  private DemandSeries() {}

  static Source steady(long seed) {
    return data -> series(seed, false);
  }

  static Source changing(long seed) {
    return data -> series(seed, true);
  }

  private static List<SeriesHistory> series(long seed, boolean changing) {
    List<SeriesHistory> all = new ArrayList<>();
    Random random = new Random(seed);
    for (int number = 0; number < SERIES; number++) {
      all.add(new SeriesHistory("demand-" + number, FIRST_SLOT, values(random, changing)));
    }
    return all;
  }

  private static float[] values(Random random, boolean changing) {
    double size = between(random, 50, 200);
    double phase = between(random, 0, 2 * Math.PI);
    double day = between(random, 0.2, 0.5);
    double halfDay = between(random, 0.2, 0.5);
    double noise = between(random, 0.03, 0.08);
    int change = changing ? FIRST_CHANGE + random.nextInt(2 * WEEK) : SLOTS;
    float[] values = new float[SLOTS];
    double error = 0;
    for (int slot = 0; slot < SLOTS; slot++) {
      boolean weekend = slot / DAY % 7 >= FRIDAYS;
      double angle = 2 * Math.PI * (slot % DAY) / DAY;
      boolean isNew = slot >= change;
      double shape =
          isNew
              ? 1.15
                  + 0.6 * day * StrictMath.sin(angle + phase + 1.2)
                  + halfDay * StrictMath.sin(2 * angle + phase)
                  - (weekend ? 0.05 : 0)
              : 1 + day * StrictMath.sin(angle + phase) - (weekend ? 0.2 : 0);
      error = NOISE_STAYS * error + (isNew ? 1.6 : 1) * noise * random.nextGaussian();
      values[slot] = (float) (size * (shape + error));
    }
    return values;
  }

  private static double between(Random random, double from, double to) {
    return from + (to - from) * random.nextDouble();
  }
}
