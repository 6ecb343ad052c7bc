package io.foreflow.cli.history;

import io.foreflow.cli.process.CommandFailure;
import io.foreflow.history.HistoryData;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.OptionalLong;

/** Something that holds history. It gives the same however often it is asked. */
public interface HistorySource {

  /** What messages call it. */
  String name();

  /** The zone in which people should see its times. */
  default ZoneId zone() {
    return ZoneOffset.UTC;
  }

  /** Whether readings of one slot become one; else the first counts. */
  boolean mergesSlots();

  /**
   * How far apart the readings of a series lie, in milliseconds; empty where no series has two.
   *
   * @throws CommandFailure if it can't be read, with what to do
   */
  OptionalLong cadenceMillis();

  /**
   * All of it.
   *
   * @param cadenceMillis length of a slot
   * @param covariates what is to be read beside the target
   * @throws CommandFailure if it can't be read, with what to do
   */
  HistoryData read(long cadenceMillis, List<String> covariates);
}
