package io.foreflow.trainer.synthetic;

import java.util.Arrays;

/**
 * A series that cannot leave its range, such as sunlight, load or the level of a full tank: values
 * from 0 to 1. A season with changing sizes and noise is cut at a low bound (half), a high bound (a
 * quarter) or both (a quarter). {@code uniform(0.1, 0.6)} of the slots lie at a low bound and
 * {@code uniform(0.05, 0.3)} at a high one.
 */
final class Clipped implements SeriesFamily {

  private final SeriesFamily inside = new ChangingProfile();

  @Override
  public double[] draw(Timeline timeline, Draw draw) {
    int bounds = draw.index(0.5, 0.25, 0.25);
    double below = bounds == 1 ? 0 : draw.uniform(0.1, 0.6);
    double above = bounds == 0 ? 0 : draw.uniform(0.05, 0.3);
    double[] values = inside.draw(timeline, draw);
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    int last = sorted.length - 1;
    double low = sorted[(int) (below * last)];
    double high = sorted[(int) Math.ceil((1 - above) * last)];
    double span = Math.max(high - low, 1e-9);
    Arrays.setAll(values, i -> (Math.min(high, Math.max(low, values[i])) - low) / span);
    return values;
  }
}
