package io.foreflow.series;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.foreflow.calendar.TradingCalendar;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class SlotGridTest {
  private final SlotGrid hourly = new SlotGrid(3_600_000);

  @Test
  void aSlotIncludesItsStartWithoutItsEnd() {
    assertThat(hourly.slot(3_599_999)).isEqualTo(0);
    assertThat(hourly.slot(3_600_000)).isEqualTo(1);
    assertThat(hourly.slot(7_199_999)).isEqualTo(1);
  }

  @Test
  void theGridGoesOnBefore1970() {
    assertThat(hourly.slot(-1)).isEqualTo(-1);
    assertThat(hourly.timeOf(-1)).isEqualTo(-3_600_000);
  }

  @Test
  void theStartOfASlotLiesInIt() {
    for (long slot = -3; slot <= 3; slot++) {
      assertThat(hourly.slot(hourly.timeOf(slot))).isEqualTo(slot);
    }
  }

  @Test
  void aCadenceIsAtLeastAMillisecond() {
    assertThatThrownBy(() -> new SlotGrid(0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("cadenceMillis: found 0, allowed: 1 or more");
  }

  @Test
  void slotTimesBeyondALongAreRefused() {
    assertThatThrownBy(() -> hourly.timeOf(Long.MAX_VALUE)).isInstanceOf(ArithmeticException.class);
  }

  @Test
  void plainGridKnowsDayAndWeek() {
    assertThat(hourly.seasons()).containsExactly(24, 168);
    assertThat(new SlotGrid(7 * 60_000).seasons()).containsExactly(1440);
    assertThat(new SlotGrid(2 * 86_400_000L).seasons()).isEmpty();
    assertThat(hourly.slotsPerWeek()).isEqualTo(168);
    assertThat(hourly.slotsIn(Duration.ofMinutes(150))).isEqualTo(2);
    assertThat(hourly.spanOf(3)).isEqualTo(Duration.ofHours(3));
    assertThat(hourly.id()).isEqualTo(3_600_000);
  }

  @Test
  void aCalendarHasShorterDaysAndWeeks() {
    SlotGrid market = grid("America/New_York Mon-Fri 09:30-16:00");
    assertThat(market.seasons()).containsExactly(78, 390);
    assertThat(market.slotsIn(Duration.ofDays(14))).isEqualTo(780);
    assertThat(market.spanOf(390)).isEqualTo(Duration.ofDays(7));
    assertThat(grid("America/New_York Sun 18:00-Fri 17:00").seasons()).containsExactly(119 * 12);
    assertThat(grid("UTC Mon-Thu 08:00-12:00; Fri 08:00-10:00").seasons()).containsExactly(216);
  }

  @Test
  void aClosedMarketHasNoSlot() {
    SlotGrid market = grid("UTC Mon-Fri 08:00-12:00");
    long saturday = Instant.parse("2026-01-10T09:00:00Z").toEpochMilli();
    assertThat(market.isOpen(saturday)).isFalse();
    assertThat(market.openSlot(saturday)).isEqualTo(SlotGrid.CLOSED);
    assertThat(market.closedAt(saturday))
        .contains("2026-01-10T09:00:00Z", "UTC Mon-Fri 08:00-12:00");
    long last = market.slot(saturday);
    assertThat(market.timesAfter(last, 2))
        .containsExactly(
            Instant.parse("2026-01-12T08:00:00Z").toEpochMilli(),
            Instant.parse("2026-01-12T08:05:00Z").toEpochMilli());
    assertThat(market.endOf(last)).isEqualTo(Instant.parse("2026-01-09T12:00:00Z").toEpochMilli());
  }

  @Test
  void idNamesCalendarAndCadence() {
    SlotGrid market = grid("UTC Mon-Fri 08:00-12:00");
    assertThat(market.id()).isNegative().isEqualTo(grid("UTC Mon-Fri 08:00-12:00").id());
    assertThat(grid("UTC Mon-Fri 08:00-12:30").id()).isNegative().isNotEqualTo(market.id());
    assertThat(new SlotGrid(60_000, market.calendar()).id()).isNotEqualTo(market.id());
  }

  private static SlotGrid grid(String calendar) {
    return new SlotGrid(300_000, TradingCalendar.parse(calendar));
  }
}
