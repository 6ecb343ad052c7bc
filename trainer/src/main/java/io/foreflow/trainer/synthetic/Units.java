package io.foreflow.trainer.synthetic;

import java.util.Arrays;

/**
 * The unit in which a series is measured, and where its zero is. The unit is {@code
 * logUniform(0.001, 100 000)}. Where zero means nothing, the mean of a series is {@code
 * logUniform(0.3, 20)} deviations above zero (17 of 20), as far below zero (1 of 20), or zero (2 of
 * 20). One series of five is then read in whole steps of {@code logUniform(0.005, 0.1)} deviations,
 * as cheap sensors and counters do.
 */
final class Units {

  private Units() {}

  static void fromZero(double[] values, Draw draw) {
    double unit = unit(draw);
    Arrays.setAll(values, i -> values[i] * unit);
  }

  static void free(double[] values, Draw draw) {
    double unit = unit(draw);
    double above =
        switch (draw.index(0.85, 0.05, 0.1)) {
          case 0 -> draw.logUniform(0.3, 20);
          case 1 -> -draw.logUniform(0.3, 20);
          default -> 0;
        };
    double step = draw.chance(0.2) ? draw.logUniform(0.005, 0.1) : 0;
    Arrays.setAll(
        values,
        i -> {
          double value = values[i] + above;
          return unit * (step > 0 ? step * Math.rint(value / step) : value);
        });
  }

  private static double unit(Draw draw) {
    return draw.logUniform(1e-3, 1e5);
  }
}
