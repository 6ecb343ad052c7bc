package io.foreflow.evaluation.baseline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class BaselinesTest {

  /** A missing reading. */
  private static final float NONE = Float.NaN;

  private static float[] forecast(Baseline baseline, int steps, float... past) {
    float[] points = new float[steps];
    baseline.fit(past).forecast(points);
    return points;
  }

  @Test
  void naiveForecastsRepeatTheirPhasesLastReading() {
    assertThat(forecast(new SeasonalNaiveBaseline(1), 2, 1, 2, 3)).containsExactly(3, 3);
    assertThat(forecast(new SeasonalNaiveBaseline(2), 3, 1, 2, 3)).containsExactly(2, 3, 2);
    // A phase without a reading gets the last reading of all.
    assertThat(forecast(new SeasonalNaiveBaseline(5), 3, 1, 2, 3)).containsExactly(3, 3, 1);
  }

  @Test
  void naiveForecastsHoldWhatTheySawLast() {
    assertThat(forecast(new SeasonalNaiveBaseline(1), 2, 1, 2, NONE, NONE)).containsExactly(2, 2);
    assertThat(forecast(new SeasonalNaiveBaseline(2), 3, 1, 2, 3, NONE)).containsExactly(3, 2, 3);
    // Phase 2 has no reading, so it gets the last reading of all.
    assertThat(forecast(new SeasonalNaiveBaseline(4), 5, 1, 2, NONE, 4, NONE))
        .containsExactly(2, 4, 4, 1, 2);
  }

  @Test
  void naiveForecastsFollowThroughGaps() {
    Baseline.Running running = new SeasonalNaiveBaseline(3).fit(new float[] {1, 2, 3});
    for (float value : new float[] {4, NONE, NONE, NONE, 5}) {
      running.observe(value);
    }
    float[] points = new float[3];
    running.forecast(points);

    assertThat(points).containsExactly(3, 4, 5);
  }

  @Test
  void driftCountsTheSlotsOfAGap() {
    // The slope is two a slot, from the first reading to the last one, which is one slot ago.
    assertThat(forecast(new Drift(), 2, 1, NONE, 5, NONE)).containsExactly(9, 11);
    assertThat(forecast(new Drift(), 2, 4, NONE, NONE)).containsExactly(4, 4);
  }

  @Test
  void smoothingKeepsItsLevelThroughAGap() {
    float[] gaps = forecast(new Theta(1, false), 2, 1, 2, NONE, NONE, 4, 3, 5, NONE, 4, NONE);

    assertThat(gaps).isEqualTo(forecast(new Theta(1, false), 2, 1, 2, 4, 3, 5, 4));
  }

  @Test
  void thetaKeepsItsLineThroughGaps() {
    // The same as without gaps: half of the last reading and half of the line at the target.
    float[] points = forecast(new Theta(1, true), 2, 1, 2, 3, NONE, 5, 6, NONE, 8, NONE);

    assertThat(points[0]).isCloseTo(9f, within(0.01f));
    assertThat(points[1]).isCloseTo(9.5f, within(0.01f));
  }

  @Test
  void theSeasonIsFoundAmongGaps() {
    float[] past = new float[48];
    for (int i = 0; i < past.length; i++) {
      past[i] = i % 4 == 0 ? 20 : 10;
    }
    past[13] = past[14] = past[20] = past[33] = past[46] = NONE;

    assertThat(forecast(new Theta(4, false), 4, past))
        .containsExactly(new float[] {20, 10, 10, 10}, within(0.5f));
    assertThat(forecast(new HoltWinters(4), 4, past))
        .containsExactly(new float[] {20, 10, 10, 10}, within(0.5f));
  }

  @Test
  void aPhaseWithoutAnyReadingHasNoEffect() {
    float[] past = new float[60];
    for (int i = 0; i < past.length; i++) {
      past[i] = i % 4 == 0 ? NONE : i % 4 == 1 ? 20 : 10;
    }
    past[0] = 10;

    for (Baseline baseline : List.of(new Theta(4, false), new HoltWinters(4))) {
      float[] points = forecast(baseline, 4, past);
      assertThat(points[0]).isBetween(9f, 21f);
      assertThat(points[1]).isCloseTo(20f, within(1.5f));
      assertThat(points[2]).isCloseTo(10f, within(1.5f));
      assertThat(points[3]).isCloseTo(10f, within(1.5f));
    }
  }

  @Test
  void holtWintersGoesOnThroughGaps() {
    float[] past = new float[80];
    for (int i = 0; i < past.length; i++) {
      past[i] = i % 4 * 10 + i * 0.25f;
    }
    past[5] = past[23] = past[41] = past[42] = past[43] = past[78] = past[79] = NONE;
    float[] points = forecast(new HoltWinters(4), 4, past);

    assertThat(points[0]).isCloseTo(20f, within(1f));
    assertThat(points[3]).isCloseTo(50.75f, within(1f));
  }

  @Test
  void theVolatilityBandStepsFromReadingToReading() {
    float[] gaps = {0, NONE, 1, 0, NONE, NONE, 2, NONE};
    float[] none = {0, 1, 0, 2};

    assertThat(band(gaps)).isEqualTo(band(none));
  }

  private static float[] band(float... past) {
    Baseline.Running band = new VolatilityBand().fit(past);
    float[] points = new float[2];
    float[] quantiles = new float[4];
    band.forecast(points);
    band.quantiles(new double[] {0.5, 0.9}, points, quantiles);
    return quantiles;
  }

  @Test
  void driftExtendsTheLineFromFirstToLast() {
    assertThat(forecast(new Drift(), 2, 1, 9, 5)).containsExactly(7, 9);
    assertThat(forecast(new Drift(), 2, 4)).containsExactly(4, 4);
  }

  @Test
  void smoothingFindsTheShareAndTheStart() {
    // A level explains these readings except for errors that cancel out. Share 1 is best for a
    // random walk.
    double[] walk = new double[200];
    SplittableRandom random = new SplittableRandom(1);
    for (int i = 1; i < walk.length; i++) {
      walk[i] = walk[i - 1] + random.nextDouble() - 0.5;
    }
    assertThat(Smoothing.fit(walk).share()).isGreaterThan(0.8);
    double[] flat = {5, 5, 5, 5};
    assertThat(Smoothing.fit(flat).start()).isCloseTo(5, within(1e-9));
    assertThat(Smoothing.fit(flat).level(flat)).isCloseTo(5, within(1e-9));
  }

  @Test
  void thetaFollowsALineWithHalfItsSlope() {
    // The theta line of a line is the line itself. Smoothed with share 0.9999 it is at its end.
    float[] points = forecast(new Theta(1, true), 2, 1, 2, 3, 4, 5, 6, 7, 8);

    assertThat(points[0]).isCloseTo(8.5f, within(0.01f));
    assertThat(points[1]).isCloseTo(9f, within(0.01f));
  }

  @Test
  void holtWintersRepeatsASeasonThatRises() {
    float[] past = new float[80];
    for (int i = 0; i < past.length; i++) {
      past[i] = i % 4 * 10 + i * 0.25f;
    }
    float[] points = forecast(new HoltWinters(4), 4, past);

    assertThat(points[0]).isCloseTo(20f, within(1f));
    assertThat(points[3]).isCloseTo(50.75f, within(1f));
  }

  @Test
  void theSeasonIsRemovedAndAddedAgain() {
    float[] past = new float[48];
    for (int i = 0; i < past.length; i++) {
      past[i] = i % 4 == 0 ? 20 : 10;
    }
    float[] points = forecast(new Theta(4, false), 4, past);

    assertThat(points).containsExactly(new float[] {20, 10, 10, 10}, within(1e-3f));
  }

  @Test
  void theVolatilityBandWidensByRootOfTime() {
    float[] past = new float[300];
    for (int i = 0; i < past.length; i++) {
      past[i] = i % 2;
    }
    Baseline.Running band = new VolatilityBand().fit(past);
    float[] points = new float[4];
    float[] quantiles = new float[8];
    band.forecast(points);
    band.quantiles(new double[] {0.5, 0.8413447460685429}, points, quantiles);

    assertThat(quantiles[0]).isEqualTo(1);
    assertThat(quantiles[4]).isCloseTo(2, within(1e-4f));
    assertThat(quantiles[7]).isCloseTo(3, within(1e-4f));
  }

  static List<Baseline> all() {
    return Baselines.all(List.of(4, 8));
  }

  @ParameterizedTest
  @MethodSource("all")
  void everyBaselineFollowsNewReadings(Baseline baseline) {
    float[] past = new float[64];
    for (int i = 0; i < past.length; i++) {
      past[i] = 50 + i % 4 * 3 + i % 7;
    }
    Baseline.Running running = baseline.fit(past);
    for (int i = 0; i < 5; i++) {
      running.observe(60 + i);
    }
    float[] points = new float[6];
    running.forecast(points);

    for (float point : points) {
      assertThat(point).isBetween(30f, 90f);
    }
    assertThat(baseline.name()).isNotBlank();
  }
}
