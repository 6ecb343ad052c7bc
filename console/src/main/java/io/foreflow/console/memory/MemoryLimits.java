package io.foreflow.console.memory;

/**
 * How much the console keeps.
 *
 * @param series series with readings and forecasts
 * @param readings newest readings of each series
 * @param cutoffs newest cutoffs of each series with their forecasts
 * @param bytes of all readings, forecasts, scores and episodes together, about
 */
public record MemoryLimits(int series, int readings, int cutoffs, long bytes) {

  /** Names, newest values and states are kept of this many times as many series. */
  static final int KNOWN_PER_KEPT = 10;

  public MemoryLimits {
    require("series", series, 1_000_000);
    require("readings", readings, 1_000_000);
    require("cutoffs", cutoffs, 100_000);
    if (bytes < 1 << 20) {
      throw new IllegalArgumentException(
          "bytes: found " + bytes + ", allowed: " + (1 << 20) + " or more");
    }
  }

  private static void require(String name, int found, int most) {
    if (found < 1 || found > most) {
      throw new IllegalArgumentException(name + ": found " + found + ", allowed: 1 to " + most);
    }
  }

  /** Series of which the name, the newest value and the state are kept. */
  public int known() {
    return series * KNOWN_PER_KEPT;
  }
}
