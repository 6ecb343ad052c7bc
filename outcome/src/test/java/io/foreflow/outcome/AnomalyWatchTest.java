package io.foreflow.outcome;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.foreflow.outcome.AnomalyEpisode.Change;
import io.foreflow.outcome.AnomalyEpisode.Kind;
import io.foreflow.outcome.AnomalyRules.Side;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Hourly series of noise around a level that the model believes to be 0. */
final class AnomalyWatchTest {

  private static final long HOUR = Duration.ofHours(1).toMillis();
  private static final int WEEK = 168;
  private static final double OF_NORMAL = 1.2816;

  /** What was reported of one series. */
  private record Report(
      long slot,
      Change change,
      Kind kind,
      boolean above,
      long firstSlot,
      long lastSlot,
      long peakSlot,
      int readings,
      double probability) {}

  /** A series with its memory and its watch. */
  private static final class Series {
    private final Memories memory = Memories.ofHorizon(1, true);
    private final AnomalyWatch watch;
    private final byte[] bytes = new byte[AnomalyWatch.BYTES];
    private final AnomalyEpisode episode = new AnomalyEpisode();
    private final List<Report> reports = new ArrayList<>();
    private final Random random;
    private long slot;

    Series(AnomalyRules rules, int seed) {
      watch = new AnomalyWatch(rules, memory.plan, HOUR);
      assertThat(AnomalyWatch.isBegun(bytes, 0)).isFalse();
      AnomalyWatch.begin(bytes, 0);
      assertThat(AnomalyWatch.isBegun(bytes, 0)).isTrue();
      random = new Random(seed);
    }

    Series(AnomalyRules rules) {
      this(rules, 1);
    }

    Series read(double reading) {
      slot++;
      MetForecasts met = memory.meet(slot, reading);
      if (met.size() > 0) {
        watch.observe(bytes, 0, slot, (float) reading, met, episode);
        if (episode.change() != Change.NOTHING) {
          reports.add(
              new Report(
                  slot,
                  episode.change(),
                  episode.kind(),
                  episode.above(),
                  episode.firstSlot(),
                  episode.lastSlot(),
                  episode.peakSlot(),
                  episode.readings(),
                  episode.smallestProbability()));
        }
      }
      float[] forecast = Memories.forecast(memory.plan, -OF_NORMAL, 0, OF_NORMAL);
      memory.memory.remember(memory.bytes, 0, forecast, new float[1]);
      return this;
    }

    /** Readings in the band. */
    Series quiet(int slots) {
      for (int i = 0; i < slots; i++) {
        read(Math.max(-1.5, Math.min(1.5, random.nextGaussian())));
      }
      return this;
    }

    List<Change> changes() {
      return reports.stream().map(Report::change).toList();
    }
  }

  private static AnomalyRules rules(Side side, double deadBand, int hits, int window) {
    return new AnomalyRules(1, side, deadBand, 0, hits, window, 6, 24, 0, 0);
  }

  @Test
  void spikeIsOneEpisode() {
    Series series = new Series(AnomalyRules.DEFAULT).quiet(2 * WEEK).read(9).quiet(20);

    assertThat(series.changes()).containsExactly(Change.OPENED, Change.CLOSED);
    Report opened = series.reports.get(0);
    assertThat(opened.slot).isEqualTo(2 * WEEK + 1);
    assertThat(opened.firstSlot).isEqualTo(2 * WEEK + 1);
    assertThat(opened.above).isTrue();
    assertThat(opened.kind).isEqualTo(Kind.UNLIKELY);
    assertThat(opened.probability).isBetween(0.0, 1e-4);
    Report closed = series.reports.get(1);
    assertThat(closed.slot).isEqualTo(2 * WEEK + 7);
    assertThat(closed.lastSlot).isEqualTo(2 * WEEK + 1);
    assertThat(closed.peakSlot).isEqualTo(2 * WEEK + 1);
    assertThat(closed.readings).isEqualTo(1);
  }

  @Test
  void warmingSeriesIsSilent() {
    assertThat(new Series(AnomalyRules.DEFAULT).quiet(50).read(50).quiet(20).reports).isEmpty();
  }

  @Test
  void neighboursAreOneEpisode() {
    Series series =
        new Series(AnomalyRules.DEFAULT).quiet(2 * WEEK).read(8).quiet(3).read(-8).quiet(20);

    assertThat(series.changes()).containsExactly(Change.OPENED, Change.CLOSED);
    assertThat(series.reports.get(1).lastSlot).isEqualTo(2 * WEEK + 5);
    assertThat(series.reports.get(1).peakSlot).isEqualTo(2 * WEEK + 1);
    assertThat(series.reports.get(1).readings).isEqualTo(2);
  }

  @Test
  void episodeWorsensWithLessLikelyReadings() {
    Series series =
        new Series(AnomalyRules.DEFAULT).quiet(2 * WEEK).read(6).read(6.1).read(-40).quiet(20);

    assertThat(series.changes()).containsExactly(Change.OPENED, Change.WORSENED, Change.CLOSED);
    assertThat(series.reports.get(0).above).isTrue();
    assertThat(series.reports.get(1).above).isFalse();
    assertThat(series.reports.get(1).probability)
        .isLessThan(series.reports.get(0).probability / 10);
    assertThat(series.reports.get(2).probability).isEqualTo(series.reports.get(1).probability);
    assertThat(series.reports.get(2).peakSlot).isEqualTo(2 * WEEK + 3);
  }

  @Test
  void levelShiftIsOneEpisode() {
    Series series = new Series(AnomalyRules.DEFAULT).quiet(2 * WEEK);
    for (int i = 0; i < 2 * WEEK; i++) {
      series.read(7 + Math.max(-1.5, Math.min(1.5, series.random.nextGaussian())));
    }

    assertThat(series.changes()).containsOnlyOnce(Change.OPENED).containsOnlyOnce(Change.CLOSED);
    assertThat(series.reports.get(series.reports.size() - 1).slot).isLessThan(2 * WEEK + WEEK / 2);
  }

  @Test
  void stuckSensorIsAnEpisodeOfItsOwn() {
    Series series = new Series(AnomalyRules.DEFAULT).quiet(2 * WEEK);
    for (int i = 0; i < 40; i++) {
      series.read(0.5);
    }
    series.quiet(20);

    assertThat(series.changes()).containsExactly(Change.OPENED, Change.CLOSED);
    Report opened = series.reports.get(0);
    assertThat(opened.kind).isEqualTo(Kind.STUCK);
    assertThat(opened.slot).isEqualTo(2 * WEEK + 24);
    assertThat(opened.firstSlot).isEqualTo(2 * WEEK + 1);
    assertThat(opened.readings).isEqualTo(24);
    assertThat(series.reports.get(1).lastSlot).isEqualTo(2 * WEEK + 40);
    assertThat(series.reports.get(1).readings).isEqualTo(40);
  }

  @Test
  void stuckSensorFarOffIsStuckToo() {
    AnomalyRules rules = new AnomalyRules(1, Side.BOTH, 0, 0, 1, 1, 6, 10, 0, 0);
    Series series = new Series(rules).quiet(2 * WEEK);
    for (int i = 0; i < 20; i++) {
      series.read(50);
    }
    series.quiet(20);

    assertThat(series.reports.stream().filter(report -> report.change == Change.OPENED))
        .extracting(Report::kind)
        .containsExactly(Kind.UNLIKELY, Kind.STUCK);
    Report closed = series.reports.get(series.reports.size() - 3);
    assertThat(closed.change).isEqualTo(Change.CLOSED);
    // The episode that is open has made the limit stricter: 10 equal readings are not enough.
    assertThat(closed.slot).isEqualTo(2 * WEEK + 13);
    Report stuck = series.reports.get(series.reports.size() - 2);
    assertThat(stuck.slot).isEqualTo(2 * WEEK + 14);
    assertThat(stuck.firstSlot).isEqualTo(2 * WEEK + 1);
    assertThat(stuck.readings).isEqualTo(14);
  }

  @Test
  void nightsOfZerosAreNoEpisode() {
    Series series = new Series(rules(Side.BOTH, 0, 1, 1)).quiet(10);
    for (int night = 0; night < 20; night++) {
      for (int i = 0; i < 30; i++) {
        series.read(0);
      }
      series.quiet(30);
    }

    assertThat(series.reports).noneMatch(report -> report.kind == Kind.STUCK);
  }

  @Test
  void onlyTheChosenSideCounts() {
    Series above = new Series(rules(Side.ABOVE, 0, 1, 1)).quiet(2 * WEEK).read(-9).quiet(10);
    assertThat(above.reports).isEmpty();
    assertThat(above.read(9).changes()).containsExactly(Change.OPENED);
    Series below = new Series(rules(Side.BELOW, 0, 1, 1)).quiet(2 * WEEK).read(9).quiet(10);
    assertThat(below.reports).isEmpty();
    assertThat(below.read(-9).changes()).containsExactly(Change.OPENED);
  }

  @Test
  void deadBandIsSilent() {
    Series series = new Series(rules(Side.BOTH, 10, 1, 1)).quiet(2 * WEEK).read(9).quiet(10);
    assertThat(series.reports).isEmpty();
    assertThat(series.read(11).changes()).containsExactly(Change.OPENED);
  }

  @Test
  void opensWithEnoughUnlikelyReadings() {
    AnomalyRules rules = rules(Side.BOTH, 0, 2, 3);
    Series series = new Series(rules);
    for (int i = 0; i < 2 * WEEK; i++) {
      series.read(i % 2 == 0 ? 1 : -1);
    }
    assertThat(series.read(9).read(0).read(0.5).read(9).reports).isEmpty();
    assertThat(series.read(0).read(9).changes()).containsExactly(Change.OPENED);
  }

  @Test
  void gapEndsAnEpisode() {
    Series series = new Series(AnomalyRules.DEFAULT).quiet(2 * WEEK).read(9);
    series.slot += 30;
    series.quiet(2);

    assertThat(series.changes()).containsExactly(Change.OPENED, Change.CLOSED);
    assertThat(series.reports.get(1).lastSlot).isEqualTo(2 * WEEK + 1);
  }

  @Test
  void falseAlarmsKeepTheBudget() {
    assertThat(alarmsPerWeek(AnomalyRules.DEFAULT, 1, false)).isBetween(1 / 1.5, 1.5);
    assertThat(alarmsPerWeek(AnomalyRules.DEFAULT, 2, false)).isBetween(1 / 1.5, 1.5);
    assertThat(alarmsPerWeek(AnomalyRules.DEFAULT, 1, true)).isBetween(1 / 1.5, 1.5);
    AnomalyRules often = new AnomalyRules(4, Side.BOTH, 0, 0, 1, 1, 6, 24, 0, 0);
    assertThat(alarmsPerWeek(often, 1, false)).isBetween(4 / 1.5, 4 * 1.5);
    AnomalyRules twoOfThree = rules(Side.BOTH, 0, 2, 3);
    assertThat(alarmsPerWeek(twoOfThree, 1, false)).isBetween(1 / 1.5, 1.5);
  }

  @Test
  void repeatingItselfOftenIsSoonNoEpisode() {
    Series series = new Series(AnomalyRules.DEFAULT).quiet(WEEK);
    for (int row = 0; row < 50; row++) {
      double reading = row % 10 / 10.0;
      for (int i = 0; i < 30; i++) {
        series.read(reading);
      }
      series.quiet(10);
    }

    double weeks = (series.slot - WEEK) / (double) WEEK;
    assertThat(series.reports)
        .filteredOn(report -> report.change == Change.OPENED && report.kind == Kind.STUCK)
        .hasSizeBetween(1, (int) (1.5 * weeks));
  }

  /** Alarms in series of nothing but noise, of this size, or with heavy tails. */
  private static double alarmsPerWeek(AnomalyRules rules, double size, boolean heavy) {
    int alarms = 0;
    int weeks = 30;
    int count = 8;
    for (int seed = 0; seed < count; seed++) {
      Series series = new Series(rules, seed);
      for (int i = 0; i < weeks * WEEK; i++) {
        double noise = series.random.nextGaussian();
        if (heavy) { // Student's t with 3 degrees of freedom
          double squares = 0;
          for (int j = 0; j < 3; j++) {
            double normal = series.random.nextGaussian();
            squares += normal * normal / 3;
          }
          noise /= Math.sqrt(squares);
        }
        series.read(noise * size);
      }
      alarms += (int) series.changes().stream().filter(Change.OPENED::equals).count();
    }
    return (double) alarms / weeks / count;
  }

  @Test
  void shieldsTheFirstUnlikelyReadings() {
    AnomalyRules rules = new AnomalyRules(1, Side.BOTH, 0, 0, 1, 1, 6, 24, 0, 2);
    Series series = new Series(rules).quiet(2 * WEEK);

    assertThat(series.read(9).episode.shielded()).isTrue();
    assertThat(series.read(0).episode.shielded()).as("a likely reading").isFalse();
    assertThat(series.read(9).episode.shielded()).isTrue();
    assertThat(series.read(9).episode.shielded()).as("the third").isFalse();
    assertThat(series.quiet(10).read(9).episode.shielded()).as("the next episode").isTrue();
    assertThat(new Series(AnomalyRules.DEFAULT).quiet(2 * WEEK).read(9).episode.shielded())
        .isFalse();
  }

  @Test
  void silenceIsAnEpisodeOfItsOwn() {
    Series series = new Series(AnomalyRules.DEFAULT).quiet(2 * WEEK).read(9);
    AnomalyEpisode episode = series.episode;

    AnomalyWatch.fallSilent(series.bytes, 0, series.slot, series.slot + 3, episode);

    assertThat(episode.change()).isEqualTo(Change.OPENED);
    assertThat(episode.kind()).isEqualTo(Kind.SILENT);
    assertThat(episode.firstSlot()).isEqualTo(series.slot + 1);
    assertThat(episode.lastSlot()).isEqualTo(series.slot + 3);
    AnomalyWatch.fallSilent(series.bytes, 0, series.slot, series.slot + 4, episode);
    assertThat(episode.change()).as("reported once").isEqualTo(Change.NOTHING);
    assertThat(AnomalyWatch.isSilent(series.bytes, 0)).isTrue();

    AnomalyWatch.endSilence(series.bytes, 0, series.slot, series.slot + 10, episode);

    assertThat(episode.change()).isEqualTo(Change.CLOSED);
    assertThat(episode.firstSlot()).isEqualTo(series.slot + 1);
    assertThat(episode.lastSlot()).isEqualTo(series.slot + 9);
    assertThat(AnomalyWatch.isSilent(series.bytes, 0)).isFalse();
    AnomalyWatch.endSilence(series.bytes, 0, series.slot, series.slot + 10, episode);
    assertThat(episode.change()).as("ended once").isEqualTo(Change.NOTHING);
    series.slot += 9;
    assertThat(series.quiet(2).changes())
        .as("the episode of the spike goes on through a silence")
        .containsExactly(Change.OPENED, Change.CLOSED);
  }

  @Test
  void slotsMayPassTheirLow32Bits() {
    Series series = new Series(AnomalyRules.DEFAULT);
    series.slot = (1L << 32) - 2 * WEEK - 3;
    series.quiet(2 * WEEK).read(9).quiet(3).read(9).quiet(20);

    assertThat(series.changes()).containsExactly(Change.OPENED, Change.CLOSED);
    Report closed = series.reports.get(1);
    assertThat(closed.firstSlot).isEqualTo((1L << 32) - 2);
    assertThat(closed.lastSlot).isEqualTo((1L << 32) + 2);
  }

  @Test
  void refusesRulesThatMakeNoSense() {
    assertThatThrownBy(() -> rules(Side.BOTH, 0, 4, 3))
        .hasMessage("found hits = 4.0, allowed: 1 to the window, 3");
    assertThatThrownBy(() -> new AnomalyRules(1, Side.BOTH, 0, 0, 1, 1, 6, 24, 0, 256))
        .hasMessage("found shield = 256.0, allowed: 0 to 255");
    assertThatThrownBy(() -> new AnomalyRules(0, Side.BOTH, 0, 0, 1, 1, 6, 24, 0, 0))
        .hasMessageContaining("found per-week = 0.0");
    OutcomePlan point = new OutcomePlan(1, List.of(0.5), TrackedSteps.DEFAULT, true);
    assertThatThrownBy(() -> new AnomalyWatch(AnomalyRules.DEFAULT, point, HOUR))
        .hasMessageContaining("without levels on both sides of 0.5");
  }

  @Test
  void memoryAndWatchTakeAtMost512Bytes() {
    OutcomePlan plan = new OutcomePlan(24, Memories.LEVELS, TrackedSteps.DEFAULT, true);

    assertThat(plan.bytes() + AnomalyWatch.BYTES).isLessThanOrEqualTo(512);
  }
}
