package io.foreflow.trainer.features;

import io.foreflow.history.SeriesHistory;
import java.nio.FloatBuffer;

/**
 * What the feature graph made of each slot of a series, slot by slot. Owns its arrays.
 *
 * @param history the series
 * @param inputs for the cells, {@code inputs.length / slots} columns a slot
 * @param context for the head
 * @param base the forecast that the network corrects, in the series' own units
 * @param scale the unit of the corrections, one a slot
 * @param seen steps since the first reading, one a slot
 * @param readings the series with its gaps filled, and readings beyond their limit replaced, as the
 *     state remembers it; up to the first reading the first reading
 * @param level running mean of the series, one a slot
 */
@SuppressWarnings("ArrayRecordComponent") // These go to the engine as they are.
public record SeriesFeatures(
    SeriesHistory history,
    float[] inputs,
    float[] context,
    float[] base,
    float[] scale,
    float[] seen,
    float[] readings,
    float[] level) {

  /** The base forecast of the reading {@code step} slots (1 is the next) after {@code slot}. */
  public float base(int slot, int step) {
    int width = base.length / scale.length;
    return base[slot * width + Math.min(step, width) - 1];
  }

  /** Whether a slot has a reading that counts: one that is missing or beyond all limits is none. */
  public boolean counts(int slot) {
    return history.values()[slot] == readings[slot];
  }

  /** The series with every reading that does not count missing. */
  public SeriesHistory countedHistory() {
    float[] values = history.values().clone();
    for (int slot = 0; slot < values.length; slot++) {
      values[slot] = counts(slot) ? values[slot] : Float.NaN;
    }
    return new SeriesHistory(history.series(), history.firstSlot(), values, history.covariates());
  }

  /** Scales per unit of the series: 1 over the scale, 0 before the first reading. */
  public float perScale(int slot) {
    return seen[slot] > 0 ? 1 / scale[slot] : 0;
  }

  /**
   * Copies readings, less {@link #reference}; those before the first slot are the first one.
   *
   * @param start first slot, may be negative
   */
  public void copyReadings(int start, int count, FloatBuffer target, int at) {
    float reference = reference(start, count);
    for (int i = 0; i < count; i++) {
      target.put(at + i, readings[Math.max(0, start + i)] - reference);
    }
  }

  /**
   * The reading of a stretch that is nearest to zero. What looks at differences only can take
   * readings less this one: then they are small numbers, exact where the series is quiet.
   */
  public float reference(int start, int count) {
    float nearest = readings[Math.max(0, start)];
    for (int i = Math.max(0, start); i < start + count; i++) {
      nearest = Math.abs(readings[i]) < Math.abs(nearest) ? readings[i] : nearest;
    }
    return nearest;
  }
}
