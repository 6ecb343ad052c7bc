package io.foreflow.calendar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.Test;

final class TradingCalendarTest {
  private static final long MINUTE = 60_000;
  private static final long HOUR = 60 * MINUTE;
  private static final String NEW_YORK = "America/New_York Mon-Fri 09:30-16:00";

  private static long utc(String time) {
    return Instant.parse(time).toEpochMilli();
  }

  private static OpenSlots slots(String text, long cadence) {
    return TradingCalendar.parse(text).slots(cadence);
  }

  /** The slots between two moments that both have one. */
  private static long between(OpenSlots slots, String from, String to) {
    return slots.slot(utc(to)) - slots.slot(utc(from));
  }

  @Test
  void nextSlotAfterTheWeekendIsMondays() {
    OpenSlots slots = slots(NEW_YORK, 5 * MINUTE);
    // Friday's last slot, and Monday's first one, in winter.
    assertThat(between(slots, "2026-01-16T20:55:00Z", "2026-01-19T14:30:00Z")).isEqualTo(1);
    assertThat(slots.timeOf(slots.slot(utc("2026-01-16T20:59:59.999Z")) + 1))
        .isEqualTo(utc("2026-01-19T14:30:00Z"));
    assertThat(between(slots, "2026-01-19T14:30:00Z", "2026-01-20T14:30:00Z")).isEqualTo(78);
    assertThat(between(slots, "2026-01-19T14:30:00Z", "2026-01-26T14:30:00Z")).isEqualTo(390);
  }

  @Test
  void nothingIsOpenBetweenSessions() {
    OpenSlots slots = slots(NEW_YORK, 5 * MINUTE);
    long last = slots.slot(utc("2026-01-16T20:55:00Z"));
    for (String closed :
        List.of("2026-01-16T21:00:00Z", "2026-01-17T15:00:00Z", "2026-01-19T14:29:59.999Z")) {
      assertThat(slots.slot(utc(closed))).as(closed).isEqualTo(OpenSlots.CLOSED);
      assertThat(slots.slotUpTo(utc(closed))).as(closed).isEqualTo(last);
    }
  }

  @Test
  void sessionsFollowTheLocalClockThroughDaylightSaving() {
    OpenSlots slots = slots(NEW_YORK, 5 * MINUTE);
    // Clocks go forward on 8 March 2026 and back on 1 November.
    assertThat(slots.slot(utc("2026-03-06T14:30:00Z"))).isNotEqualTo(OpenSlots.CLOSED);
    assertThat(slots.slot(utc("2026-03-09T13:30:00Z")))
        .isEqualTo(slots.slot(utc("2026-03-06T20:55:00Z")) + 1);
    assertThat(slots.slot(utc("2026-11-02T14:30:00Z")))
        .isEqualTo(slots.slot(utc("2026-10-30T19:55:00Z")) + 1);
    assertThat(slots.localTimeOf(slots.slot(utc("2026-03-06T14:30:00Z"))))
        .isEqualTo(utc("2026-03-06T09:30:00Z"));
    assertThat(slots.localTimeOf(slots.slot(utc("2026-03-09T13:30:00Z"))))
        .isEqualTo(utc("2026-03-09T09:30:00Z"));
  }

  @Test
  void holidaysAndEarlyClosesAreLeftOut() {
    OpenSlots slots = slots(NEW_YORK + "; closed 2026-11-26, 2026-11-27 13:00-24:00", 5 * MINUTE);
    // From Wednesday's last slot to Friday's first one: Thursday is Thanksgiving.
    assertThat(between(slots, "2026-11-25T20:55:00Z", "2026-11-27T14:30:00Z")).isEqualTo(1);
    assertThat(slots.slot(utc("2026-11-26T15:00:00Z"))).isEqualTo(OpenSlots.CLOSED);
    // Friday has 42 slots and then Monday begins.
    assertThat(between(slots, "2026-11-27T14:30:00Z", "2026-11-30T14:30:00Z")).isEqualTo(42);
  }

  @Test
  void nightSessionsOfFuturesRunAcrossMidnight() {
    OpenSlots slots = slots("America/New_York Sun-Thu 18:00-17:00", HOUR);
    // 23 hours a day: the break from 17:00 to 18:00 has no slot, and neither has the weekend.
    assertThat(between(slots, "2026-01-05T21:00:00Z", "2026-01-05T23:00:00Z")).isEqualTo(1);
    assertThat(slots.slot(utc("2026-01-05T22:30:00Z"))).isEqualTo(OpenSlots.CLOSED);
    assertThat(between(slots, "2026-01-09T21:00:00Z", "2026-01-11T23:00:00Z")).isEqualTo(1);
    assertThat(between(slots, "2026-01-05T05:00:00Z", "2026-01-12T05:00:00Z")).isEqualTo(5 * 23);
  }

  @Test
  void aSessionMayLastTheWholeWeek() {
    OpenSlots slots = slots("America/New_York Sun 18:00-Fri 17:00", HOUR);
    assertThat(between(slots, "2026-01-05T21:00:00Z", "2026-01-05T23:00:00Z")).isEqualTo(2);
    assertThat(between(slots, "2026-01-09T21:00:00Z", "2026-01-11T23:00:00Z")).isEqualTo(1);
    assertThat(between(slots, "2026-01-05T05:00:00Z", "2026-01-12T05:00:00Z")).isEqualTo(119);
  }

  @Test
  void clockChangeMovesASessionByAnHour() {
    OpenSlots slots = slots("America/New_York Sat 18:00-Sun 18:00", HOUR);
    assertThat(between(slots, "2026-03-07T23:00:00Z", "2026-03-14T22:00:00Z")).isEqualTo(23);
    assertThat(between(slots, "2026-10-31T22:00:00Z", "2026-11-07T23:00:00Z")).isEqualTo(25);
  }

  @Test
  void lastSlotOfASessionIsCutShort() {
    OpenSlots slots = slots(NEW_YORK, HOUR);
    long last = slots.slot(utc("2026-01-16T20:59:00Z"));
    assertThat(slots.timeOf(last)).isEqualTo(utc("2026-01-16T20:30:00Z"));
    assertThat(slots.endOf(last)).isEqualTo(utc("2026-01-16T21:00:00Z"));
    assertThat(slots.endOf(last - 1)).isEqualTo(utc("2026-01-16T20:30:00Z"));
  }

  @Test
  void everySlotKnowsItsTime() {
    OpenSlots slots =
        slots("Asia/Tokyo Mon-Fri 09:00-11:30, 12:30-15:30; closed 2026-01-01", 7 * MINUTE);
    long first = slots.slot(utc("2025-12-29T00:00:00Z"));
    for (long slot = first; slot < first + 500; slot++) {
      assertThat(slots.slot(slots.timeOf(slot))).isEqualTo(slot);
      assertThat(slots.slot(slots.endOf(slot) - 1)).isEqualTo(slot);
      assertThat(slots.slot(slots.endOf(slot))).isIn(slot + 1, OpenSlots.CLOSED);
      assertThat(slots.timeOf(slot + 1)).isGreaterThanOrEqualTo(slots.endOf(slot));
    }
  }

  @Test
  void slotsBeginIn1970AndEndIn2099() {
    OpenSlots slots = slots("UTC Mon-Fri", 24 * HOUR);
    assertThat(slots.slot(0)).isZero();
    assertThat(slots.slot(-1)).isEqualTo(OpenSlots.CLOSED);
    assertThat(slots.slotUpTo(-1)).isEqualTo(-1);
    assertThat(slots.slot(utc("2099-12-31T12:00:00Z"))).isEqualTo(slots.slotUpTo(Long.MAX_VALUE));
    assertThat(slots.slot(utc("2100-01-04T12:00:00Z"))).isEqualTo(OpenSlots.CLOSED);
    assertThat(slots.timeOf(-1)).isEqualTo(-24 * HOUR);
    assertThat(slots.timeOf(slots.slotUpTo(Long.MAX_VALUE) + 2)).isGreaterThan(0);
  }

  /** The program of docs/reference/model-file.md gives the same numbers. */
  @Test
  void countsSlotsAsTheReaderInPythonDoes() {
    OpenSlots slots = slots(NEW_YORK + "; closed 2026-07-03, 2026-11-27 13:00-24:00", HOUR);
    assertThat(slots.slot(utc("2026-01-05T15:00:00Z"))).isEqualTo(102_284);
    assertThat(slots.slot(utc("2026-03-09T13:30:00Z"))).isEqualTo(102_599);
    assertThat(slots.slot(utc("2026-11-25T20:30:00Z"))).isEqualTo(103_907);
    assertThat(slots.slot(utc("2026-11-27T17:59:00Z"))).isEqualTo(103_918);
    assertThat(slots.slot(utc("2026-11-27T18:00:00Z"))).isEqualTo(OpenSlots.CLOSED);
    assertThat(slots.slot(utc("2026-11-30T14:30:00Z"))).isEqualTo(103_919);
    assertThat(slots.localTimeOf(103_919)).isEqualTo(1_796_031_000_000L);
    assertThat(slots.slot(utc("2099-12-31T20:00:00Z"))).isEqualTo(237_400);
  }

  @Test
  void textReadsAsTheSameCalendar() {
    for (String text :
        List.of(
            NEW_YORK + "; closed 2026-07-03, 2026-11-27 13:00-24:00",
            "UTC Mon-Fri 00:00-24:00",
            "America/New_York Sun-Thu 18:00-17:00",
            "America/New_York Sun 18:00-Fri 17:00",
            "Asia/Tokyo Mon-Fri 09:00-11:30; Mon-Fri 12:30-15:30",
            "Europe/Berlin Mon 09:00-17:30; closed 2026-12-24 13:00-2026-12-27 08:00")) {
      TradingCalendar calendar = TradingCalendar.parse(text);
      assertThat(calendar.text()).isEqualTo(text);
      assertThat(TradingCalendar.parse(calendar.text())).isEqualTo(calendar);
    }
    assertThat(TradingCalendar.parse("UTC Mon-Fri\nclosed 2026-01-01\n").text())
        .isEqualTo("UTC Mon-Fri 00:00-24:00; closed 2026-01-01");
    assertThat(TradingCalendar.parse("Asia/Tokyo mon-fri 09:00 - 11:30, 12:30 - 15:30").text())
        .isEqualTo("Asia/Tokyo Mon-Fri 09:00-11:30; Mon-Fri 12:30-15:30");
  }

  @Test
  void namesWhatIsWrongInAText() {
    for (String[] each :
        new String[][] {
          {"", "time zone"},
          {"Mars/Base Mon-Fri", "\"Mars/Base\""},
          {"UTC", "sessions: found 0"},
          {"UTC Mon-Fri 9:30-16:00", "\"9:30-16:00\""},
          {"UTC Mon-Fri 09:30-25:00", "\"25:00\""},
          {"UTC Mon-Fry 09:30-16:00", "\"Mon-Fry 09:30-16:00\""},
          {"UTC Mon-Fri; closed 2026-02-30", "\"2026-02-30\""},
          {"UTC Mon-Fri; closed 03.07.2026", "\"03.07.2026\""},
          {"UTC Mon-Fri 18:00-17:00; Tue 10:00-11:00", "overlap"},
        }) {
      assertThatThrownBy(() -> TradingCalendar.parse(each[0]))
          .as(each[0])
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("found")
          .hasMessageContaining("allowed")
          .hasMessageContaining(each[1]);
    }
  }

  @Test
  void refusesACalendarThatIsNeverOpen() {
    TradingCalendar closed =
        new TradingCalendar(
            "UTC",
            List.of(new WeeklySession(0, 60)),
            List.of(
                new Closure(
                    LocalDateTime.parse("1960-01-01T00:00"),
                    LocalDateTime.parse("2200-01-01T00:00"))),
            ZoneOffsets.of(ZoneId.of("UTC")));
    assertThatThrownBy(() -> closed.slots(HOUR)).hasMessageContaining("never open");
  }

  @Test
  void anotherHolidayGivesAnotherId() {
    TradingCalendar plain = TradingCalendar.parse(NEW_YORK);
    TradingCalendar holiday = TradingCalendar.parse(NEW_YORK + "; closed 2026-07-03");
    assertThat(holiday.id()).isNotEqualTo(plain.id());
    assertThat(TradingCalendar.parse(NEW_YORK).id()).isEqualTo(plain.id());
    assertThat(holiday).isNotEqualTo(plain);
  }
}
