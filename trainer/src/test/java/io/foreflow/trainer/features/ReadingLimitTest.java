package io.foreflow.trainer.features;

import static org.assertj.core.api.Assertions.assertThat;

import io.foreflow.history.SeriesHistory;
import io.foreflow.trainer.GeneratedSeries;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReadingLimitTest {

  private static final int DAY = 24;
  private static final int SLOTS = 400;
  private static final int AT = 200;

  private static final FeatureConfig CONFIG =
      new FeatureConfig(
          3_600_000, 6, 48, List.of(DAY), 8, 3, CalendarCycles.NONE, CovariateConfig.NONE, null);

  @ParameterizedTest
  @ValueSource(floats = {1e12f, -1e12f, 1e30f, 3.4e38f, -3.4e38f, 1000})
  void readingsBeyondTheLimitCountAsMissing(float spike) {
    float[] with = day();
    float[] without = day();
    with[AT] = spike;
    without[AT] = Float.NaN;

    SeriesFeatures found = run(with);
    SeriesFeatures expected = run(without);

    assertThat(found.counts(AT)).isFalse();
    assertThat(found.readings()[AT]).isEqualTo(with[AT - DAY]);
    assertThat(found.readings()).isEqualTo(expected.readings());
    assertThat(found.inputs()).isEqualTo(expected.inputs());
    assertThat(found.context()).isEqualTo(expected.context());
    assertThat(found.base()).isEqualTo(expected.base());
    assertThat(found.scale()).isEqualTo(expected.scale());
    assertThat(found.countedHistory().values()).isEqualTo(without);
  }

  @Test
  void eachFarSpikeCountsAsMissing() {
    float[] values = day();
    for (int slot = 20; slot < SLOTS; slot += 100) {
      values[slot] = 1e12f;
    }

    SeriesFeatures features = run(values);

    for (int slot = 0; slot < SLOTS; slot++) {
      assertThat(features.counts(slot)).as("slot %d", slot).isEqualTo(slot % 100 != 20);
    }
  }

  @ParameterizedTest
  @ValueSource(floats = {1000, -1000, 0.001f, 0})
  void aNewLevelLosesOneReadingAtMost(float times) {
    float[] values = day();
    for (int slot = AT; slot < SLOTS; slot++) {
      values[slot] *= times;
    }

    SeriesFeatures features = run(values);

    for (int slot = AT + 1; slot < SLOTS; slot++) {
      assertThat(features.counts(slot)).as("slot %d", slot).isTrue();
    }
    assertThat(features.counts(AT)).isEqualTo(Math.abs(times) < 1);
  }

  @Test
  void repeatedBurstsAreAcceptedInTime() {
    float[] values = day();
    for (int slot = 30; slot < SLOTS; slot += DAY) {
      values[slot] = 5000;
    }

    SeriesFeatures features = run(values);

    assertThat(features.counts(30)).isFalse();
    for (int slot = 30 + 4 * DAY; slot < SLOTS; slot += DAY) {
      assertThat(features.counts(slot)).as("slot %d", slot).isTrue();
    }
  }

  @Test
  void readingsAfterOnlyZerosAreAccepted() {
    float[] values = new float[SLOTS];
    values[AT] = 3;
    values[AT + 10] = 11;

    SeriesFeatures features = run(values);

    for (int slot = 0; slot < SLOTS; slot++) {
      assertThat(features.readings()[slot]).isEqualTo(values[slot]);
    }
  }

  @Test
  void ordinaryReadingsOfAnySizeAreAccepted() {
    List<SeriesHistory> ordinary = GeneratedSeries.hourly(40, 300, 6);
    try (FeatureFunction function = new FeatureFunction(CONFIG)) {
      for (SeriesFeatures features : function.run(ordinary)) {
        for (int slot = 0; slot < 300; slot++) {
          boolean isGap = Float.isNaN(features.history().values()[slot]);
          assertThat(features.counts(slot)).isNotEqualTo(isGap);
        }
      }
    }
  }

  /** A series around 100 that goes from 90 to 110 within a day, with noise. */
  private static float[] day() {
    SplittableRandom random = new SplittableRandom(5);
    float[] values = new float[SLOTS];
    for (int slot = 0; slot < SLOTS; slot++) {
      double ofDay = 10 * Math.sin(2 * Math.PI * slot / DAY);
      values[slot] = (float) (100 + ofDay + random.nextGaussian());
    }
    return values;
  }

  private static SeriesFeatures run(float[] values) {
    try (FeatureFunction function = new FeatureFunction(CONFIG)) {
      return function.run(List.of(new SeriesHistory("s", 0, values))).get(0);
    }
  }
}
