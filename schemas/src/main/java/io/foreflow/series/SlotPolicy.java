package io.foreflow.series;

import io.foreflow.wire.Reading;

/**
 * How the readings of a slot become one: until when it is open, what it is made of, and which
 * readings can become one. Job and trainer both use it.
 */
public final class SlotPolicy {
  private static final int ANY = -1;

  /** The policy that keeps each reading single. Its slot ends with its own time. */
  public static final SlotPolicy EACH = new SlotPolicy(Duplicates.FIRST, new SlotGrid(1), ANY);

  private final Duplicates duplicates;
  private final SlotGrid grid;
  private final int covariates;

  private SlotPolicy(Duplicates duplicates, SlotGrid grid, int covariates) {
    this.duplicates = duplicates;
    this.grid = grid;
    this.covariates = covariates;
  }

  /**
   * A policy on a grid.
   *
   * @param taken how many covariates the result has; {@code OHLC} makes them
   * @throws IllegalArgumentException if {@code OHLC} is to make another number of them than it does
   */
  public static SlotPolicy of(Duplicates duplicates, SlotGrid grid, int taken) {
    if (!duplicates.closesSlots()) {
      return EACH;
    }
    if (duplicates == Duplicates.OHLC && taken != OhlcOfSlot.COVARIATES) {
      throw new IllegalArgumentException(
          "duplicates: found ohlc with "
              + taken
              + " covariates, allowed: with "
              + OhlcOfSlot.COVARIATES);
    }
    return new SlotPolicy(duplicates, grid, duplicates == Duplicates.OHLC ? 0 : taken);
  }

  /** Whether readings of one slot become one. */
  public boolean merges() {
    return duplicates.closesSlots();
  }

  /** Whether there is a slot for the reading: the market is open at its time. */
  public boolean isOpen(Reading reading) {
    return grid.isOpen(reading.time());
  }

  /** The message about a reading at whose time there is no slot. */
  public String closed(Reading reading) {
    return grid.closedAt(reading.time());
  }

  /** Whether the reading can become one with others: all have the same covariates. */
  public boolean fits(Reading reading) {
    return covariates == ANY || reading.covariates().length == covariates;
  }

  /** The message about a reading that does not fit: what was found and what is allowed. */
  public String misfit(Reading reading) {
    return "covariates: found "
        + reading.covariates().length
        + ", allowed: "
        + covariates
        + (duplicates == Duplicates.OHLC
            ? ", because with duplicates=ohlc the job makes them"
            : ", because the model takes as many");
  }

  /** The last millisecond of the reading's slot: the watermark that lets it go on. */
  public long due(Reading reading) {
    return grid.endOf(grid.slot(reading.time())) - 1;
  }

  /** The content of a slot after its first reading. */
  public <R extends HasReading> SlotContent<R> begin(R first) {
    return switch (duplicates) {
      case FIRST -> new SingleReading<>(first);
      case LAST -> new LastOfSlot<>(first);
      case MEAN -> MeanOfSlot.of(first);
      case OHLC -> OhlcOfSlot.of(first);
    };
  }
}
