package io.foreflow.calendar;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The differences of a local clock to UTC from 1970 to the end of 2099. A model file holds them, so
 * that its slots do not depend on the time zone data of a machine.
 *
 * @param spans spans of one offset each, ascending; the first begins at 0 and each ends where the
 *     next one begins
 */
public record ZoneOffsets(List<Span> spans) {
  /** The end of 2099 in seconds since 1970, after which no calendar says anything. */
  static final long END = Instant.parse("2100-01-01T00:00:00Z").getEpochSecond();

  private static final int MOST_SECONDS = ZoneOffset.MAX.getTotalSeconds();

  /**
   * A span of one offset.
   *
   * @param from its first second since 1970-01-01T00:00:00Z
   * @param seconds by which the local clock is ahead of UTC
   */
  public record Span(long from, int seconds) {}

  public ZoneOffsets {
    spans = List.copyOf(spans);
    long before = -1;
    for (Span span : spans) {
      boolean first = before == -1;
      if ((first && span.from() != 0) || span.from() <= before || span.from() >= END) {
        throw new IllegalArgumentException(
            "offsets: found a span from %d after one from %d, allowed: ascending seconds from 0 to %d"
                .formatted(span.from(), before, END));
      }
      if (Math.abs(span.seconds()) > MOST_SECONDS) {
        throw new IllegalArgumentException(
            "offsets: found %d seconds, allowed: -%d to %d"
                .formatted(span.seconds(), MOST_SECONDS, MOST_SECONDS));
      }
      before = span.from();
    }
    if (spans.isEmpty()) {
      throw new IllegalArgumentException("offsets: found none, allowed: 1 or more");
    }
  }

  /** The offsets of a zone by the time zone data of this machine. */
  static ZoneOffsets of(ZoneId zone) {
    ZoneRules rules = zone.getRules();
    List<Span> spans = new ArrayList<>();
    spans.add(new Span(0, rules.getOffset(Instant.EPOCH).getTotalSeconds()));
    @Nullable ZoneOffsetTransition next = rules.nextTransition(Instant.EPOCH);
    while (next != null && next.toEpochSecond() < END) {
      spans.add(new Span(next.toEpochSecond(), next.getOffsetAfter().getTotalSeconds()));
      next = rules.nextTransition(next.getInstant());
    }
    return new ZoneOffsets(spans);
  }

  /**
   * The first second since 1970 at which the local clock shows a time or a later one. So a time
   * that is skipped when clocks go forward means the moment at which they do, and a time that comes
   * twice means the first.
   *
   * @param local a local time, in seconds since 1970-01-01T00:00 of the same clock
   */
  long toUtc(long local) {
    int low = 0;
    int high = spans.size() - 1;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (local - spans.get(middle).seconds() < spans.get(middle + 1).from()) {
        high = middle;
      } else {
        low = middle + 1;
      }
    }
    long utc = local - spans.get(low).seconds();
    return low == 0 ? utc : Math.max(spans.get(low).from(), utc);
  }

  /** The seconds by which the local clock is ahead of UTC at a moment of seconds since 1970. */
  int at(long utc) {
    int low = 0;
    int high = spans.size() - 1;
    while (low < high) {
      int middle = (low + high + 1) >>> 1;
      if (spans.get(middle).from() <= utc) {
        low = middle;
      } else {
        high = middle - 1;
      }
    }
    return spans.get(low).seconds();
  }
}
