package io.foreflow.trainer.features;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.foreflow.history.SeriesHistory;
import io.foreflow.series.SlotGrid;
import io.foreflow.trainer.GeneratedSeries;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FeatureFunctionTest {

  private static final float NAN = Float.NaN;

  /** A season of 3 in a context of 6 and a horizon of 5, so that targets are beyond the season. */
  private static final FeatureConfig SEASONAL = new FeatureConfig(3_600_000, 5, 6, List.of(3), 2);

  private static final FeatureConfig PLAIN = new FeatureConfig(3_600_000, 4, 6, List.of(), 2);

  @Test
  void theBaseIsTheLastKnownSeasonRepeated() {
    SeriesFeatures features = run(SEASONAL, 1, 2, 3, 4, 5, 6, 7);

    assertThat(base(features, 6, 5)).containsExactly(5f, 6f, 7f, 5f, 6f);
  }

  @Test
  void withoutSeasonsTheBaseIsTheLastReading() {
    SeriesFeatures features = run(PLAIN, 1, 2, 9);

    assertThat(base(features, 2, 4)).containsExactly(9f, 9f, 9f, 9f);
  }

  @Test
  void missingReadingsAreFilledFromASeasonAgo() {
    SeriesFeatures features = run(SEASONAL, 1, 2, 3, 4, 5, NAN, NAN, 8);

    // Slots 5 and 6 are filled with 3 and 4.
    assertThat(base(features, 7, 3)).containsExactly(3f, 4f, 8f);
  }

  @Test
  void withoutSeasonsMissingReadingsRepeatTheLast() {
    SeriesFeatures features = run(PLAIN, 1, 2, NAN);

    assertThat(base(features, 2, 1)).containsExactly(2f);
  }

  @Test
  void stepsAreCountedFromTheFirstReadingOn() {
    SeriesFeatures features = run(SEASONAL, NAN, NAN, 5, NAN, 6);

    assertThat(features.seen()).containsExactly(0, 0, 1, 2, 3);
  }

  @Test
  void theFirstReadingReplacesUnknownEarlierOnes() {
    SeriesFeatures features = run(SEASONAL, NAN, 5);

    assertThat(base(features, 0, 5)).containsOnly(0f);
    assertThat(base(features, 1, 5)).containsOnly(5f);
    assertThat(features.context()).containsOnly(0);
  }

  @Test
  void theReadingsAreThoseThatTheStateRemembers() {
    SeriesFeatures features = run(SEASONAL, NAN, 5, 6, 7, 8, NAN, 9);

    // The gap is filled with the reading one season ago. Slots before the first reading have the
    // first reading.
    assertThat(features.readings()).containsExactly(5, 5, 6, 7, 8, 6, 9);
    FloatBuffer copied = FloatBuffer.allocate(5);
    features.copyReadings(-2, 5, copied, 0);
    assertThat(features.reference(-2, 5)).isEqualTo(5);
    assertThat(copied.array()).containsExactly(0, 0, 0, 0, 1);
    assertThat(features.perScale(0)).isZero();
    assertThat(features.perScale(6)).isEqualTo(1 / features.scale()[6]);
  }

  @Test
  void aProfileIsTheMeanBySeasonalPlace() {
    FeatureConfig config =
        new FeatureConfig(
            3_600_000, 2, 3, List.of(3), 1, 2, CalendarCycles.NONE, CovariateConfig.NONE, null);
    // The places of the season are 0, 1, 2. Means cover at most two seasons, so new readings count
    // one half.
    SeriesFeatures features = run(config, 0, 10, 20, 4, 14, NAN, 8, 18);

    // The profile at the slots after the last, places 2 and 0: 20, as no reading came since, and 0
    // 4 8.
    assertThat(unscaled(features, 7, 2)).isCloseTo(20, within(1e-3f));
    assertThat(unscaled(features, 7, 3)).isCloseTo(((0 + 4) / 2f + 8) / 2, within(1e-3f));
    // The profile at place 1 before the last reading, from 10 and 14.
    assertThat(unscaled(features, 7, 4)).isCloseTo(12, within(1e-3f));
    // At the first slot everything equals the first reading.
    assertThat(unscaled(features, 0, 4)).isZero();
  }

  private static float unscaled(SeriesFeatures features, int slot, int column) {
    int width = features.context().length / features.scale().length;
    return features.context()[slot * width + column] * features.scale()[slot]
        + features.level()[slot];
  }

  @Test
  void shortHistoriesLeaveTheWeekOut() {
    FeatureConfig auto =
        new FeatureConfig(
            3_600_000, 4, 6, List.of(), 2, 0, CalendarCycles.AUTO, CovariateConfig.NONE, null);

    assertThat(auto.suitedTo(3 * 168 - 1).calendar()).isEqualTo(CalendarCycles.DAY);
    assertThat(auto.suitedTo(3 * 168).calendar()).isEqualTo(CalendarCycles.WEEK);
    FeatureConfig week = new FeatureConfig(3_600_000, 4, 6, List.of(), 2);
    assertThat(week.suitedTo(1)).isEqualTo(week);
  }

  @Test
  void theCalendarCanBeLeftOut() {
    FeatureConfig week = new FeatureConfig(3_600_000, 4, 6, List.of(), 2);
    FeatureConfig none =
        new FeatureConfig(
            3_600_000, 4, 6, List.of(), 2, 0, CalendarCycles.NONE, CovariateConfig.NONE, null);
    FeatureConfig day =
        new FeatureConfig(
            3_600_000, 4, 6, List.of(), 2, 0, CalendarCycles.DAY, CovariateConfig.NONE, null);

    assertThat(run(week, 1, 2).inputs()).hasSizeGreaterThan(run(day, 1, 2).inputs().length);
    assertThat(run(day, 1, 2).inputs()).hasSizeGreaterThan(run(none, 1, 2).inputs().length);
  }

  @Test
  void laterReadingsChangeNothingEarlier() {
    SeriesHistory whole = GeneratedSeries.hourly(1, 300, 4).get(0);
    SeriesHistory part =
        new SeriesHistory("part", whole.firstSlot(), Arrays.copyOf(whole.values(), 200));
    FeatureConfig config = new FeatureConfig(3_600_000, 24, 168, List.of(24, 168), 24);

    try (FeatureFunction function = new FeatureFunction(config)) {
      SeriesFeatures ofWhole = function.run(List.of(whole)).get(0);
      SeriesFeatures ofPart = function.run(List.of(part)).get(0);

      assertThat(Arrays.copyOf(ofWhole.inputs(), ofPart.inputs().length))
          .isEqualTo(ofPart.inputs());
      assertThat(Arrays.copyOf(ofWhole.context(), ofPart.context().length))
          .isEqualTo(ofPart.context());
    }
  }

  @Test
  void theOtherSeriesOfABatchChangeNothing() {
    List<SeriesHistory> many = new ArrayList<>(GeneratedSeries.hourly(150, 60, 4));
    many.add(new SeriesHistory("long", 0, GeneratedSeries.hourly(1, 90, 9).get(0).values()));
    FeatureConfig config = new FeatureConfig(3_600_000, 6, 24, List.of(24), 8);

    try (FeatureFunction function = new FeatureFunction(config)) {
      List<SeriesFeatures> together = function.run(many);
      for (int i = 0; i < many.size(); i += 25) {
        SeriesFeatures alone = function.run(List.of(many.get(i))).get(0);
        assertThat(Arrays.equals(together.get(i).inputs(), alone.inputs())).isTrue();
        assertThat(Arrays.equals(together.get(i).scale(), alone.scale())).isTrue();
      }
    }
  }

  @ParameterizedTest
  @ValueSource(doubles = {1e-6, 1e-3, 1e3, 1e6, 1e9})
  void theUnitOfASeriesDoesNotMatter(double unit) {
    float[] values = GeneratedSeries.hourly(1, 200, 4).get(0).values();
    double size = Math.abs(values[0]);
    float[] one = new float[values.length];
    float[] scaled = new float[values.length];
    for (int i = 0; i < values.length; i++) {
      one[i] = (float) (values[i] / size);
      scaled[i] = (float) (values[i] / size * unit);
    }

    SeriesFeatures ofOne = run(SEASONAL, one);
    SeriesFeatures ofScaled = run(SEASONAL, scaled);

    for (int i = 0; i < ofOne.inputs().length; i++) {
      assertThat(ofScaled.inputs()[i]).isCloseTo(ofOne.inputs()[i], within(2e-3f));
    }
    for (int i = 10; i < ofOne.scale().length; i++) {
      assertThat(ofScaled.scale()[i] / ofOne.scale()[i] / unit).isCloseTo(1, within(1e-3));
    }
  }

  @ParameterizedTest
  @ValueSource(floats = {0, 1e-6f, 21.5f, -1e9f})
  void aConstantSeriesIsScaledToAlmostNothing(float value) {
    float[] constant = new float[400];
    Arrays.fill(constant, value);

    SeriesFeatures features = run(SEASONAL, constant);

    for (float scaled : features.context()) {
      assertThat(scaled).isCloseTo(0, within(0.1f));
    }
    for (float scale : features.scale()) {
      assertThat(scale).isPositive().isFinite();
    }
  }

  @Test
  void aHugeLeapKeepsAllFeaturesBounded() {
    float[] values = new float[200];
    for (int i = 0; i < values.length; i++) {
      values[i] = (i < 100 ? 1 : 1e6f) * (float) Math.sin(i);
    }

    SeriesFeatures features = run(SEASONAL, values);

    for (float input : features.inputs()) {
      assertThat(Math.abs(input)).isLessThanOrEqualTo(80);
    }
    // One season later the scale has adapted.
    assertThat(features.scale()[120]).isGreaterThan(1e4f);
  }

  @Test
  void theScaleIgnoresSeasonalChanges() {
    float[] values = new float[300];
    for (int i = 0; i < values.length; i++) {
      values[i] = 100 + 10 * (i % 3) + (i % 2 == 0 ? 1f : -1f);
    }

    SeriesFeatures features = run(SEASONAL, values);

    // Three slots ago the alternation had the other sign, so |change| is 2. The level moves by
    // about 7.
    assertThat(features.scale()[299]).isBetween(1.9f, 2.6f);
  }

  @Test
  void theCalendarFollowsEventTime() {
    FeatureConfig config = new FeatureConfig(3_600_000, 4, 6, List.of(), 1);
    try (FeatureFunction function = new FeatureFunction(config)) {
      // Slot 0 is 1970-01-01T00:00Z, and slot 6 is six hours later.
      SeriesFeatures features =
          function.run(List.of(new SeriesHistory("s", 0, new float[7]))).get(0);
      int width = function.inputWidth();
      int week = 6 * width + 1;
      double quarterDay = 2 * Math.PI * 6 / 168;

      assertThat((double) features.inputs()[week]).isCloseTo(Math.sin(quarterDay), within(1e-5));
      assertThat((double) features.inputs()[week + 1])
          .isCloseTo(Math.cos(quarterDay), within(1e-5));
      int day = week + 4;
      assertThat((double) features.inputs()[day]).isCloseTo(1, within(1e-5));
      assertThat((double) features.inputs()[day + 1]).isCloseTo(0, within(1e-5));
    }
  }

  @Test
  void seasonsFollowFromTheCadence() {
    assertThat(CalendarCycles.seasons(new SlotGrid(3_600_000), 400)).containsExactly(24, 168);
    assertThat(CalendarCycles.seasons(new SlotGrid(1_800_000), 400)).containsExactly(48, 336);
    assertThat(CalendarCycles.seasons(new SlotGrid(300_000), 400)).containsExactly(288);
    assertThat(CalendarCycles.seasons(new SlotGrid(86_400_000), 400)).containsExactly(7);
    assertThat(CalendarCycles.seasons(new SlotGrid(60_000), 400)).isEmpty();
    assertThat(CalendarCycles.seasons(new SlotGrid(7_000), 400)).isEmpty();
  }

  private static SeriesFeatures run(FeatureConfig config, float... values) {
    try (FeatureFunction function = new FeatureFunction(config)) {
      return function.run(List.of(new SeriesHistory("s", 0, values))).get(0);
    }
  }

  private static List<Float> base(SeriesFeatures features, int slot, int steps) {
    List<Float> base = new ArrayList<>();
    for (int step = 1; step <= steps; step++) {
      base.add(features.base(slot, step));
    }
    return base;
  }
}
