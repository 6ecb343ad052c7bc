package io.foreflow.outcome;

import static org.assertj.core.api.Assertions.assertThat;

import io.foreflow.wire.StepScore;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SeriesSumsTest {
  private static final int AT = 5;

  private final Memories memory = Memories.ofHorizon(24, false);
  private final SeriesSums sums = new SeriesSums(memory.plan);
  private final byte[] bytes = new byte[AT + SeriesSums.bytes(memory.plan) + 3];

  @Test
  void theSizeIsAsDocumented() {
    assertThat(SeriesSums.bytes(memory.plan)).isEqualTo(128);
  }

  @Test
  void sumsOfReadingsAreTheSumOfAll() {
    Arrays.fill(bytes, 0, AT, (byte) 7);
    Arrays.fill(bytes, bytes.length - 3, bytes.length, (byte) 7);
    ScoreSums all = new ScoreSums(memory.plan);
    ScoreSums one = new ScoreSums(memory.plan);
    Random random = new Random(1);
    float scale = 0;
    for (int slot = 1000; slot < 1100; slot++) {
      MetForecasts met = memory.meet(slot, random.nextGaussian());
      one.clear();
      one.add(met);
      all.add(one);
      if (met.size() > 0) {
        scale = met.scale();
        sums.add(bytes, AT, slot, scale, one);
      }
      memory.remember(random.nextGaussian(), random.nextGaussian());
    }

    List<StepScore> expected = new ArrayList<>();
    for (int i = 0; i < memory.plan.tracked(); i++) {
      expected.add(all.score(i));
    }
    assertThat(expected).extracting(StepScore::forecasts).containsExactly(99L, 88L, 76L);
    assertThat(sums.steps(bytes, AT)).isEqualTo(expected);
    assertThat(sums.from(bytes, AT)).isEqualTo(1001);
    assertThat(sums.to(bytes, AT)).isEqualTo(1099);
    assertThat(sums.scale(bytes, AT)).isEqualTo(scale).isPositive();
    assertThat(bytes).as("bytes around them").startsWith(7, 7, 7, 7, 7).endsWith(7, 7, 7);
  }

  @Test
  void zerosAreSumsOfNothing() {
    assertThat(sums.isEmpty(bytes, AT)).isTrue();
    memory.meet(0, 1);
    memory.remember(0, 1);
    MetForecasts met = memory.meet(1, 3);
    ScoreSums one = new ScoreSums(memory.plan);
    one.add(met);
    sums.add(bytes, AT, 1, met.scale(), one);

    assertThat(sums.isEmpty(bytes, AT)).isFalse();
    sums.clear(bytes, AT);
    assertThat(bytes).containsOnly(0);
  }
}
