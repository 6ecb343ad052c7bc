package io.foreflow.job.decode;

/**
 * The front of one partition: the newest time that two of its series have reached. A series that is
 * far ahead, because of a wrong clock or time zone, can't move it beyond the next series.
 *
 * <p>A series moves it alone if no other one sends: after so many readings in a row that others
 * would have come between them. While no second series was seen at all, the caller decides when to
 * wait no longer for one.
 */
final class PartitionFront {
  /** The value of {@link #time} before the first reading counts. */
  static final long NOWHERE = Long.MIN_VALUE;

  private final int enough;

  private String leader = "";
  private long ofLeader = NOWHERE;
  private long ofOthers = NOWHERE;
  private int inRow;
  private long time = NOWHERE;

  /** A front that a series moves alone with its {@code enough}th reading in a row. */
  PartitionFront(int enough) {
    this.enough = enough;
  }

  void add(String series, long readingTime) {
    if (inRow == 0 && readingTime <= ofOthers) {
      return; // Nothing changes, whatever its series is. This is so for most readings.
    }
    if (series.equals(leader)) {
      inRow++;
      ofLeader = Math.max(ofLeader, readingTime);
    } else if (readingTime > ofLeader) {
      ofOthers = ofLeader;
      ofLeader = readingTime;
      leader = series;
      inRow = 1;
    } else {
      ofOthers = Math.max(ofOthers, readingTime);
      inRow = 0;
    }
    time = Math.max(time, inRow >= enough ? ofLeader : ofOthers);
  }

  /** Whether readings came, and all of them from one series. */
  boolean isOfOneSeries() {
    return ofOthers == NOWHERE && ofLeader != NOWHERE;
  }

  /** Counts the newest reading, whatever its series is. */
  void follow() {
    time = Math.max(time, ofLeader);
  }

  /** The time of the front; {@link #NOWHERE} before the first reading counts. */
  long time() {
    return time;
  }
}
