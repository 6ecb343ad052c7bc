package io.foreflow.trainer.synthetic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Tests that noise has the kernel that it is an approximation of. */
class NoiseTest {

  private static final int PATHS = 4_000;
  private static final int LENGTH = 10;

  /** The mean product of two slots at a distance, over many paths. */
  private static double covariance(Function<Draw, double[]> path, int distance) {
    return IntStream.range(0, PATHS)
        .mapToObj(i -> path.apply(Samples.draw(i)))
        .mapToDouble(values -> values[5] * values[5 + distance])
        .average()
        .orElseThrow();
  }

  @Test
  void smoothPathsHaveTheGaussianKernel() {
    Function<Draw, double[]> smooth = draw -> Noise.smooth(40, LENGTH, draw);

    assertThat(covariance(smooth, 0)).isCloseTo(1, within(0.07));
    assertThat(covariance(smooth, LENGTH)).isCloseTo(Math.exp(-0.5), within(0.07));
    assertThat(covariance(smooth, 3 * LENGTH)).isCloseTo(Math.exp(-4.5), within(0.07));
  }

  @Test
  void roughPathsHaveTheExponentialKernel() {
    Function<Draw, double[]> rough = draw -> Noise.rough(40, LENGTH, draw);

    assertThat(covariance(rough, 0)).isCloseTo(1, within(0.07));
    assertThat(covariance(rough, LENGTH)).isCloseTo(Math.exp(-1), within(0.07));
  }

  @Test
  void numbersHaveTheirMeansAndDeviations() {
    Draw draw = Samples.draw(1);
    int count = 20_000;
    double[] normal = new double[count];
    double[] gamma = new double[count];
    double[] few = new double[count];
    double[] many = new double[count];
    Arrays.setAll(normal, i -> draw.normal());
    Arrays.setAll(gamma, i -> draw.gamma(0.5));
    Arrays.setAll(few, i -> draw.poisson(3));
    Arrays.setAll(many, i -> draw.poisson(200));

    assertThat(Values.mean(normal)).isCloseTo(0, within(0.03));
    assertThat(Values.deviation(normal)).isCloseTo(1, within(0.03));
    assertThat(Values.mean(gamma)).isCloseTo(0.5, within(0.03));
    assertThat(Values.deviation(gamma)).isCloseTo(Math.sqrt(0.5), within(0.03));
    assertThat(Values.mean(few)).isCloseTo(3, within(0.06));
    assertThat(Values.deviation(few)).isCloseTo(Math.sqrt(3), within(0.06));
    assertThat(Values.mean(many)).isCloseTo(200, within(0.5));
    assertThat(Values.deviation(many)).isCloseTo(Math.sqrt(200), within(0.5));
  }
}
