package io.foreflow.job.wave;

import io.foreflow.job.arrival.AcceptedReading;
import io.foreflow.job.arrival.RejectedRecord;
import io.foreflow.job.score.SeriesMemories;
import io.foreflow.job.state.SeriesState;
import io.foreflow.job.state.StateHeader;
import io.foreflow.series.SlotGrid;
import io.foreflow.series.SlotStep;
import io.foreflow.wire.Reading;
import io.foreflow.wire.RejectionReason;
import java.io.IOException;
import java.time.Instant;

/**
 * Decides how a reading relates to its series: it is the first, the next, one after a gap, or too
 * late.
 */
final class Admission {
  private final StateHeader header;
  private final SeriesMemories memories;
  private final SlotGrid grid;
  private final long gridId;
  private final int covariates;
  private final int maxGap;
  private final SeriesStates states;
  private final WaveOutput output;
  private final WaveMetrics metrics;

  Admission(
      StateHeader header,
      SeriesMemories memories,
      int covariates,
      int maxGap,
      SeriesStates states,
      WaveOutput output,
      WaveMetrics metrics) {
    this.header = header;
    this.memories = memories;
    this.grid = header.grid();
    this.gridId = grid.id();
    this.covariates = covariates;
    this.maxGap = maxGap;
    this.states = states;
    this.output = output;
    this.metrics = metrics;
  }

  /** Decides when series of another model move to this one. */
  interface Turns {
    /** All series move at their next reading. */
    Turns AT_ONCE = state -> false;

    /** Whether the series of this state, which another model wrote, can't move now. */
    boolean waits(byte[] state);
  }

  /**
   * Adds the reading to the batch, or sends it to the output for late readings or dead letters.
   *
   * @return false if nothing was done, because another model has to step the series
   */
  boolean admit(AcceptedReading accepted, WaveBatch batch, Turns turns) throws IOException {
    Reading reading = accepted.reading();
    if (reading.covariates().length != covariates) {
      refuse(
          accepted,
          RejectionReason.WRONG_COVARIATES,
          "covariates: found " + reading.covariates().length + ", the model takes " + covariates);
      return true;
    }
    long slot = grid.openSlot(reading.time());
    if (slot == SlotGrid.CLOSED) {
      refuse(accepted, RejectionReason.MARKET_CLOSED, grid.closedAt(reading.time()));
      return true;
    }
    byte[] state = states.read(reading.series());
    if (state == null) {
      metrics.newSeries.inc();
      states.begin(reading.series(), reading.time());
      batch.begin(accepted, memories.newState(), slot);
      return true;
    }
    SeriesState.check(state);
    if (SeriesState.gridId(state) != gridId) {
      // Slots and history of another cadence or trading calendar mean nothing for this one.
      metrics.freshStarts.inc();
      batch.begin(accepted, memories.beginAgain(reading.series(), state), slot);
      return true;
    }
    long lastSlot = SeriesState.lastSlot(state);
    switch (SlotStep.of(lastSlot, slot, maxGap)) {
      case STEPS -> {
        if (!header.wrote(state) && turns.waits(state)) {
          return false;
        }
        goOn(accepted, state, slot, (int) (slot - lastSlot - 1), batch);
      }
      case STARTS_AFRESH -> {
        metrics.freshStarts.inc();
        batch.begin(accepted, next(reading.series(), state), slot);
      }
      case DUPLICATE -> putAside(accepted, lastSlot, slot, true);
      case LATE -> putAside(accepted, lastSlot, slot, false);
    }
    return true;
  }

  private void goOn(
      AcceptedReading accepted, byte[] state, long slot, int skipped, WaveBatch batch) {
    String series = accepted.reading().series();
    metrics.gapsFilled.inc(skipped);
    if (header.wrote(state)) {
      batch.goOn(accepted, next(series, state), slot, skipped);
    } else {
      metrics.takeovers.inc();
      batch.takeOver(accepted, next(series, state), slot, SeriesState.history(state), skipped);
    }
  }

  /** The bytes that the next state is written to. */
  private byte[] next(String series, byte[] state) {
    return header.wrote(state) ? memories.current(series, state) : memories.takeOver(series, state);
  }

  private void putAside(AcceptedReading accepted, long lastSlot, long slot, boolean duplicate) {
    (duplicate ? metrics.duplicates : metrics.late).inc();
    output.late(
        new RejectedRecord(
            accepted.raw(),
            duplicate ? RejectedRecord.DUPLICATE : RejectedRecord.LATE,
            "series \""
                + accepted.reading().series()
                + "\" has stepped the slot of "
                + Instant.ofEpochMilli(grid.timeOf(lastSlot))
                + "; the reading is of "
                + Instant.ofEpochMilli(accepted.reading().time()),
            grid.timeOf(lastSlot) - grid.timeOf(slot)));
  }

  private void refuse(AcceptedReading accepted, RejectionReason why, String message) {
    String reason = why.code();
    metrics.deadLetters.count(reason);
    output.deadLetter(RejectedRecord.deadLetter(accepted.raw(), reason, message));
  }
}
