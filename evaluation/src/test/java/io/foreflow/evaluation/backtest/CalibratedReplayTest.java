package io.foreflow.evaluation.backtest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.foreflow.history.SeriesHistory;
import io.foreflow.outcome.OutcomePlan;
import io.foreflow.outcome.TrackedSteps;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Calibration of forecasts whose bands fit the first third of their series and no more. */
class CalibratedReplayTest {

  private static final int HORIZON = 4;
  private static final int SEASON = 24;
  private static final int SLOTS = 6000;
  private static final int WARMUP = 10;
  private static final int MISSING = 4000;

  /** The ends of a band of 80 % around 0 for normal noise of deviation 1. */
  private static final float END = 1.2816f;

  private final SeriesHistory steady = noise("steady", 100, 1);
  private final SeriesHistory drifting = noise("drifting", 7, 3);

  /** Noise whose deviation becomes another one after a third of the slots. */
  private static SeriesHistory noise(String name, long firstSlot, double later) {
    Random random = new Random(firstSlot);
    float[] values = new float[SLOTS];
    for (int i = 0; i < SLOTS; i++) {
      values[i] = (float) ((i < SLOTS / 3 ? 1 : later) * random.nextGaussian());
    }
    values[MISSING] = Float.NaN;
    return new SeriesHistory(name, firstSlot, values);
  }

  private static CalibratedReplay replay(List<SeriesHistory> histories) {
    OutcomePlan plan = new OutcomePlan(HORIZON, List.of(0.1, 0.5, 0.9), TrackedSteps.DEFAULT, true);
    return new CalibratedReplay(plan, WARMUP, histories, SEASON);
  }

  /** The forecast of every slot: [level][step], flattened. */
  private static float[] forecast() {
    return new float[] {-END, -END, -END, -END, 0, 0, 0, 0, END, END, END, END};
  }

  private static List<CalibratedStep> walk(List<SeriesHistory> histories) {
    CalibratedReplay replay = replay(histories);
    for (int slot = 0; slot < SLOTS; slot++) {
      for (int series = 0; series < histories.size(); series++) {
        float[] forecast = forecast();
        replay.calibrate(series, slot, forecast);
        if (slot >= SLOTS / 2) {
          replay.count(series, slot, forecast);
        }
      }
    }
    return replay.steps();
  }

  @Test
  void bandsThatDriftHoldTheirShareAgain() {
    List<CalibratedStep> steps = walk(List.of(drifting));

    assertThat(steps).extracting(CalibratedStep::step).containsExactly(1, 2, 4);
    for (CalibratedStep step : steps) {
      // The missing slot and those past the end are no targets.
      assertThat(step.targets()).isEqualTo(SLOTS / 2 - 1 - step.step());
      assertThat(step.ownCoverage()).isBetween(0.30, 0.37);
      assertThat(step.calibratedCoverage()).isCloseTo(0.8, within(0.02));
      assertThat(step.calibratedLoss()).isLessThan(0.8 * step.ownLoss());
    }
  }

  @Test
  void bandsThatFitStayAsGood() {
    for (CalibratedStep step : walk(List.of(steady))) {
      assertThat(step.ownCoverage()).isCloseTo(0.8, within(0.02));
      assertThat(step.calibratedCoverage()).isCloseTo(0.8, within(0.02));
      assertThat(step.calibratedLoss()).isLessThan(1.01 * step.ownLoss());
    }
  }

  @Test
  void oneSeriesIsCalibratedAgainAlike() {
    CalibratedReplay replay = replay(List.of(steady, drifting));
    ModelReplay.Sink again = replay.again(1);
    for (int slot = 0; slot < SLOTS; slot++) {
      replay.calibrate(0, slot, forecast());
      float[] first = forecast();
      replay.calibrate(1, slot, first);
      float[] second = forecast();
      again.forecast(0, slot, second);
      assertThat(second).containsExactly(first);
    }
  }

  @Test
  void seriesLearnApart() {
    List<SeriesHistory> both = List.of(steady, drifting);
    CalibratedStep ofBoth = walk(both).get(0);
    CalibratedStep ofSteady = walk(List.of(steady)).get(0);
    CalibratedStep ofDrifting = walk(List.of(drifting)).get(0);

    assertThat(ofBoth.calibratedCoverage())
        .isCloseTo(
            (ofSteady.calibratedCoverage() + ofDrifting.calibratedCoverage()) / 2, within(1e-12));
    assertThat(walk(both)).isEqualTo(walk(both));
  }

  @Test
  void laterReadingsChangeNothing() {
    SeriesHistory other = new SeriesHistory("other", 7, drifting.values().clone());
    int changed = SLOTS / 2;
    other.values()[changed] = 100;
    CalibratedReplay one = replay(List.of(drifting));
    CalibratedReplay two = replay(List.of(other));
    for (int slot = 0; slot <= changed; slot++) {
      float[] forecast = forecast();
      float[] ofOther = forecast();
      one.calibrate(0, slot, forecast);
      two.calibrate(0, slot, ofOther);
      assertThat(Arrays.equals(forecast, ofOther)).isEqualTo(slot < changed);
    }
  }

  @Test
  void coldForecastsStayAsTheyAre() {
    SeriesHistory late = new SeriesHistory("late", 0, drifting.values().clone());
    late.values()[0] = Float.NaN;
    CalibratedReplay replay = replay(List.of(late));
    for (int slot = 0; slot < 1 + WARMUP; slot++) {
      float[] forecast = forecast();
      replay.calibrate(0, slot, forecast);
      assertThat(forecast).isEqualTo(forecast());
    }
  }

  @Test
  void missingReadingsLeaveNothingToBeMet() {
    CalibratedReplay whole = replay(List.of(drifting));
    CalibratedReplay without = replay(List.of(drifting));
    for (int slot = 0; slot < MISSING + 2 * HORIZON; slot++) {
      float[] forecast = forecast();
      float[] other = forecast();
      whole.calibrate(0, slot, forecast);
      if (slot == MISSING) {
        assertThat(forecast[0]).isLessThan(-2 * END);
      } else {
        without.calibrate(0, slot, other);
        assertThat(forecast).isEqualTo(other);
      }
    }
  }

  @Test
  void pointsAreRefused() {
    OutcomePlan plan = new OutcomePlan(HORIZON, List.of(0.5), TrackedSteps.DEFAULT, true);

    assertThatThrownBy(() -> new CalibratedReplay(plan, WARMUP, List.of(steady), SEASON))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("allowed: one with levels below and above 0.5");
  }
}
