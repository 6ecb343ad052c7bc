package io.foreflow.series;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ExactMeanTest {
  @Test
  void isExactForAnyFloatsInAnyOrder() {
    Random random = new Random(1);
    for (int round = 0; round < 300; round++) {
      List<Float> values = new ArrayList<>();
      BigDecimal sum = BigDecimal.ZERO;
      int count = 1 + random.nextInt(40);
      while (values.size() < count) {
        float value = Float.intBitsToFloat(random.nextInt());
        if (Float.isFinite(value)) {
          values.add(value);
          sum = sum.add(new BigDecimal(value));
        }
      }
      float mean = mean(values);
      float plain = sum.divide(BigDecimal.valueOf(count), MathContext.DECIMAL128).floatValue();
      // Rounded by way of a double, which can be half a unit of the last place off.
      assertThat(Math.abs(mean - plain)).isLessThanOrEqualTo(Math.ulp(plain));
      Collections.shuffle(values, random);
      assertThat(Float.floatToRawIntBits(mean(values))).isEqualTo(Float.floatToRawIntBits(mean));
    }
  }

  @Test
  void handlesEmptyMissingAndExtremeValues() {
    assertThat(mean(List.of())).isNaN();
    assertThat(mean(List.of(Float.NaN))).isNaN();
    assertThat(mean(List.of(Float.NaN, 3f))).isEqualTo(3f);
    assertThat(mean(List.of(Float.MIN_VALUE))).isEqualTo(Float.MIN_VALUE);
    assertThat(mean(List.of(-Float.MIN_NORMAL))).isEqualTo(-Float.MIN_NORMAL);
    assertThat(mean(List.of(Float.MAX_VALUE, Float.MAX_VALUE))).isEqualTo(Float.MAX_VALUE);
    assertThat(mean(List.of(1e30f, 1f, -1e30f))).isEqualTo(1f / 3);
  }

  private static float mean(List<Float> values) {
    ExactMean mean = ExactMean.NONE;
    for (float value : values) {
      mean = mean.with(value);
    }
    return mean.value();
  }
}
