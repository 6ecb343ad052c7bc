package io.foreflow.cli.simulate;

import io.foreflow.wire.Reading;

/**
 * Readings in the order of event time: all series of a slot, then the next slot. Event time moves
 * only when a reading is taken. Not thread-safe.
 */
public final class ReadingFeed {

  private final SimulatedSeries fleet;
  private long slot;
  private int number;

  public ReadingFeed(SimulatedSeries fleet, long firstSlot) {
    this.fleet = fleet;
    this.slot = firstSlot;
  }

  /** The next reading. There is always one. */
  public Reading next() {
    while (true) {
      int candidate = number;
      long at = slot;
      advance();
      if (!fleet.missing(candidate, at)) {
        return fleet.reading(candidate, at);
      }
    }
  }

  /** The slot that the next reading is looked for in. */
  public long slot() {
    return slot;
  }

  private void advance() {
    number++;
    if (number == fleet.size()) {
      number = 0;
      slot++;
    }
  }
}
