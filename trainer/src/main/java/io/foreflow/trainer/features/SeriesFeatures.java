package io.foreflow.trainer.features;

import io.foreflow.history.SeriesHistory;
import java.nio.FloatBuffer;

/**
 * The features of a series, slot by slot. Owns its arrays.
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
    float[] level) {

  /**
   * The base forecast made at {@code slot} for the reading {@code step} slots later; 1 is the next.
   */
  public float base(int slot, int step) {
    int width = base.length / scale.length;
    return base[slot * width + Math.min(step, width) - 1];
  }

  /**
   * Whether a slot has a reading that counts. A missing reading and one beyond its limit do not
   * count.
   */
  public boolean counts(int slot) {
    return history.values()[slot] == readings[slot];
  }

  /** The series with only the readings that count. All others are missing. */
  public SeriesHistory countedHistory() {
    float[] values = history.values().clone();
    for (int slot = 0; slot < values.length; slot++) {
      values[slot] = counts(slot) ? values[slot] : Float.NaN;
    }
    return new SeriesHistory(history.series(), history.firstSlot(), values, history.covariates());
  }

  /** Scales per unit of the series: 1 over the scale, or 0 before the first reading. */
  public float perScale(int slot) {
    return seen[slot] > 0 ? 1 / scale[slot] : 0;
  }

  /**
   * Copies readings minus {@link #reference}. Slots before the first one have the first reading.
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
   * The reading of a stretch that is nearest to zero. A network that uses only differences can take
   * readings minus this one. They are then small numbers, and exact where the series is quiet.
   */
  public float reference(int start, int count) {
    float nearest = readings[Math.max(0, start)];
    for (int i = Math.max(0, start); i < start + count; i++) {
      nearest = Math.abs(readings[i]) < Math.abs(nearest) ? readings[i] : nearest;
    }
    return nearest;
  }
}
