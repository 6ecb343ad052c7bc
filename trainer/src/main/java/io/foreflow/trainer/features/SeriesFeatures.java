package io.foreflow.trainer.features;

import io.foreflow.history.SeriesHistory;

/**
 * The features of a whole series, slot by slot. Owns its arrays.
 *
 * @param history the series
 * @param inputs for the cells, {@code inputs.length / slots} columns for each slot
 * @param context for the head
 * @param base the forecast that the network corrects, in the series' own units
 * @param scale the unit of the corrections, one for each slot
 * @param seen steps since the first reading, one for each slot
 * @param readings the series as the state remembers it: gaps are filled and readings beyond their
 *     limit are replaced; slots before the first reading have the first reading
 * @param level running mean of the series, one for each slot
 */
@SuppressWarnings("ArrayRecordComponent") // The engine takes these arrays as they are.
public record SeriesFeatures(
    SeriesHistory history,
    float[] inputs,
    float[] context,
    float[] base,
    float[] scale,
    float[] seen,
    float[] readings,
    float[] level)
    implements FeaturedSeries {

  /** All slots as one stretch, which shares the arrays. */
  FeatureStretch whole() {
    return new FeatureStretch(this, 0, firstSeen(1), inputs, context, base, scale, level);
  }

  @Override
  public float reading(int slot) {
    return readings[slot];
  }

  @Override
  public int firstSeen(int steps) {
    int slot = 0;
    while (slot < seen.length && seen[slot] < steps) {
      slot++;
    }
    return slot;
  }

  @Override
  public double addScales(double sum, int from, int to) {
    double added = sum;
    for (int slot = from; slot < to; slot++) {
      added += scale[slot];
    }
    return added;
  }

  /**
   * The base forecast made at {@code slot} for the reading {@code step} slots later; 1 is the next.
   */
  public float base(int slot, int step) {
    int width = base.length / scale.length;
    return base[slot * width + Math.min(step, width) - 1];
  }

  /** Scales per unit of the series: 1 over the scale, or 0 before the first reading. */
  public float perScale(int slot) {
    return seen[slot] > 0 ? 1 / scale[slot] : 0;
  }
}
