package io.foreflow.cli.simulate;

import io.foreflow.cli.simulate.IndexedRandom.Stream;

/** The slots of a series without a reading: single ones, and outages of a few slots. */
final class MissingSlots {

  private static final double LONE = 0.003;
  private static final int BLOCK = 256;
  private static final double OUTAGE = 0.08;
  private static final int SHORTEST = 2;
  private static final int LONGEST = 12;

  private final IndexedRandom random;

  MissingSlots(IndexedRandom random) {
    this.random = random;
  }

  boolean missing(long slot) {
    return random.uniform(Stream.GAP, slot) < LONE || outage(slot);
  }

  private boolean outage(long slot) {
    long block = Math.floorDiv(slot, (long) BLOCK);
    if (random.uniform(Stream.OUTAGE, 3 * block) >= OUTAGE) {
      return false;
    }
    int length = (int) random.uniform(Stream.OUTAGE, 3 * block + 1, SHORTEST, LONGEST + 1);
    int from = (int) random.uniform(Stream.OUTAGE, 3 * block + 2, 0, BLOCK - length);
    long within = Math.floorMod(slot, (long) BLOCK);
    return within >= from && within < from + length;
  }
}
