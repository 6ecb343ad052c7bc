package io.foreflow.evaluation.backtest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.foreflow.history.SeriesHistory;
import io.foreflow.manifest.Manifest;
import io.foreflow.manifest.Provenance;
import io.foreflow.manifest.StateLayout;
import io.foreflow.manifest.StateLayout.Segment;
import io.foreflow.outcome.OutcomePlan;
import io.foreflow.outcome.TrackedSteps;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Calibration of forecasts whose bands fit the first third of their series and no more. */
class CalibratedReplayTest {

  private static final int HORIZON = 4;
  private static final int SEASON = 24;
  private static final int SLOTS = 6000;
  private static final int FIRST = 10;
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
    int[] firsts = new int[histories.size()];
    Arrays.fill(firsts, FIRST);
    return new CalibratedReplay(plan, histories, SEASON, firsts);
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
    CalibratedReplay replay = replay(List.of(drifting));
    for (int slot = 0; slot < FIRST + HORIZON; slot++) {
      float[] forecast = forecast();
      replay.calibrate(0, slot, forecast);
      // The first one that is remembered is met by the reading of the next slot.
      assertThat(Arrays.equals(forecast, forecast())).isEqualTo(slot <= FIRST);
    }
  }

  @Test
  void readingsOfTheTrainingAreNotLearntFrom() {
    float[] values = new float[100];
    values[0] = Float.NaN;
    List<SeriesHistory> histories = List.of(new SeriesHistory("one", 1000, values));

    // The first slot with a reading, and a warm-up of five.
    assertThat(first(histories, 900, 1050)).isEqualTo(1 + 5 - 1);
    assertThat(first(histories, 1020, 1050)).isEqualTo(20);
    assertThat(first(histories, 1080, 1050)).isEqualTo(50);
  }

  private static int first(List<SeriesHistory> histories, int trained, int origin) {
    Instant end = Instant.EPOCH.plus(Duration.ofHours(trained));
    Manifest manifest =
        new Manifest(
            Manifest.CONTRACT,
            "test",
            "1",
            Duration.ofHours(1),
            HORIZON,
            List.of(0.1, 0.5, 0.9),
            List.of("y"),
            5,
            new StateLayout(List.of(new Segment("seen", 1), new Segment("history", SEASON))),
            new Provenance("none", Instant.EPOCH, end, 1, 1, 1, Map.of(), Map.of(), end),
            null);
    return CalibratedReplay.firsts(manifest, histories, Origins.from(origin, 1))[0];
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

    assertThatThrownBy(() -> new CalibratedReplay(plan, List.of(steady), SEASON, new int[1]))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("allowed: one with levels below and above 0.5");
  }
}
