package io.foreflow.cli.simulate;

import io.foreflow.series.SlotGrid;
import java.time.Duration;
import java.time.Instant;

/**
 * The specification of a simulation. Two simulations with equal specifications have equal values at
 * every slot.
 *
 * @param kind sensors, prices or both
 * @param series how many series
 * @param seed decides every value
 * @param cadence event time between two readings of one series
 * @param start event time at which the live stream begins and a history ends; on the cadence's grid
 */
public record SimulationSpec(
    SeriesKind kind, int series, long seed, Duration cadence, Instant start) {

  /** A Monday: seasons of the day and of the week begin where a reader expects them. */
  public static final Instant DEFAULT_START = Instant.parse("2025-01-06T00:00:00Z");

  public SimulationSpec {
    if (series < 1) {
      throw new IllegalArgumentException("series must be 1 or more, found " + series);
    }
    if (cadence.toMillis() < 1) {
      throw new IllegalArgumentException("cadence must be 1 ms or more, found " + cadence);
    }
    SlotGrid grid = new SlotGrid(cadence.toMillis());
    if (grid.timeOf(grid.slot(start.toEpochMilli())) != start.toEpochMilli()) {
      throw new IllegalArgumentException(
          "start must be a multiple of the cadence " + cadence + ", found " + start);
    }
  }

  public SlotGrid grid() {
    return new SlotGrid(cadence.toMillis());
  }

  /** The first slot of the live stream. */
  public long startSlot() {
    return grid().slot(start.toEpochMilli());
  }

  /** The number of slots in a span of event time, rounded up. */
  public long slotsIn(Duration span) {
    return -Math.floorDiv(-span.toMillis(), cadence.toMillis());
  }

  /** A simulation of the same series that begins at another slot. */
  public SimulationSpec from(long slot) {
    Instant begin = Instant.ofEpochMilli(grid().timeOf(slot));
    return new SimulationSpec(kind, series, seed, cadence, begin);
  }
}
