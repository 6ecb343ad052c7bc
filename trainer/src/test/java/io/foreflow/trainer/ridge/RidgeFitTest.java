package io.foreflow.trainer.ridge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.foreflow.history.SeriesHistory;
import io.foreflow.trainer.ensemble.RidgeMember;
import io.foreflow.trainer.features.FeatureConfig;
import io.foreflow.trainer.features.FeatureFunction;
import io.foreflow.trainer.features.FeatureMaker;
import io.foreflow.trainer.features.SeriesFeatures;
import io.foreflow.trainer.window.LearningSpan;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class RidgeFitTest {

  private static final int HORIZON = 4;
  private static final int WINDOW = 16;
  private static final List<Double> LEVELS = List.of(0.1, 0.5, 0.9);
  private static final FeatureConfig FEATURES =
      new FeatureConfig(3_600_000, HORIZON, 24, List.of(6), 4);

  /**
   * A series whose next reading is a sum of two earlier ones and noise. The noise of the forecast
   * is known.
   */
  private static float[] swings(int slots, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    float[] values = new float[slots];
    for (int i = 0; i < slots; i++) {
      double before = i < 1 ? 0 : values[i - 1];
      double earlier = i < 2 ? 0 : values[i - 2];
      values[i] = (float) (1.5 * before - 0.8 * earlier + random.nextGaussian());
    }
    return values;
  }

  private static float[] torn(float[] values, double lost) {
    SplittableRandom random = new SplittableRandom(8);
    float[] torn = values.clone();
    for (int i = 0; i < torn.length; i++) {
      torn[i] = random.nextDouble() < lost ? Float.NaN : torn[i];
    }
    return torn;
  }

  private static List<LearningSpan> spans(float[]... series) {
    List<SeriesHistory> histories = new ArrayList<>();
    for (float[] values : series) {
      histories.add(new SeriesHistory("series-" + histories.size(), 0, values));
    }
    try (FeatureFunction function = new FeatureFunction(FEATURES)) {
      return LearningSpan.of(function.run(histories), 6, 0);
    }
  }

  private static RidgeMember fit(List<LearningSpan> spans) {
    return new RidgeFit(WINDOW, HORIZON, LEVELS, false, 20).fit(spans, FeatureMaker.HELD);
  }

  /** The forecast errors of the middle level, step by step: [step][origin], in own units. */
  private static double[][] errors(RidgeMember member, float[] values, int row) {
    SeriesFeatures features = (SeriesFeatures) spans(values).get(0).features();
    double[][] errors = new double[HORIZON][values.length - 60];
    for (int origin = 50; origin < values.length - 10; origin++) {
      for (int step = 1; step <= HORIZON; step++) {
        double sum = member.residuals().data()[row * HORIZON + step - 1] * features.scale()[origin];
        for (int i = 0; i < WINDOW; i++) {
          sum +=
              member.map().data()[(step - 1) * WINDOW + i]
                  * (features.reading(origin - WINDOW + 1 + i) - features.level()[origin]);
        }
        errors[step - 1][origin - 50] = values[origin + step] - features.base(origin, step) - sum;
      }
    }
    return errors;
  }

  private static double meanSquare(double[] errors) {
    return Arrays.stream(errors).map(error -> error * error).average().orElseThrow();
  }

  @Test
  void findsTheBestLinearForecast() {
    RidgeMember member = fit(spans(swings(4000, 1)));

    double[][] errors = errors(member, swings(4000, 2), 1);

    // The variance of the noise that comes after the origin: 1, then 1 + 1.5^2.
    assertThat(meanSquare(errors[0])).isCloseTo(1, within(0.06));
    assertThat(meanSquare(errors[1])).isCloseTo(3.25, within(0.2));
  }

  @Test
  void bandsHoldTheirShareOfLaterReadings() {
    RidgeMember member = fit(spans(swings(2000, 1)));
    float[] later = swings(4000, 2);
    double[][] ofLow = errors(member, later, 0);
    double[][] ofHigh = errors(member, later, 2);

    for (int step = 0; step < HORIZON; step++) {
      int within = 0;
      for (int i = 0; i < ofLow[step].length; i++) {
        within += ofLow[step][i] >= 0 && ofHigh[step][i] <= 0 ? 1 : 0;
      }
      assertThat((double) within / ofLow[step].length).isCloseTo(0.8, within(0.03));
    }
  }

  @Test
  void missingTargetsDoNotBiasTheMap() {
    float[] values = swings(4000, 1);
    LearningSpan whole = spans(values).get(0);
    SeriesFeatures known = (SeriesFeatures) whole.features();
    // The state remembers all readings, but three of ten are no targets.
    SeriesFeatures withoutTargets =
        new SeriesFeatures(
            new SeriesHistory("torn", 0, torn(values, 0.3)),
            known.inputs(),
            known.context(),
            known.base(),
            known.scale(),
            known.seen(),
            known.readings(),
            known.level());

    float[] other = swings(4000, 2);
    RidgeMember expected = fit(List.of(whole));
    RidgeMember found =
        fit(List.of(new LearningSpan(withoutTargets, whole.firstWarm(), whole.end())));

    for (int step = 0; step < HORIZON; step++) {
      assertThat(meanSquare(errors(found, other, 1)[step]))
          .isLessThan(1.03 * meanSquare(errors(expected, other, 1)[step]));
    }
  }

  @Test
  void aRandomWalkIsForecastByItsBase() {
    SplittableRandom random = new SplittableRandom(5);
    float[] walk = new float[80];
    for (int i = 1; i < walk.length; i++) {
      walk[i] = (float) (walk[i - 1] + random.nextGaussian());
    }
    FeatureConfig unseasonal = new FeatureConfig(3_600_000, HORIZON, 24, List.of(), 4);
    List<LearningSpan> spans;
    try (FeatureFunction function = new FeatureFunction(unseasonal)) {
      spans = LearningSpan.of(function.run(List.of(new SeriesHistory("walk", 0, walk))), 6, 0);
    }

    for (float weight : fit(spans).map().data()) {
      assertThat(weight).isCloseTo(0, within(0.1f));
    }
  }

  @Test
  void equalReadingsGiveTheSameNumbers() {
    float[] torn = torn(swings(700, 1), 0.1);

    RidgeMember first = fit(spans(torn, swings(300, 3)));
    RidgeMember second = fit(spans(torn, swings(300, 3)));

    assertThat(second.map().data()).isEqualTo(first.map().data());
    assertThat(second.residuals().data()).isEqualTo(first.residuals().data());
  }

  @Test
  void ofALongHistoryStretchesAreTaken() {
    List<LearningSpan> spans = spans(swings(3000, 1), swings(1500, 3));
    RidgeRows few = new RidgeRows(spans, FeatureMaker.HELD, 6);
    List<Integer> blocks = new ArrayList<>();

    few.forEach(new RidgeRow(WINDOW, HORIZON, 20), row -> blocks.add(row.block));

    assertThat(blocks).hasSizeBetween(5 * 256, 6 * 256).contains(0, 1, 2, 3, 4);
  }

  @Test
  void tooShortSeriesAreRefused() {
    assertThatThrownBy(() -> fit(spans(swings(7, 1))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("half the horizon, 2 slots, must follow");
  }
}
