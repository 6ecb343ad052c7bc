package io.foreflow.outcome;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

final class OutcomeMemoryTest {

  /** What 16 bits of the forecasts in a memory leave of a number here. */
  private static final double ROUNDING = 0.01;

  @Test
  void takesAtMost512BytesAtDefaults() {
    OutcomePlan plan = new OutcomePlan(24, Memories.LEVELS, TrackedSteps.DEFAULT, true);

    assertThat(plan.bytes()).isEqualTo(472).isLessThanOrEqualTo(512);
  }

  @Test
  void readingMeetsTheForecastOfItsSlot() {
    Memories memory = Memories.ofHorizon(5, false);
    memory.meet(100, 10);
    memory.remember(20, 23);

    MetForecasts met = memory.meet(101, 20.5);

    assertThat(met.size()).isEqualTo(1);
    assertThat(met.step(0)).isEqualTo(1);
    assertThat(met.error(0)).isCloseTo(0.5, within(ROUNDING));
    assertThat(met.naiveError(0)).isCloseTo(2.5, within(ROUNDING));
    assertThat(met.inside(0)).isTrue();
    assertThat(met.replayed(0)).isFalse();
    // 0.1 * 1.5 below the upper end, 0.1 * 1.5 above the lower one, 0.5 * 0.5 above the middle.
    assertThat(met.loss(0)).isCloseTo((0.1 * 1.5 + 0.1 * 0.5 + 0.5 * 0.5) / 3, within(ROUNDING));
    assertThat(memory.meet(102, 20).size()).isZero();
    assertThat(memory.meet(103, 22.5).step(0)).isEqualTo(3);
    assertThat(memory.met.inside(0)).isFalse();
    assertThat(memory.meet(104, 20).size()).isZero();
    assertThat(memory.meet(105, 20).step(0)).isEqualTo(5);
    assertThat(memory.memory.isOpen(memory.bytes, 0)).isFalse();
  }

  @Test
  void missingReadingMeetsNothing() {
    Memories memory = Memories.ofHorizon(1, false);
    memory.meet(1, 10);
    memory.remember(20);

    assertThat(memory.meet(2, Double.NaN).size()).isZero();
    assertThat(memory.memory.isOpen(memory.bytes, 0)).isFalse();
  }

  @Test
  void lateReadingMeetsNothingAndChangesNothing() {
    Memories memory = Memories.ofHorizon(5, true);
    memory.meet(10, 10);
    memory.remember(20);
    byte[] before = memory.bytes.clone();

    assertThat(memory.meet(10, 20).size()).isZero();
    assertThat(memory.meet(7, 20).size()).isZero();
    assertThat(memory.bytes).isEqualTo(before);
  }

  @Test
  void skippedSlotsAreNeverMet() {
    Memories memory = Memories.ofHorizon(5, false);
    for (long slot = 1; slot <= 5; slot++) {
      memory.meet(slot, 10);
      memory.remember((double) slot);
    }

    // Slots 6 and 7 are passed by: what was forecast for them is gone, from 5, 3 and 4, 1 and 2.
    MetForecasts met = memory.meet(8, 0);

    assertThat(met.size()).isEqualTo(2);
    assertThat(met.step(0)).isEqualTo(3);
    assertThat(met.error(0)).isCloseTo(5, within(ROUNDING));
    assertThat(met.step(1)).isEqualTo(5);
    assertThat(met.error(1)).isCloseTo(3, within(ROUNDING));
    assertThat(memory.meet(9, 0).size()).isEqualTo(1);
    assertThat(met.step(0)).isEqualTo(5);
  }

  @Test
  void longGapEmptiesTheMemory() {
    Memories memory = Memories.ofHorizon(5, false);
    memory.meet(1, 10);
    memory.remember(1);

    assertThat(memory.meet(1_000_000_000_000L, 0).size()).isZero();
    assertThat(memory.memory.isOpen(memory.bytes, 0)).isFalse();
  }

  @Test
  void slotsWithoutForecastLeaveNothing() {
    Memories memory = Memories.ofHorizon(3, false);
    memory.meet(1, 10);
    memory.meet(2, 10);
    memory.meet(3, 10);

    assertThat(memory.meet(4, 10).size()).isZero();
  }

  @Test
  void replayedForecastsAreMarked() {
    Memories memory = Memories.ofHorizon(3, true);
    memory.memory.begin(memory.bytes, 0, 1, 1, true);
    for (long slot = 1; slot <= 10; slot++) {
      MetForecasts met = memory.meet(slot, 10);
      for (int i = 0; i < met.size(); i++) {
        assertThat(met.replayed(i)).isTrue();
      }
      memory.remember(12);
    }
    memory.memory.goLive(memory.bytes, 0);

    // The forecasts that were emitted begin with the one from slot 11.
    for (long slot = 11; slot <= 15; slot++) {
      MetForecasts met = memory.meet(slot, 10);
      assertThat(met.size()).isEqualTo(3);
      for (int i = 0; i < met.size(); i++) {
        assertThat(met.replayed(i)).isEqualTo(slot - met.step(i) < 11);
      }
      memory.remember(12);
    }
    assertThat(BandCalibration.met(memory.bytes, memory.plan.calibrationAt(0))).isEqualTo(14);
  }

  @Test
  void replayOfNothingGoesLiveAtOnce() {
    Memories memory = Memories.ofHorizon(3, true);
    memory.memory.begin(memory.bytes, 0, 1, 1, true);
    memory.memory.goLive(memory.bytes, 0);
    memory.meet(1, 10);
    memory.remember(12);

    assertThat(memory.meet(2, 10).replayed(0)).isFalse();
  }

  @Test
  void oldMemoryMeetsItsOpenForecastsAfterSwap() {
    Memories old = Memories.ofHorizon(3, true);
    old.meet(1, 10);
    old.remember(12);
    Memories swapped = Memories.ofHorizon(3, true);

    for (long slot = 2; slot <= 4; slot++) {
      assertThat(old.memory.isOpen(old.bytes, 0)).isTrue();
      old.meet(slot, 10);
      assertThat(swapped.meet(slot, 10).size()).isEqualTo(slot == 2 ? 0 : slot == 4 ? 2 : 1);
      swapped.remember(12);
    }
    assertThat(old.memory.isOpen(old.bytes, 0)).isFalse();
  }

  @Test
  void shadowIsScoredLikeTheLiveModel() {
    OutcomePlan plan = new OutcomePlan(6, Memories.LEVELS, TrackedSteps.DEFAULT, true);
    byte[] state = new byte[7 + 2 * plan.bytes() + 5];
    Arrays.fill(state, (byte) 77);
    Memories live = new Memories(plan, state, 7);
    Memories shadow = new Memories(plan, state, 7 + plan.bytes());
    Memories alone = new Memories(plan);
    SplittableRandom random = new SplittableRandom(1);
    for (long slot = 1; slot <= 200; slot++) {
      float reading = random.nextInt(100);
      live.meet(slot, reading);
      shadow.meet(slot, reading);
      alone.meet(slot, reading);
      for (int i = 0; i < alone.met.size(); i++) {
        assertThat(shadow.met.error(i)).isEqualTo(alone.met.error(i));
        assertThat(shadow.met.loss(i)).isEqualTo(alone.met.loss(i));
      }
      live.remember(50);
      shadow.remember(reading);
      alone.remember(reading);
    }
    assertThat(Arrays.copyOfRange(state, 7 + plan.bytes(), 7 + 2 * plan.bytes()))
        .isEqualTo(alone.bytes);
    assertThat(Arrays.copyOf(state, 7)).containsOnly(77);
    assertThat(Arrays.copyOfRange(state, state.length - 5, state.length)).containsOnly(77);
  }

  @Test
  void copiedBytesContinueBitForBit() {
    Memories undisturbed = Memories.ofHorizon(24, true);
    Memories restored = Memories.ofHorizon(24, true);
    SplittableRandom random = new SplittableRandom(2);
    for (long slot = 1; slot <= 3000; slot++) {
      double reading = random.nextDouble() * Math.pow(10, random.nextInt(4));
      undisturbed.meet(slot, reading);
      restored.meet(slot, reading);
      undisturbed.remember(reading, -reading);
      restored.remember(reading, -reading);
      if (slot % 100 == 0) {
        byte[] saved = restored.bytes.clone();
        restored = Memories.ofHorizon(24, true);
        System.arraycopy(saved, 0, restored.bytes, 0, saved.length);
        restored.memory.check(restored.bytes, 0);
      }
      assertThat(restored.bytes).isEqualTo(undisturbed.bytes);
    }
  }

  @Test
  void refusesAnotherVersion() {
    Memories memory = Memories.ofHorizon(3, true);
    memory.bytes[0] = 9;

    assertThatThrownBy(() -> memory.memory.check(memory.bytes, 0))
        .hasMessageContaining("found a memory of version 9")
        .hasMessageContaining("allowed: version 1");
    assertThatThrownBy(() -> memory.memory.check(new byte[3], 0)).hasMessageContaining("3 bytes");
  }

  @Test
  void forecastThatIsNotFiniteIsNotRemembered() {
    Memories memory = Memories.ofHorizon(1, true);
    memory.meet(1, 10);
    memory.remember(Double.NaN);
    assertThat(memory.meet(2, 10).size()).isZero();
    memory.remember(Double.POSITIVE_INFINITY);
    assertThat(memory.meet(3, 10).size()).isZero();
  }

  @Test
  void unknownNaiveForecastHasNoError() {
    Memories memory = Memories.ofHorizon(1, true);
    memory.meet(1, 10);
    memory.remember(10, Double.NaN);

    MetForecasts met = memory.meet(2, 11);

    assertThat(met.naiveError(0)).isNaN();
    assertThat(met.error(0)).isCloseTo(1, within(ROUNDING));
    assertThat(met.scale()).isEqualTo(1);
  }

  @Test
  void scaleFollowsTheNaiveErrors() {
    Memories memory = Memories.ofHorizon(1, true);
    memory.memory.begin(memory.bytes, 0, 4, 3, false);
    memory.meet(1, 10);
    memory.remember(10, 10);

    assertThat(memory.meet(2, 18).scale()).isCloseTo((3 * 4 + 8) / 4f, within(0.01f));
  }

  @Test
  void pointForecastHasErrorsAndNoBand() {
    OutcomePlan plan = new OutcomePlan(1, List.of(0.5), TrackedSteps.DEFAULT, true);
    assertThat(plan.hasBand()).isFalse();
    assertThat(plan.calibrated()).isFalse();
    Memories memory = new Memories(plan);
    for (long slot = 1; slot <= 100; slot++) {
      memory.meet(slot, 20);
      float[] forecast = {12};
      memory.memory.remember(memory.bytes, 0, forecast, new float[] {10});
      assertThat(forecast).containsExactly(12);
    }
    assertThat(memory.met.error(0)).isEqualTo(8);
    assertThat(memory.met.loss(0)).isEqualTo(4);
  }

  @Test
  void allocatesNothingForReadings() {
    Memories memory = Memories.ofHorizon(24, true);
    float[] forecast = new float[72];
    float[] naive = new float[3];
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    readOn(memory, forecast, naive, 1);
    long before = threads.getCurrentThreadAllocatedBytes();

    readOn(memory, forecast, naive, 20_001);

    // The bean itself may allocate; 20,000 readings that allocate have at least 320,000 bytes.
    assertThat(threads.getCurrentThreadAllocatedBytes() - before).isLessThan(20_000);
  }

  private static void readOn(Memories memory, float[] forecast, float[] naive, long from) {
    for (long slot = from; slot < from + 20_000L; slot++) {
      float reading = (slot * 7919) % 101;
      memory.memory.meet(memory.bytes, 0, slot, reading, memory.met);
      for (int i = 0; i < 24; i++) {
        forecast[i] = 20;
        forecast[24 + i] = 50;
        forecast[48 + i] = 70;
      }
      memory.memory.remember(memory.bytes, 0, forecast, naive);
    }
  }

  @Test
  void meetsWhatAPlainMapWouldMeet() {
    for (int seed = 0; seed < 40; seed++) {
      SplittableRandom random = new SplittableRandom(seed);
      Memories memory = Memories.ofHorizon(1 + random.nextInt(9), false);
      Map<Long, Map<Integer, Double>> open = new HashMap<>();
      long slot = random.nextLong(-50, 50);
      for (int i = 0; i < 300; i++) {
        slot += random.nextInt(10) == 0 ? random.nextInt(15) : 1;
        double reading = random.nextInt(6) == 0 ? Double.NaN : random.nextInt(1000);
        MetForecasts met = memory.meet(slot, reading);
        Map<Integer, Double> due = open.getOrDefault(slot, new HashMap<>());
        assertThat(met.size()).isEqualTo(Double.isNaN(reading) ? 0 : due.size());
        for (int j = 0; j < met.size(); j++) {
          assertThat(met.error(j))
              .isCloseTo(Math.abs(reading - due.getOrDefault(met.step(j), -1.0)), within(0.1));
        }
        open.remove(slot);
        if (random.nextInt(5) > 0) {
          double middle = random.nextInt(1000);
          memory.remember(middle);
          for (int index = 0; index < memory.plan.tracked(); index++) {
            int step = memory.plan.step(index);
            open.computeIfAbsent(slot + step, any -> new HashMap<>()).put(step, middle);
          }
        }
      }
    }
  }

  @Test
  void remembersTrackedStepsAloneJustAsWell() {
    SplittableRandom random = new SplittableRandom(9);
    for (List<Double> levels : List.of(Memories.LEVELS, List.of(0.05, 0.25, 0.75, 0.95))) {
      OutcomePlan plan = new OutcomePlan(12, levels, TrackedSteps.DEFAULT, true);
      Memories whole = new Memories(plan);
      Memories tracked = new Memories(plan);
      for (int slot = 0; slot < 400; slot++) {
        float reading = (float) (3 * random.nextDouble() - 1);
        whole.meet(slot, reading);
        tracked.meet(slot, reading);
        float[] forecast = new float[levels.size() * 12];
        for (int i = 0; i < forecast.length; i++) {
          int row = i / 12;
          forecast[i] = row + (float) random.nextDouble();
        }
        float[] steps = new float[levels.size() * 3];
        for (int i = 0; i < steps.length; i++) {
          steps[i] = forecast[i / 3 * 12 + plan.step(i % 3) - 1];
        }
        float[] naive = {1, 2, 3};
        boolean moved = whole.memory.remember(whole.bytes, 0, forecast, naive);
        assertThat(tracked.memory.rememberTracked(tracked.bytes, 0, steps, naive))
            .isEqualTo(moved)
            .isEqualTo(slot > 0);
        for (int i = 0; i < steps.length; i++) {
          assertThat(steps[i]).isEqualTo(forecast[i / 3 * 12 + plan.step(i % 3) - 1]);
        }
        assertThat(tracked.bytes).isEqualTo(whole.bytes);
      }
    }
  }
}
