package io.foreflow.cli.canary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.foreflow.cli.canary.CanaryVerdict.Kind;
import io.foreflow.wire.ForecastScore;
import io.foreflow.wire.StepScore;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Verdicts about hand-made records of an old and a new version. */
class CanaryRuleTest {

  private static final long HOUR = Duration.ofHours(1).toMillis();
  private static final long DAY = 24 * HOUR;
  private static final long SWAP = Instant.parse("2026-01-12T00:00:00Z").toEpochMilli();
  private static final CanaryRule RULE =
      new CanaryRule(0.1, Duration.ofHours(6), Duration.ofDays(7), 200, 0.01);
  private static final int SERIES = 10;

  private final List<ForecastScore> records = new ArrayList<>();

  @Test
  void findsAWorseVersionOnceThereIsEnough() {
    days("old", SWAP - 7 * DAY, 7, 0.2, 1);
    assertThat(verdict().kind()).isEqualTo(Kind.OPEN);
    assertThat(verdict().why()).contains("0 forecasts can be compared, needed: 200", "10 series");

    days("new", SWAP, 1, 0.3, 1);
    assertThat(verdict().kind()).isEqualTo(Kind.WORSE);
    assertThat(verdict().why())
        .contains("loss 0.3000, before 0.2000 (+50.0 %; allowed: +10.0 %)")
        .contains("with the same hours of the week before: 440 forecasts of 10 series over 24 h");
  }

  @Test
  void aSlightlyWorseVersionIsGoodLater() {
    days("old", SWAP - 7 * DAY, 7, 0.2, 1);
    days("new", SWAP, 6, 0.21, 1);
    assertThat(verdict().kind()).isEqualTo(Kind.OPEN);
    days("new", SWAP + 6 * DAY, 1, 0.21, 1);
    assertThat(verdict().kind()).isEqualTo(Kind.GOOD);
  }

  @Test
  void aHarderWeekIsNotTheVersionsFault() {
    days("old", SWAP - 7 * DAY, 7, 0.2, 1);
    days("new", SWAP, 7, 0.6, 3);
    assertThat(verdict().kind()).isEqualTo(Kind.GOOD);
  }

  @Test
  void driftThatHitsTheShadowTooIsGood() {
    days("old", SWAP - 7 * DAY, 7, 0.2, 1);
    days("new", SWAP, 7, 0.9, 1);
    days("old", SWAP, 7, 0.9, 1);
    assertThat(verdict().kind()).isEqualTo(Kind.GOOD);
    assertThat(verdict().why()).contains("compared on the same readings");
  }

  @Test
  void aShadowShowsTheWorseVersion() {
    days("old", SWAP - 7 * DAY, 7, 0.9, 3);
    days("new", SWAP, 1, 0.4, 1);
    days("old", SWAP, 1, 0.3, 1);
    assertThat(verdict().kind()).isEqualTo(Kind.WORSE);
  }

  @Test
  void luckOnFewSeriesRollsNothingBack() {
    for (int series = 0; series < 3; series++) {
      day(series, "old", SWAP - 7 * DAY, 0.2, 1, 200);
      day(series, "new", SWAP, 0.9, 1, 200);
    }
    assertThat(verdict().kind()).isEqualTo(Kind.OPEN);
    assertThat(verdict().why()).contains("3 series can be compared", "0.01: 7");
  }

  @Test
  void oneBadSeriesOfManyIsNotSignificant() {
    days("old", SWAP - 7 * DAY, 7, 0.2, 1);
    for (int series = 0; series < SERIES; series++) {
      day(series, "new", SWAP, series == 0 ? 2 : 0.2, 1, 22);
    }
    assertThat(verdict().kind()).isEqualTo(Kind.OPEN);
    assertThat(verdict().why()).contains("chance 0.5");
  }

  @Test
  void hoursThatTheOldVersionMissesDontCount() {
    days("old", SWAP - 7 * DAY, 1, 0.2, 1);
    days("new", SWAP, 1, 0.2, 1);
    days("new", SWAP + DAY, 3, 5, 1);
    assertThat(verdict().kind()).isEqualTo(Kind.OPEN);
    assertThat(verdict().why()).contains("(+0.0 %", "over 24 h");
  }

  @Test
  void seriesOfOneVersionOnlyAreCountedApart() {
    days("old", SWAP - 7 * DAY, 7, 0.2, 1);
    days("new", SWAP, 1, 0.2, 1);
    day(100, "new", SWAP, 9, 1, 22);
    day(101, "old", SWAP - 7 * DAY, 0.1, 1, 22);
    assertThat(verdict().why())
        .contains("440 forecasts of 10 series")
        .contains("1 series have nothing to compare with")
        .contains("1 series have scores of the old version only");
  }

  @Test
  void aRecordWithoutForecastsIsNoNumber() {
    days("old", SWAP - 7 * DAY, 7, 0.2, 1);
    for (int series = 0; series < SERIES; series++) {
      day(series, "new", SWAP, 0, 0, 0);
    }
    assertThat(verdict().kind()).isEqualTo(Kind.OPEN);
    assertThat(verdict().why()).contains("0 forecasts can be compared");
  }

  @Test
  void anErrorWithoutNaiveErrorRollsNothingBack() {
    days("old", SWAP - 7 * DAY, 7, 0.2, 0);
    days("new", SWAP, 1, 0.9, 0);
    assertThat(verdict().kind()).isEqualTo(Kind.OPEN);
  }

  @Test
  void aDifferentMixOfStepsIsNoDifference() {
    for (int series = 0; series < SERIES; series++) {
      // The new version has few forecasts of the far step yet, which is the harder one.
      add(series, "old", SWAP - 7 * DAY, step(1, 22, 0.1, 1), step(24, 22, 0.5, 1));
      add(series, "new", SWAP, step(1, 22, 0.1, 1), step(24, 2, 0.5, 1));
    }
    assertThat(verdict().why()).contains("(+0.0 %", "240 forecasts");
  }

  @Test
  void repeatsAndTheOrderDontMatter() {
    days("old", SWAP - 7 * DAY, 7, 0.2, 1);
    days("new", SWAP, 3, 0.3, 1);
    CanaryVerdict inOrder = verdict();
    records.addAll(List.copyOf(records));
    Collections.shuffle(records, new Random(3));
    assertThat(verdict()).isEqualTo(inOrder);
  }

  @Test
  void keepsTheSameSeriesInAnyOrder() {
    days("old", SWAP - 7 * DAY, 7, 0.2, 1);
    days("new", SWAP, 1, 0.3, 1);
    LiveComparison inOrder = scores(4, 0).compare(1);
    Collections.shuffle(records, new Random(5));
    assertThat(inOrder.series()).hasSize(4);
    assertThat(scores(4, 0).compare(1)).isEqualTo(inOrder);
  }

  @Test
  void dropsWholeSeriesWhenThereAreManyWindows() {
    days("old", SWAP - 7 * DAY, 7, 0.2, 1);
    days("new", SWAP, 1, 0.3, 1);
    PairedScores scores = new PairedScores("m", "new", "old", 100, 5 * 8, 0);
    records.forEach(scores::add);
    // Five series have all of their windows; the one that was dropped last left its place empty.
    assertThat(scores.compare(1).series()).hasSizeBetween(4, 5);
    assertThat(scores.compare(1).onlyNew() + scores.compare(1).onlyOld()).isZero();
  }

  @Test
  void recordsBeforeAnEarlierRollbackDontCount() {
    days("old", SWAP - 7 * DAY, 14, 0.2, 1);
    days("new", SWAP, 1, 0.9, 1);
    days("new", SWAP + DAY, 1, 0.2, 1);
    assertThat(RULE.judge(scores(100, SWAP + DAY).compare(200)).kind()).isEqualTo(Kind.OPEN);
    assertThat(verdict().kind()).isEqualTo(Kind.WORSE);
  }

  @Test
  void versionsOfOneNameAreRefused() {
    assertThatThrownBy(() -> new PairedScores("m", "1", "1", 10, 0))
        .hasMessageContaining("allowed: two versions with different names");
  }

  private CanaryVerdict verdict() {
    return RULE.judge(scores(100, 0).compare(RULE.forecasts()));
  }

  private PairedScores scores(int mostSeries, long after) {
    PairedScores scores = new PairedScores("m", "new", "old", mostSeries, after);
    records.forEach(scores::add);
    return scores;
  }

  private void days(String version, long from, int days, double loss, double naive) {
    for (int series = 0; series < SERIES; series++) {
      for (int day = 0; day < days; day++) {
        add(series, version, from + day * DAY, step(1, 22, loss, naive), step(24, 22, loss, naive));
      }
    }
  }

  private void day(
      int series, String version, long from, double loss, double naive, long forecasts) {
    add(series, version, from, step(1, forecasts, loss, naive));
  }

  private void add(int series, String version, long from, StepScore... steps) {
    records.add(
        new ForecastScore(
            "s" + series,
            "m",
            version,
            from,
            from + DAY - HOUR,
            HOUR,
            0.1,
            0.9,
            1,
            List.of(steps)));
  }

  private static StepScore step(int step, long forecasts, double loss, double naive) {
    long unit = StepScore.UNIT * forecasts;
    return new StepScore(
        step,
        forecasts,
        forecasts / 2,
        Math.round(loss * unit),
        naive == 0 ? 0 : forecasts,
        Math.round(2 * loss * unit),
        Math.round(naive * unit));
  }
}
