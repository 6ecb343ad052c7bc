package io.foreflow.calendar;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.StringJoiner;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Trading calendars as text. */
final class CalendarText {
  private static final String EXAMPLE =
      "America/New_York Mon-Fri 09:30-16:00; closed 2026-07-03, 2026-11-27 13:00-24:00";

  private static final List<String> DAYS = List.of("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun");

  private static final String DAY = "(Mon|Tue|Wed|Thu|Fri|Sat|Sun)";
  private static final String TIME = "(\\d\\d:\\d\\d)";
  private static final String DATE = "(\\d{4}-\\d\\d-\\d\\d)";

  private static final Pattern DAYS_AND_HOURS =
      Pattern.compile(DAY + "(?:-" + DAY + ")?(?: (.+))?", Pattern.CASE_INSENSITIVE);
  private static final Pattern ACROSS_DAYS =
      Pattern.compile(DAY + " " + TIME + "-" + DAY + " " + TIME, Pattern.CASE_INSENSITIVE);
  private static final Pattern HOURS = Pattern.compile(TIME + "-" + TIME);
  private static final Pattern CLOSED =
      Pattern.compile(DATE + "(?: " + TIME + "-(?:" + DATE + " )?" + TIME + ")?");

  private CalendarText() {}

  static TradingCalendar parse(String text) {
    List<WeeklySession> sessions = new ArrayList<>();
    List<Closure> closures = new ArrayList<>();
    String[] clauses = text.strip().split("\\s*[;\\n]\\s*", -1);
    String[] first = clauses[0].split("\\s+", 2);
    ZoneId zone = zone(first[0]);
    for (int i = 0; i < clauses.length; i++) {
      String clause = i == 0 ? (first.length < 2 ? "" : first[1]) : clauses[i];
      String tight = clause.strip().replaceAll("\\s+", " ").replaceAll(" ?- ?", "-");
      if (tight.toLowerCase(Locale.ROOT).startsWith("closed ")) {
        readClosures(tight.substring("closed ".length()), closures);
      } else if (!tight.isEmpty()) {
        readSessions(tight, sessions);
      }
    }
    return TradingCalendar.of(zone, sessions, closures);
  }

  private static ZoneId zone(String name) {
    try {
      return ZoneId.of(name);
    } catch (DateTimeException e) {
      throw wrong(name, "the name of a time zone, such as Europe/Paris or UTC");
    }
  }

  private static void readSessions(String clause, List<WeeklySession> into) {
    Matcher across = ACROSS_DAYS.matcher(clause);
    if (across.matches()) {
      int opens = day(across.group(1)) * WeeklySession.DAY + minute(across.group(2));
      int closes = day(across.group(3)) * WeeklySession.DAY + minute(across.group(4));
      into.add(session(opens, closes <= opens ? closes + WeeklySession.WEEK : closes, clause));
      return;
    }
    Matcher found = DAYS_AND_HOURS.matcher(clause);
    if (!found.matches()) {
      throw wrong(clause, "sessions such as Mon-Fri 09:30-16:00, or Sun 18:00-Fri 17:00");
    }
    int from = day(found.group(1));
    int to = found.group(2) == null ? from : day(found.group(2));
    String hours = found.group(3) == null ? "00:00-24:00" : found.group(3);
    for (int day = from; ; day = (day + 1) % DAYS.size()) {
      for (String each : hours.split(" ?, ?", -1)) {
        into.add(ofDay(day, each));
      }
      if (day == to) {
        return;
      }
    }
  }

  private static WeeklySession ofDay(int day, String hours) {
    Matcher found = HOURS.matcher(hours);
    if (!found.matches()) {
      throw wrong(hours, "hours such as 09:30-16:00, or 18:00-17:00 to the next day");
    }
    int opens = minute(found.group(1));
    int closes = minute(found.group(2));
    int begin = day * WeeklySession.DAY;
    return session(
        begin + opens, begin + (closes <= opens ? closes + WeeklySession.DAY : closes), hours);
  }

  private static WeeklySession session(int opens, int closes, String text) {
    try {
      return new WeeklySession(opens, closes);
    } catch (IllegalArgumentException e) {
      throw wrong(text, "a session that opens before 24:00");
    }
  }

  private static void readClosures(String clause, List<Closure> into) {
    for (String each : clause.split(" ?, ?", -1)) {
      Matcher found = CLOSED.matcher(each);
      if (!found.matches()) {
        throw wrong(
            each,
            "a date such as 2026-07-03, hours of it such as 2026-11-27 13:00-24:00, or a time such"
                + " as 2026-12-24 13:00-2026-12-27 18:00");
      }
      LocalDate day = date(found.group(1));
      if (found.group(2) == null) {
        into.add(new Closure(day.atStartOfDay(), day.plusDays(1).atStartOfDay()));
      } else {
        LocalDate last = found.group(3) == null ? day : date(found.group(3));
        into.add(closure(at(day, found.group(2)), at(last, found.group(4)), each));
      }
    }
  }

  private static Closure closure(LocalDateTime from, LocalDateTime to, String text) {
    try {
      return new Closure(from, to);
    } catch (IllegalArgumentException e) {
      throw wrong(text, "an end after the beginning");
    }
  }

  private static LocalDateTime at(LocalDate day, String time) {
    return day.atStartOfDay().plusMinutes(minute(time));
  }

  private static LocalDate date(String text) {
    try {
      return LocalDate.parse(text);
    } catch (DateTimeException e) {
      throw wrong(text, "a date such as 2026-07-03");
    }
  }

  private static int day(String name) {
    String capital =
        name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1).toLowerCase(Locale.ROOT);
    return DAYS.indexOf(capital);
  }

  private static int minute(String time) {
    int hour = Integer.parseInt(time.substring(0, 2));
    int minute = Integer.parseInt(time.substring(3));
    if (minute > 59 || hour * 60 + minute > WeeklySession.DAY) {
      throw wrong(time, "a time from 00:00 to 24:00");
    }
    return hour * 60 + minute;
  }

  private static IllegalArgumentException wrong(String found, String allowed) {
    return new IllegalArgumentException(
        "found \"%s\", allowed: %s. An example: %s".formatted(found, allowed, EXAMPLE));
  }

  static String of(TradingCalendar calendar) {
    StringBuilder text = new StringBuilder(hours(calendar));
    if (!calendar.closures().isEmpty()) {
      StringJoiner all = new StringJoiner(", ", "; closed ", "");
      calendar.closures().forEach(closure -> all.add(of(closure)));
      text.append(all);
    }
    return text.toString();
  }

  /** The zone and the sessions, those of several days in a row together. */
  static String hours(TradingCalendar calendar) {
    StringJoiner all = new StringJoiner("; ");
    List<WeeklySession> left = new ArrayList<>(calendar.sessions());
    while (!left.isEmpty()) {
      WeeklySession first =
          left.stream()
              .filter(one -> !left.contains(shifted(one, -1)))
              .findFirst()
              .orElse(left.get(0));
      int days = 0;
      while (left.remove(shifted(first, days))) {
        days++;
      }
      all.add(session(first, days));
    }
    return calendar.zone() + " " + all;
  }

  /** The same session so many days later, or earlier, in any week. */
  private static WeeklySession shifted(WeeklySession session, int days) {
    int opens = Math.floorMod(session.opens() + days * WeeklySession.DAY, WeeklySession.WEEK);
    return new WeeklySession(opens, opens + session.closes() - session.opens());
  }

  static String session(WeeklySession session) {
    return session(session, 1);
  }

  private static String session(WeeklySession session, int days) {
    int day = session.opens() / WeeklySession.DAY;
    if (session.closes() - session.opens() > WeeklySession.DAY) {
      int end = session.closes() / WeeklySession.DAY % DAYS.size();
      return "%s %s-%s %s"
          .formatted(DAYS.get(day), time(session.opens()), DAYS.get(end), time(session.closes()));
    }
    String names =
        DAYS.get(day) + (days == 1 ? "" : "-" + DAYS.get((day + days - 1) % DAYS.size()));
    int midnight = (day + 1) * WeeklySession.DAY;
    String end = session.closes() == midnight ? "24:00" : time(session.closes());
    return "%s %s-%s".formatted(names, time(session.opens()), end);
  }

  private static String time(int minuteOfWeek) {
    int minute = minuteOfWeek % WeeklySession.DAY;
    return "%02d:%02d".formatted(minute / 60, minute % 60);
  }

  private static String of(Closure closure) {
    LocalDate day = closure.from().toLocalDate();
    boolean begins = closure.from().equals(day.atStartOfDay());
    boolean ends = closure.to().equals(day.plusDays(1).atStartOfDay());
    if (begins && ends) {
      return day.toString();
    }
    LocalTime from = closure.from().toLocalTime();
    if (ends || closure.to().toLocalDate().equals(day)) {
      return "%s %s-%s".formatted(day, from, ends ? "24:00" : closure.to().toLocalTime());
    }
    return "%s %s-%s %s"
        .formatted(day, from, closure.to().toLocalDate(), closure.to().toLocalTime());
  }
}
