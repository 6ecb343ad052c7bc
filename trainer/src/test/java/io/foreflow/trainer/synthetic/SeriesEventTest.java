package io.foreflow.trainer.synthetic;

import static io.foreflow.trainer.synthetic.Samples.HOURS;
import static io.foreflow.trainer.synthetic.Samples.SEASON;
import static io.foreflow.trainer.synthetic.Samples.WEEK;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Tests that events and weekends change a series as they say. */
class SeriesEventTest {

  private static final int MANY = 150;

  /** What an event adds to a series, by slot. */
  private static double[] added(SeriesEvent event, int number) {
    double[] before = Noise.rough(HOURS.slots(), 20, Samples.draw(number));
    Values.standardize(before);
    double[] after = before.clone();
    event.change(after, HOURS, Samples.draw(1_000 + number));
    return IntStream.range(0, after.length).mapToDouble(i -> after[i] - before[i]).toArray();
  }

  @Test
  void levelsMoveByWholeStretches() {
    for (int i = 0; i < MANY; i++) {
      double[] added = added(new LevelShifts(), i);

      long moves =
          Arrays.stream(Samples.differences(added)).filter(step -> Math.abs(step) > 1e-9).count();
      assertThat(moves).as("series %s", i).isLessThanOrEqualTo(6);
      assertThat(Arrays.stream(added).map(Math::abs).max().orElseThrow()).isBetween(0.5, 12.0);
    }
  }

  @Test
  void holidaysLastWholeSeasons() {
    int changed = 0;
    for (int i = 0; i < MANY; i++) {
      double[] added = added(new Holidays(), i);
      int run = 0;
      for (int slot = 0; slot < added.length; slot++) {
        // The one reading that the level of the holidays is taken from is not moved.
        boolean inside = run > 0 && slot + 1 < added.length && added[slot + 1] != 0;
        if (added[slot] != 0 || inside) {
          run++;
        } else {
          assertThat(run % SEASON).as("series %s, slot %s", i, slot).isIn(0, SEASON - 1);
          run = 0;
        }
      }
      changed += Arrays.stream(added).anyMatch(one -> one != 0) ? 1 : 0;
    }
    assertThat(changed).isGreaterThan(MANY * 3 / 4);
  }

  @Test
  void noiseHasCalmAndLoudTimes() {
    double[] kurtosis =
        IntStream.range(0, MANY)
            .mapToDouble(i -> Samples.kurtosis(added(new ChangingNoise(), i)))
            .sorted()
            .toArray();

    // Normal noise of one size has 3.
    assertThat(Samples.median(kurtosis)).isGreaterThan(4);
  }

  @Test
  void outliersAreRareAndFarOff() {
    for (int i = 0; i < MANY; i++) {
      double[] moved =
          Arrays.stream(added(new Outliers(), i))
              .map(Math::abs)
              .filter(one -> one > 1e-9)
              .toArray();

      assertThat(moved.length).isLessThan(HOURS.slots() / 20);
      assertThat(Arrays.stream(moved)).allMatch(one -> one > 2.99 && one < 10.01);
    }
  }

  @Test
  void missingStretchesAreNeverTooLong() {
    int missing = 0;
    for (int i = 0; i < MANY; i++) {
      double[] added = added(new MissingStretches(), i);
      assertThat(added[0]).isZero();
      int run = 0;
      for (double one : added) {
        run = Double.isNaN(one) ? run + 1 : 0;
        missing += Double.isNaN(one) ? 1 : 0;
        assertThat(run).isLessThanOrEqualTo(MissingStretches.LONGEST);
      }
    }
    assertThat(missing / (double) MANY / HOURS.slots()).isBetween(0.01, 0.1);
  }

  @Test
  void weekendsFallOnEveryDayOfWeek() {
    int[] lowest = new int[7];
    for (int i = 0; i < 4 * MANY; i++) {
      double[] values = Season.draw(HOURS, Samples.draw(i));
      double[] ofDays = new double[7];
      for (int slot = 0; slot < 2 * WEEK; slot++) {
        ofDays[slot / SEASON % 7] += values[slot];
      }
      double least = Arrays.stream(ofDays).min().orElseThrow();
      double most = Arrays.stream(ofDays).max().orElseThrow();
      if (most - least > 2 * 2 * SEASON * 0.25) {
        lowest[IntStream.range(0, 7).filter(day -> ofDays[day] == least).findFirst().orElse(0)]++;
      }
    }
    assertThat(Arrays.stream(lowest).sum()).isBetween(MANY * 4 * 4 / 10, MANY * 4 * 7 / 10);
    assertThat(Arrays.stream(lowest).boxed()).allMatch(count -> count > MANY / 5);
  }
}
