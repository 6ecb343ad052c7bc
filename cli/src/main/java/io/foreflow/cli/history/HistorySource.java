package io.foreflow.cli.history;

import io.foreflow.cli.process.CommandFailure;
import io.foreflow.history.HistoryData;
import io.foreflow.history.WorkSpace;
import io.foreflow.series.SlotGrid;
import io.foreflow.trainer.synthetic.SyntheticRecipe;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** A source of history. It gives the same history each time. */
public interface HistorySource {

  /** The name of the source in messages. */
  String name();

  /** The zone in which people should see its times. */
  default ZoneId zone() {
    return ZoneOffset.UTC;
  }

  /** Whether readings of one slot become one; else the first counts. */
  boolean mergesSlots();

  /**
   * The most frequent time between two readings of a series, in milliseconds; empty if no series
   * has two readings.
   *
   * @throws CommandFailure if it can't be read, with what to do
   */
  OptionalLong cadenceMillis();

  /**
   * Reads the whole history.
   *
   * @param grid the slots
   * @param covariates names of the columns to read in addition to the target
   * @throws CommandFailure if it can't be read, with what to do
   */
  HistoryData read(SlotGrid grid, List<String> covariates);

  /** The room for what is read, and for what is made of it. */
  WorkSpace space();

  /** The recipe that its series are drawn by; empty if they are real ones. */
  default Optional<SyntheticRecipe> recipe() {
    return Optional.empty();
  }
}
