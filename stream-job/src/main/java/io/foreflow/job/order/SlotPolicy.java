package io.foreflow.job.order;

import io.foreflow.job.arrival.AcceptedReading;
import io.foreflow.job.config.Duplicates;
import io.foreflow.manifest.Manifest;
import io.foreflow.series.SlotGrid;
import io.foreflow.wire.Reading;

/** How readings are held: until when, as what, and which ones become one. */
final class SlotPolicy {
  private static final int ANY = -1;

  /** Each reading by itself, until the watermark has passed its own time. */
  static final SlotPolicy EACH = new SlotPolicy(Duplicates.FIRST, new SlotGrid(1), ANY);

  private final Duplicates duplicates;
  private final SlotGrid grid;
  private final int covariates;

  private SlotPolicy(Duplicates duplicates, SlotGrid grid, int covariates) {
    this.duplicates = duplicates;
    this.grid = grid;
    this.covariates = covariates;
  }

  /** For the series that a model serves. */
  static SlotPolicy of(Duplicates duplicates, Manifest model) {
    if (!duplicates.closesSlots()) {
      return EACH;
    }
    int taken = model.features().size() - 1;
    if (duplicates == Duplicates.OHLC && taken != OhlcOfSlot.COVARIATES) {
      throw new IllegalArgumentException(
          "duplicates: found ohlc, which needs a model of four features (close, open, high, low);"
              + " model "
              + model.model()
              + " has the features "
              + model.features()
              + ": train one on such candles, or set duplicates to first, last or mean");
    }
    return new SlotPolicy(
        duplicates,
        new SlotGrid(model.cadence().toMillis()),
        duplicates == Duplicates.OHLC ? 0 : taken);
  }

  /** Whether readings of one slot become one. */
  boolean merges() {
    return duplicates.closesSlots();
  }

  /** Whether the reading can become one with others: all have the same covariates. */
  boolean fits(Reading reading) {
    return covariates == ANY || reading.covariates().length == covariates;
  }

  /** What was found and what is allowed, of a reading that does not fit. */
  String misfit(Reading reading) {
    return "covariates: found "
        + reading.covariates().length
        + ", allowed: "
        + covariates
        + (duplicates == Duplicates.OHLC
            ? ", because with duplicates=ohlc the job makes them"
            : ", because the model takes as many");
  }

  /** The watermark that lets the reading go on: none before it, or of its slot, is to come. */
  long due(Reading reading) {
    return grid.timeOf(grid.slot(reading.time()) + 1) - 1;
  }

  /** What holds a reading by itself. */
  Held begin(AcceptedReading reading) {
    return switch (duplicates) {
      case FIRST -> new HeldReading(reading);
      case LAST -> new LastOfSlot(reading);
      case MEAN -> MeanOfSlot.of(reading);
      case OHLC -> OhlcOfSlot.of(reading);
    };
  }
}
