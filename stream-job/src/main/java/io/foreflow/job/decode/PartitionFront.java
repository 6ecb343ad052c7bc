package io.foreflow.job.decode;

/**
 * How far the readings of one partition have come: the newest time that two of its series have
 * reached. One series that is far ahead, by a wrong clock or a wrong time zone, moves it no further
 * than another one follows.
 *
 * <p>A series moves it alone where no other one sends: after so many readings in a row that others
 * would have come between them. As long as no second series was seen at all, it is for the caller
 * to say when the first one is not waited for any longer.
 */
final class PartitionFront {
  /** What {@link #time} is before the first reading counts. */
  static final long NOWHERE = Long.MIN_VALUE;

  private final int enough;

  private String leader = "";
  private long ofLeader = NOWHERE;
  private long ofOthers = NOWHERE;
  private int inRow;
  private long time = NOWHERE;

  /** A series moves the front alone by its reading number {@code enough} in a row. */
  PartitionFront(int enough) {
    this.enough = enough;
  }

  void add(String series, long readingTime) {
    if (inRow == 0 && readingTime <= ofOthers) {
      return; // Nothing changes, whose it may be: most readings are not asked for their series.
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

  /** Whether readings came, but all of one series. */
  boolean isOfOneSeries() {
    return ofOthers == NOWHERE && ofLeader != NOWHERE;
  }

  /** Lets the newest reading count, whose series it may be. */
  void follow() {
    time = Math.max(time, ofLeader);
  }

  /** How far it is; {@link #NOWHERE} before the first reading counts. */
  long time() {
    return time;
  }
}
