package io.foreflow.series;

/**
 * The grid of one cadence: slot {@code n} begins {@code n} cadences after 1970-01-01T00:00:00Z and
 * ends where slot {@code n + 1} begins. Trainer and job put readings on the same grid, or a model
 * would be served other data than it has learned from.
 *
 * @param cadenceMillis length of a slot in milliseconds, 1 or more
 */
public record SlotGrid(long cadenceMillis) {
  public SlotGrid {
    if (cadenceMillis < 1) {
      throw new IllegalArgumentException(
          "cadenceMillis: found " + cadenceMillis + ", allowed: 1 or more");
    }
  }

  /** The slot that holds an instant, given as epoch milliseconds (also before 1970). */
  public long slot(long time) {
    return Math.floorDiv(time, cadenceMillis);
  }

  /** The instant at which a slot begins, as epoch milliseconds. */
  public long timeOf(long slot) {
    return Math.multiplyExact(slot, cadenceMillis);
  }
}
