package io.foreflow.trainer.features;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.foreflow.history.Covariates;
import io.foreflow.history.SeriesHistory;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class CovariateFeaturesTest {

  private static final float NAN = Float.NaN;
  private static final float[] READINGS = {1, 2, 1, 2, NAN, 2, 1, 2};
  private static final int SLOTS = READINGS.length;

  private static FeatureConfig of(CovariateConfig covariates) {
    return new FeatureConfig(3_600_000, 2, 6, List.of(), 2).with(covariates);
  }

  private static SeriesHistory series(String name, float... column) {
    return new SeriesHistory("s", 0, READINGS, new Covariates(List.of(name), column));
  }

  private static SeriesFeatures run(FeatureConfig config, SeriesHistory history) {
    try (FeatureFunction function = new FeatureFunction(config)) {
      return function.run(List.of(history)).get(0);
    }
  }

  /** The columns of a slot, starting {@code behind} columns before the end. */
  private static float[] last(float[] table, int slot, int behind) {
    int width = table.length / SLOTS;
    return Arrays.copyOfRange(table, (slot + 1) * width - behind, (slot + 1) * width);
  }

  @Test
  void observedCovariatesAreStandardizedBeforeTheTail() {
    SeriesHistory history = series("temp", 10, 30, 10, 30, 10, NAN, 1000, 20);
    FeatureConfig config =
        of(new CovariateConfig(List.of(), List.of("temp"), List.of(), List.of()))
            .measuredOn(List.of(history), 2);

    assertThat(config.covariates().scales().get(0).mean()).isEqualTo(18, within(1e-4f));
    SeriesFeatures features = run(config, history);
    float unit = config.covariates().scales().get(0).deviation();
    assertThat(last(features.inputs(), 1, 1)[0]).isEqualTo(12 / unit, within(1e-5f));
    assertThat(last(features.inputs(), 5, 1)).as("missing").containsExactly(0);
    assertThat(last(features.inputs(), 6, 1)).as("far out").containsExactly(10);
    assertThat(features.context()).hasSize(SLOTS * 2);
  }

  @Test
  void aSpikeDoesNotChangeTheScale() {
    SeriesHistory with = series("temp", 10, 30, 1e12f, 30, 10, NAN, 10, 30);
    SeriesHistory without = series("temp", 10, 30, NAN, 30, 10, NAN, 10, 30);

    CovariateScale found = CovariateScale.of("temp", List.of(with), 0);

    assertThat(found).isEqualTo(CovariateScale.of("temp", List.of(without), 0));
    assertThat(found).isEqualTo(new CovariateScale(20, 10));
  }

  @Test
  void rareValuesAreNoSpikes() {
    float[] column = {0, 0, 0, 0, 0, 0, 0, 1};

    assertThat(CovariateScale.of("promotion", List.of(series("promotion", column)), 0).mean())
        .isEqualTo(0.125f);
  }

  @Test
  void relativeCovariatesAreScaledDifferencesToTheReading() {
    SeriesHistory history = series("open", 1, NAN, 1.5f, 1e9f, 7, 2, 1, 2);
    FeatureConfig config =
        of(new CovariateConfig(List.of("open"), List.of(), List.of(), List.of()));

    SeriesFeatures features = run(config, history);

    assertThat(last(features.inputs(), 1, 1)).as("missing").containsExactly(0);
    assertThat(last(features.inputs(), 2, 1)[0])
        .isEqualTo(0.5f / features.scale()[2], within(1e-4f));
    assertThat(last(features.inputs(), 3, 1)).as("far out").containsExactly(40);
    assertThat(last(features.inputs(), 4, 1)).as("without a reading").containsExactly(0);
    assertThat(last(features.inputs(), 5, 1)).as("equal").containsExactly(0);
  }

  @Test
  void onlyTheHeadSeesFutureValues() {
    SeriesHistory history = series("promo", 0, 1, 0, 1, NAN, 0, 0, 1, 5, 6);
    FeatureConfig config =
        of(
            new CovariateConfig(
                List.of(),
                List.of(),
                List.of(),
                List.of("promo"),
                List.of(new CovariateScale(1, 2))));

    SeriesFeatures features = run(config, history);

    assertThat(config.covariateNames()).containsExactly("promo", "promo+1", "promo+2");
    assertThat(last(features.context(), 1, 3)).containsExactly(0, -0.5f, 0);
    assertThat(last(features.context(), 6, 3)).containsExactly(-0.5f, 0, 2);
    assertThat(last(features.context(), 7, 3)).containsExactly(0, 2, 2.5f);
    assertThat(last(features.inputs(), 6, 1)).containsExactly(-0.5f);
    assertThat(last(features.context(), 4, 3)).as("a gap").containsExactly(0, 0, 0);
  }

  @Test
  void columnsHaveTheOrderOfTheirGroups() {
    CovariateConfig config =
        new CovariateConfig(List.of("open"), List.of("wind"), List.of("site"), List.of("a", "b"));

    assertThat(config.names(1)).containsExactly("open", "wind", "site", "a", "a+1", "b", "b+1");
  }

  @Test
  void constantOrAbsentCovariatesHaveNoScale() {
    assertThat(CovariateScale.of("c", List.of(series("c", 3, 3, 3, 3, 3, 3, 3, 3)), 0))
        .isEqualTo(new CovariateScale(3, 1));
    assertThatThrownBy(
            () -> CovariateScale.of("c", List.of(series("c", NAN, NAN, NAN, 1, 1, 1, 1, 1)), 5))
        .hasMessage("the covariate c has no value before the last 5 slots");
    assertThatThrownBy(() -> CovariateScale.of("d", List.of(series("c", READINGS)), 0))
        .hasMessageContaining("no column for the covariate d");
  }
}
