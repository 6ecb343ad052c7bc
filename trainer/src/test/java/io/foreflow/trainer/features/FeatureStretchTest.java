package io.foreflow.trainer.features;

import static org.assertj.core.api.Assertions.assertThat;

import io.foreflow.history.ColumnStore;
import io.foreflow.history.SeriesHistory;
import io.foreflow.history.WorkSpace;
import io.foreflow.trainer.GeneratedCovariates;
import io.foreflow.trainer.GeneratedSeries;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Tests that features made from a snapshot are those of a run over the whole series, bit by bit.
 */
class FeatureStretchTest {

  private static final FeatureConfig SEASONAL =
      new FeatureConfig(
              3_600_000,
              6,
              48,
              List.of(24, 48),
              8,
              3,
              CalendarCycles.WEEK,
              CovariateConfig.NONE,
              null)
          .with(new CovariateConfig(List.of("a"), List.of("b"), List.of(), List.of("c")));

  private static final FeatureConfig PLAIN = new FeatureConfig(3_600_000, 6, 400, List.of(), 8);

  @Test
  void equalsTheWholeSeriesWithSeasons(@TempDir Path folder) {
    check(folder, SEASONAL, difficult(GeneratedSeries.hourly(140, 330, 4)));
  }

  @Test
  void equalsTheWholeSeriesWithoutSeasons(@TempDir Path folder) {
    check(folder, PLAIN, difficult(GeneratedSeries.hourly(30, 700, 5)));
  }

  /** Series of different lengths with gaps, late starts, spikes, negative zeros, and no reading. */
  private static List<SeriesHistory> difficult(List<SeriesHistory> ordinary) {
    SplittableRandom random = new SplittableRandom(8);
    List<SeriesHistory> series = new ArrayList<>();
    for (SeriesHistory one : ordinary) {
      float[] values = one.values(0, one.slots() - random.nextInt(one.slots() / 2));
      int kind = series.size() % 6;
      Arrays.fill(values, 0, kind == 1 ? 70 : 0, Float.NaN);
      Arrays.fill(values, 60, kind == 2 ? 140 : 60, Float.NaN);
      values[values.length / 3] *= kind == 3 ? 1e6f : 1;
      values[values.length / 4] = kind == 4 ? -0f : values[values.length / 4];
      Arrays.fill(values, 0, kind == 5 ? values.length : 0, Float.NaN);
      series.add(new SeriesHistory(one.series(), one.firstSlot(), values));
    }
    return GeneratedCovariates.beside(series, List.of("a", "b", "c"), 10, 9);
  }

  private static void check(Path folder, FeatureConfig config, List<SeriesHistory> histories) {
    SplittableRandom random = new SplittableRandom(2);
    try (FeatureFunction function = new FeatureFunction(config);
        ColumnStore store = new ColumnStore(new WorkSpace(folder, 0))) {
      List<SeriesFeatures> whole = function.run(histories);
      List<FeaturedSeries> snapshots = function.snapshots(histories, store, true);
      List<FeatureMaker.Slots> wanted = new ArrayList<>();
      for (FeaturedSeries series : snapshots) {
        for (int i = 0; i < 3; i++) {
          int from = random.nextInt(series.history().slots());
          int to = from + random.nextInt(series.history().slots() - from + 1);
          wanted.add(new FeatureMaker.Slots(series, from, to));
        }
      }

      List<FeatureStretch> made = function.make(wanted);

      for (int i = 0; i < made.size(); i++) {
        compare(made.get(i), whole.get(i / 3), wanted.get(i).to());
      }
    }
  }

  private static void compare(FeatureStretch made, SeriesFeatures whole, int to) {
    int from = made.from();
    part(made.inputs(), whole.inputs(), from, to, whole);
    part(made.context(), whole.context(), from, to, whole);
    part(made.base(), whole.base(), from, to, whole);
    part(made.scale(), whole.scale(), from, to, whole);
    part(made.level(), whole.level(), from, to, whole);
    for (int slot = from; slot < to; slot++) {
      assertThat(made.perScale(slot)).isEqualTo(whole.perScale(slot));
      assertThat(made.base(slot, 4)).isEqualTo(whole.base(slot, 4));
    }
    FeaturedSeries series = made.series();
    for (int slot = 0; slot < series.history().slots(); slot++) {
      assertThat(Float.floatToIntBits(series.reading(slot)))
          .isEqualTo(Float.floatToIntBits(whole.reading(slot)));
    }
    for (int steps : new int[] {1, 30, 5_000}) {
      assertThat(series.firstSeen(steps)).isEqualTo(whole.firstSeen(steps));
    }
    int slots = series.history().slots();
    assertThat(series.addScales(1, 3, slots)).isEqualTo(whole.addScales(1, 3, slots));
  }

  private static void part(float[] made, float[] all, int from, int to, SeriesFeatures whole) {
    int width = all.length / whole.scale().length;
    assertThat(Arrays.equals(made, Arrays.copyOfRange(all, from * width, to * width))).isTrue();
  }
}
