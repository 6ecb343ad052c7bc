package io.foreflow.trainer.features;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class OrderStatisticTest {

  @Test
  void findsWhatSortingFinds() {
    SplittableRandom random = new SplittableRandom(1);
    float[] numbers = new float[999];
    for (int i = 0; i < numbers.length; i++) {
      double size = Math.pow(10, random.nextDouble(-30, 30));
      numbers[i] = i % 10 == 0 ? i % 20 == 0 ? 0f : -0f : (float) (size * random.nextGaussian());
    }
    float[] sorted = numbers.clone();
    Arrays.sort(sorted);

    for (int rank = 0; rank < sorted.length; rank += 7) {
      float found =
          OrderStatistic.of(
              rank,
              sink -> {
                for (float number : numbers) {
                  sink.accept(number);
                }
              });
      assertThat(Float.floatToIntBits(found)).isEqualTo(Float.floatToIntBits(sorted[rank]));
    }
  }
}
