package io.foreflow.cli.history;

import java.time.Duration;
import java.util.Optional;

/**
 * The range of a topic that is read as history.
 *
 * @param from where it begins; else with the oldest record there is
 * @param to what it ends before; else with the last record that is there as the reading starts
 * @param maxFuture how far a reading's time may lie ahead of its record's, as the job's option
 */
public record TopicRange(Optional<RangePoint> from, Optional<RangePoint> to, Duration maxFuture) {

  /** Whether a reading of this time belongs to the range. */
  boolean holds(long time) {
    boolean early = from.orElse(null) instanceof RangePoint.AtTime at && time < millis(at);
    boolean over = to.orElse(null) instanceof RangePoint.AtTime at && time >= millis(at);
    return !early && !over;
  }

  static long millis(RangePoint.AtTime at) {
    return at.time().toEpochMilli();
  }
}
