package io.foreflow.evaluation.report;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A scale of times in epoch milliseconds, with marks at round local times.
 *
 * @param zone the zone of the local times
 */
record TimeScale(ZoneId zone) implements AxisScale {

  private static final int TICKS = 7;
  private static final long DAY = Duration.ofDays(1).toMillis();
  private static final long YEAR = 365 * DAY;

  private static final List<Long> STEPS =
      List.of(
          1L,
          10L,
          100L,
          1_000L,
          5_000L,
          15_000L,
          60_000L,
          300_000L,
          900_000L,
          1_800_000L,
          3_600_000L,
          3 * 3_600_000L,
          6 * 3_600_000L,
          12 * 3_600_000L,
          DAY,
          2 * DAY,
          7 * DAY,
          14 * DAY,
          28 * DAY,
          91 * DAY,
          YEAR);

  private static final DateTimeFormatter DATE =
      DateTimeFormatter.ofPattern("d MMM", Locale.ENGLISH);
  private static final DateTimeFormatter MONTH =
      DateTimeFormatter.ofPattern("MMM uuuu", Locale.ENGLISH);
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("HH:mm", Locale.ENGLISH);
  private static final DateTimeFormatter SECONDS =
      DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ENGLISH);

  @Override
  public double step(double low, double high) {
    for (long step : STEPS) {
      if ((high - low) / step <= TICKS) {
        return step;
      }
    }
    return YEAR * Math.ceil((high - low) / YEAR / TICKS);
  }

  @Override
  public boolean beginsAtZero() {
    return false;
  }

  @Override
  public List<Double> ticks(double low, double high, double distance) {
    long step = (long) distance;
    LocalDateTime first = local(low).toLocalDate().atStartOfDay();
    if (step > DAY) {
      // Marks are whole steps after a fixed Monday, so that charts of the same range have the same
      // marks.
      long days = step / DAY;
      long monday = LocalDate.of(1970, 1, 5).toEpochDay();
      long number = Math.floorDiv(first.toLocalDate().toEpochDay() - monday, days);
      first = LocalDate.ofEpochDay(monday + number * days).atStartOfDay();
    } else if (step < DAY) {
      long since = Duration.between(first, local(low).toLocalDateTime()).toMillis();
      first = first.plus(Duration.ofMillis(since / step * step));
    }
    List<Double> ticks = new ArrayList<>();
    LocalDateTime time = first;
    for (double at = at(time); at <= high; at = at(time)) {
      if (at >= low && (ticks.isEmpty() || at > ticks.get(ticks.size() - 1))) {
        ticks.add(at);
      }
      time = time.plus(Duration.ofMillis(step));
    }
    return ticks;
  }

  @Override
  public String label(double tick, double step, double largest) {
    ZonedDateTime time = local(tick);
    if (step >= 91 * DAY) {
      return MONTH.format(time);
    }
    if (step >= DAY || time.toLocalTime().toSecondOfDay() == 0) {
      return DATE.format(time);
    }
    return (step < 60_000 ? SECONDS : TIME).format(time);
  }

  private double at(LocalDateTime time) {
    return time.atZone(zone).toInstant().toEpochMilli();
  }

  private ZonedDateTime local(double time) {
    return Instant.ofEpochMilli((long) Math.floor(time)).atZone(zone);
  }
}
