package io.foreflow.series;

import io.foreflow.wire.Reading;
import java.io.Serializable;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/**
 * How far ahead of its record a reading's time may lie. One reading of the year 9999 would pull the
 * watermark along, and every reading after it would be late; so it is refused before the watermark
 * hears of it.
 *
 * <p>A reading is held against the timestamp that Kafka has for its record: read again, the record
 * gets the same answer. Only where there is no timestamp, or one ahead of this machine's clock, the
 * clock decides: the clock that wrote a wrong time may have written that timestamp too.
 */
public final class FutureBound implements Serializable {
  private static final long serialVersionUID = 1;

  private final long millis;
  private final Clock clock;

  /** The clock as it was last looked at: mostly that answers, and the clock need not be asked. */
  private long lastNow;

  /** Readings may be ahead by {@code most} of the earlier one of their record and {@code clock}. */
  public FutureBound(Duration most, Clock clock) {
    this.millis = most.toMillis();
    this.clock = clock;
  }

  /**
   * Whether the reading may lie where it does.
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

  /** What was found and what is allowed, of a reading that is not. */
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

  /** As options spell durations: 36 h and not PT36H. */
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
