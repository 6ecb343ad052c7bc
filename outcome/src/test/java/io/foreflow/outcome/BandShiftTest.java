package io.foreflow.outcome;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

final class BandShiftTest {

  private static final List<Double> SEVEN = List.of(0.05, 0.1, 0.25, 0.5, 0.75, 0.9, 0.95);

  private static Memories memory(List<Double> levels, int horizon) {
    return new Memories(new OutcomePlan(horizon, levels, TrackedSteps.DEFAULT, true));
  }

  private static void setOffset(Memories memory, int index, double lower, double upper) {
    int cell = memory.plan.calibrationAt(index);
    Bytes.putFloat(memory.bytes, cell, (float) lower);
    Bytes.putFloat(memory.bytes, cell + Float.BYTES, (float) upper);
  }

  private static float[] shifted(Memories memory, float[] forecast) {
    float[] copy = forecast.clone();
    new BandShift(memory.plan).apply(memory.bytes, 0, copy);
    return copy;
  }

  @Test
  void newMemoryChangesNothing() {
    Memories memory = memory(SEVEN, 9);
    float[] forecast = new float[63];
    for (int i = 0; i < forecast.length; i++) {
      forecast[i] = (float) Math.sin(i);
    }

    assertThat(shifted(memory, forecast)).isEqualTo(forecast);
  }

  @Test
  void offsetsAreInWidthsOfTheBand() {
    Memories memory = memory(Memories.LEVELS, 1);
    setOffset(memory, 0, 0.5, -0.1);

    assertThat(shifted(memory, new float[] {10, 14, 20})).containsExactly(5, 14, 19);
  }

  @Test
  void interpolatesBetweenTrackedSteps() {
    Memories memory = memory(Memories.LEVELS, 5);
    setOffset(memory, 0, 0, 0);
    setOffset(memory, 1, 1, 2);
    setOffset(memory, 2, 3, 2);

    float[] shifted = shifted(memory, Memories.forecast(memory.plan, -1, 0, 1));

    assertThat(Arrays.copyOf(shifted, 5)).containsExactly(-1, -2, -3, -5, -7);
    assertThat(Arrays.copyOfRange(shifted, 5, 10)).containsOnly(0);
    assertThat(Arrays.copyOfRange(shifted, 10, 15)).containsExactly(1, 3, 5, 5, 5);
  }

  @Test
  void innerLevelsKeepTheirPlace() {
    Memories memory = memory(SEVEN, 1);
    setOffset(memory, 0, 0.5, -0.25);

    float[] shifted = shifted(memory, new float[] {-8, -4, -2, 0, 2, 4, 8});

    assertThat(shifted).containsExactly(-16, -8, -4, 0, 1, 2, 4);
  }

  @Test
  void middleMovesWithTheEndThatPassesIt() {
    Memories memory = memory(Memories.LEVELS, 1);
    setOffset(memory, 0, -0.5, 1);

    assertThat(shifted(memory, new float[] {10, 12, 20})).containsExactly(15, 15, 30);
  }

  @Test
  void endsThatCrossMeetHalfway() {
    Memories memory = memory(Memories.LEVELS, 1);
    setOffset(memory, 0, -1, -0.5);

    assertThat(shifted(memory, new float[] {10, 12, 20})).containsExactly(17.5f, 17.5f, 17.5f);
  }

  @Test
  void flatForecastWidensByTheScale() {
    Memories memory = memory(SEVEN, 1);
    setOffset(memory, 0, 1, 1);

    float[] shifted = shifted(memory, new float[] {5, 5, 5, 5, 5, 5, 5});

    assertThat(shifted[0]).isEqualTo(5 - 1 / 64f);
    assertThat(shifted[3]).isEqualTo(5);
    assertThat(shifted[6]).isEqualTo(5 + 1 / 64f);
    assertThat(shifted).isSorted();
  }

  @Test
  void levelsWithoutMedianMoveAroundTheirMiddle() {
    Memories memory = memory(List.of(0.1, 0.4, 0.6, 0.9), 1);
    setOffset(memory, 0, 0.25, 0.25);

    float[] shifted = shifted(memory, new float[] {0, 3, 5, 8});

    assertThat(shifted[0]).isEqualTo(-2);
    assertThat(shifted[1]).isCloseTo(2.5f, within(1e-6f));
    assertThat(shifted[2]).isCloseTo(5.5f, within(1e-6f));
    assertThat(shifted[3]).isEqualTo(10);
  }

  @Test
  void levelsNeverCross() {
    SplittableRandom random = new SplittableRandom(3);
    for (int i = 0; i < 20_000; i++) {
      List<Double> levels = random.nextBoolean() ? SEVEN : List.of(0.02, 0.2, 0.3, 0.6, 0.98);
      Memories memory = memory(levels, 1);
      setOffset(memory, 0, random.nextDouble() * 4 - 1, random.nextDouble() * 4 - 1);
      float[] forecast = new float[levels.size()];
      float base = (float) Math.pow(10, random.nextInt(9) - 4);
      for (int row = 0; row < forecast.length; row++) {
        forecast[row] = random.nextInt(4) * base + random.nextInt(3) * base / 7;
      }
      Arrays.sort(forecast);

      assertThat(shifted(memory, forecast)).isSorted();
    }
  }
}
