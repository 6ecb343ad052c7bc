package io.foreflow.trainer.features;

import io.foreflow.history.SeriesHistory;
import java.nio.FloatBuffer;

/**
 * A series whose features are known, or can be made for any stretch of it. The readings are those
 * that the state remembers: gaps are filled and readings beyond their limit are replaced; slots
 * before the first reading have the first reading.
 */
public interface FeaturedSeries {

  /** The series itself. */
  SeriesHistory history();

  /** The reading at a slot, as the state remembers it. */
  float reading(int slot);

  /**
   * The first slot at which this many steps were seen, counted from the first reading on. The
   * number of slots if there is none.
   *
   * @param steps at least 1
   */
  int firstSeen(int steps);

  /** Adds the scales of some slots to a sum, one after the other. */
  double addScales(double sum, int from, int to);

  /**
   * Whether a slot has a reading that counts. A missing reading and one beyond its limit do not
   * count.
   */
  default boolean counts(int slot) {
    return history().value(slot) == reading(slot);
  }

  /** The series with only the readings that count. All others are missing. */
  default SeriesHistory countedHistory() {
    SeriesHistory all = history();
    float[] values = all.values(0, all.slots());
    for (int slot = 0; slot < values.length; slot++) {
      values[slot] = counts(slot) ? values[slot] : Float.NaN;
    }
    return new SeriesHistory(all.series(), all.firstSlot(), values, all.covariates());
  }

  /**
   * Copies readings minus {@link #reference}. Slots before the first one have the first reading.
   *
   * @param start first slot, may be negative
   */
  default void copyReadings(int start, int count, FloatBuffer target, int at) {
    float reference = reference(start, count);
    for (int i = 0; i < count; i++) {
      target.put(at + i, reading(Math.max(0, start + i)) - reference);
    }
  }

  /**
   * The reading of a stretch that is nearest to zero. A network that uses only differences can take
   * readings minus this one. They are then small numbers, and exact where the series is quiet.
   */
  default float reference(int start, int count) {
    float nearest = reading(Math.max(0, start));
    for (int i = Math.max(0, start); i < start + count; i++) {
      float reading = reading(i);
      nearest = Math.abs(reading) < Math.abs(nearest) ? reading : nearest;
    }
    return nearest;
  }
}
