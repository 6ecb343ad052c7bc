package io.foreflow.cli.tail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class RecentRateTest {
  private final RecentRate rate = new RecentRate();

  @Test
  void countsTheLastMinuteOnly() {
    for (long millis = 0; millis < 600_000; millis += 100) {
      rate.note(millis);
    }

    assertThat(rate.perSecond(600_000)).isCloseTo(10, within(0.01));
    assertThat(rate.perSecond(630_000)).isCloseTo(10.0 * 20 / 50, within(0.01));
    assertThat(rate.perSecond(700_000)).isZero();
  }

  @Test
  void newSeriesIsNotDividedByAMinute() {
    rate.note(59_000);
    rate.note(60_000);
    rate.note(61_000);

    assertThat(rate.perSecond(62_000)).isEqualTo(1);
  }

  @Test
  void oldRecordsCountWhereTheyBelong() {
    rate.note(100_000);
    rate.note(95_000);
    rate.note(1_000);

    assertThat(rate.perSecond(105_000)).isCloseTo(2 / 55.0, within(1e-9));
  }

  @Test
  void nothingHasNoRate() {
    assertThat(rate.perSecond(5_000)).isZero();
  }
}
