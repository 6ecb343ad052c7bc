package io.foreflow.trainer.window;

import static org.assertj.core.api.Assertions.assertThat;

import io.foreflow.history.ColumnStore;
import io.foreflow.history.Covariates;
import io.foreflow.history.SeriesHistory;
import io.foreflow.history.WorkSpace;
import io.foreflow.trainer.features.FeaturedSeries;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class DisturbedCopiesTest {

  private static final int SEASON = 24;
  private static final int SLOTS = 100 * SEASON;
  private static final int HELD_OUT = 30;

  /** A series all of whose readings count. */
  private record Plain(SeriesHistory history) implements FeaturedSeries {

    @Override
    public float reading(int slot) {
      return history.value(slot);
    }

    @Override
    public int firstSeen(int steps) {
      return steps - 1;
    }

    @Override
    public double addScales(double sum, int from, int to) {
      return sum + to - from;
    }
  }

  private static SeriesHistory series(double level) {
    float[] values = new float[SLOTS];
    float[] hours = new float[SLOTS];
    for (int slot = 0; slot < SLOTS; slot++) {
      values[slot] = (float) (level + Math.sin(2 * Math.PI * slot / SEASON));
      hours[slot] = slot % SEASON;
    }
    values[777] = Float.NaN;
    return new SeriesHistory("s", 5, values, new Covariates(List.of("hour"), hours));
  }

  private static List<SeriesHistory> copies(int count, long seed, SeriesHistory... of) {
    WindowConfig config = new WindowConfig(WindowOrder.RANDOM, 8, 48, 6, 1, count, 0.5);
    ColumnStore store = new ColumnStore(WorkSpace.ofTempFolder());
    return new DisturbedCopies(config, SEASON, seed)
        .of(Arrays.stream(of).map(Plain::new).toList(), HELD_OUT, store);
  }

  /** The disturbance of each slot: the factor or the shift. */
  private static double[] done(SeriesHistory copy, SeriesHistory to, boolean factor) {
    double[] done = new double[copy.slots()];
    for (int slot = 0; slot < done.length; slot++) {
      float now = copy.values()[slot];
      float before = to.values()[slot];
      done[slot] = factor ? now / before : now - before;
    }
    return done;
  }

  @Test
  void stretchesOfANonNegativeSeriesAreMultiplied() {
    SeriesHistory real = series(10);
    SeriesHistory copy = copies(1, 1, real).get(0);

    assertThat(copy.slots()).isEqualTo(SLOTS - HELD_OUT);
    assertThat(copy.firstSlot()).isEqualTo(5);
    assertThat(copy.covariates()).isSameAs(real.covariates());
    assertThat(copy.values()[777]).isNaN();
    List<Integer> lengths = new ArrayList<>();
    int length = 0;
    for (double factor : done(copy, real, true)) {
      boolean moved = Double.isFinite(factor) && Math.abs(factor - 1) > 1e-6;
      if (moved) {
        length++;
      } else if (length > 0) {
        lengths.add(length);
        length = 0;
      }
    }
    // About one in nine seasons, so most slots are not disturbed.
    assertThat(lengths).hasSizeBetween(5, 20).allSatisfy(one -> assertThat(one).isLessThan(103));
    assertThat(lengths.stream().mapToInt(one -> one).sum()).isBetween(SLOTS / 10, SLOTS / 2);
  }

  @Test
  void stretchesOfOtherSeriesAreShifted() {
    SeriesHistory real = series(0);
    SeriesHistory copy = copies(1, 1, real).get(0);

    double[] moved = done(copy, real, false);
    List<Double> levels = new ArrayList<>();
    for (int slot = 1; slot < moved.length; slot++) {
      if (Math.abs(moved[slot]) > 1e-3 && Math.abs(moved[slot] - moved[slot - 1]) < 1e-5) {
        levels.add(moved[slot]);
      }
    }
    double meanSize = levels.stream().mapToDouble(Math::abs).average().orElseThrow();
    assertThat(meanSize).isBetween(0.05, 1.0);
    assertThat(levels).anyMatch(level -> level > 0).anyMatch(level -> level < 0);
  }

  @Test
  void everySecondCopyHasLastingChanges() {
    SeriesHistory real = series(10);
    SeriesHistory copy = copies(2, 3, real).get(1);

    double[] factors = done(copy, real, true);
    int changes = 0;
    double largest = 0;
    for (int slot = SEASON; slot < factors.length; slot++) {
      boolean same = Math.abs(factors[slot] / factors[slot - SEASON] - 1) < 1e-5;
      boolean known = Double.isFinite(factors[slot] + factors[slot - SEASON]);
      changes += known && !same ? 1 : 0;
      largest = Double.isFinite(factors[slot]) ? Math.max(largest, factors[slot]) : largest;
    }
    // A change shows in the slots of one season, and there are about two in a hundred seasons.
    assertThat(changes).isPositive().isLessThanOrEqualTo(8 * SEASON);
    assertThat(largest).isBetween(1.1, 10.0);
    assertThat(copy.values()[777]).isNaN();
    assertThat(copy.slots()).isEqualTo(SLOTS - HELD_OUT);
  }

  @Test
  void copiesDifferAndRepeatWithTheirSeed() {
    SeriesHistory real = series(10);
    List<SeriesHistory> copies = copies(3, 1, real, series(20));

    assertThat(copies).hasSize(6);
    assertThat(copies.get(2).values()).isNotEqualTo(copies.get(0).values());
    assertThat(copies(3, 1, real, series(20)).get(4).values()).isEqualTo(copies.get(4).values());
    assertThat(copies(3, 2, real, series(20)).get(4).values()).isNotEqualTo(copies.get(4).values());
    assertThat(copies(0, 1, real)).isEmpty();
  }

  @Test
  void aWhollyHeldOutSeriesHasNoCopies() {
    SeriesHistory tiny = new SeriesHistory("tiny", 0, new float[HELD_OUT]);

    assertThat(copies(2, 1, tiny)).isEmpty();
  }

  @Test
  void hugeValuesStayFinite() {
    float[] huge = new float[SLOTS];
    Arrays.fill(huge, Float.MAX_VALUE);

    for (float value : copies(1, 1, new SeriesHistory("huge", 0, huge)).get(0).values()) {
      assertThat(value).isFinite();
    }
  }
}
