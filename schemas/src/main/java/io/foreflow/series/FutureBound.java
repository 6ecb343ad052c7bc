package io.foreflow.series;

import io.foreflow.wire.Reading;
import java.io.Serializable;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/**
 * The limit of how far a reading's time may be ahead of its record. One reading of the year 9999
 * would move the watermark, and every reading after it would be late. So such a reading is refused
 * before the watermark sees it.
 *
 * <p>A reading's time is compared with the timestamp of its Kafka record, so a record gets the same
 * answer when it is read again. This machine's clock decides only where there is no timestamp, or
 * one ahead of the clock: whoever wrote a wrong time may have written that timestamp too.
 */
public final class FutureBound implements Serializable {
  private static final long serialVersionUID = 1;

  private final long millis;
  private final Clock clock;

  /** The last answer of the clock. It is mostly enough, and the clock need not be asked again. */
  private long lastNow;

  /**
   * Allows times up to {@code most} after the record's timestamp or {@code clock}, the earlier one.
   */
  public FutureBound(Duration most, Clock clock) {
    this.millis = most.toMillis();
    this.clock = clock;
  }

  /**
   * Whether the reading's time is allowed.
   *
   * @param recorded the record's timestamp; negative where it has none
   */
  public boolean allows(Reading reading, long recorded) {
    long time = reading.time() - millis;
    if (recorded >= 0 && time > recorded) {
      return false;
    }
    if (time > lastNow) {
      lastNow = clock.millis();
    }
    return time <= lastNow;
  }

  /** The message about a reading that is not allowed: what was found and what is allowed. */
  public String message(Reading reading, long recorded) {
    long now = clock.millis();
    boolean byRecord = recorded >= 0 && recorded <= now;
    return "time: found "
        + Instant.ofEpochMilli(reading.time())
        + ", allowed: at most max-future ("
        + inHighestUnit(millis)
        + ") after "
        + (byRecord ? "the record's timestamp, " : "the time of this machine, ")
        + Instant.ofEpochMilli(byRecord ? recorded : now);
  }

  /** A duration as options spell it: 36 h and not PT36H. */
  private static String inHighestUnit(long millis) {
    long[] units = {86_400_000, 3_600_000, 60_000, 1000};
    String[] names = {" d", " h", " min", " s"};
    for (int i = 0; i < units.length; i++) {
      if (millis != 0 && millis % units[i] == 0) {
        return millis / units[i] + names[i];
      }
    }
    return millis + " ms";
  }
}
