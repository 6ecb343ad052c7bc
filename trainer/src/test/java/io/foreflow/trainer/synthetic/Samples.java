package io.foreflow.trainer.synthetic;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/** Many drawn series, and what can be measured of one. */
final class Samples {

  static final int SEASON = 24;
  static final int WEEK = 7 * SEASON;

  /** Six weeks of hours. */
  static final Timeline HOURS = SyntheticKind.HOURLY.timeline(6 * WEEK);

  private Samples() {}

  static Draw draw(long seed) {
    return new Draw(new SplittableRandom(seed));
  }

  /** One figure of each of many series, in ascending order. */
  static double[] figures(int count, SeriesFamily family, ToDoubleFunction<double[]> figure) {
    return figures(count, draw -> family.draw(HOURS, draw), figure);
  }

  static double[] figures(
      int count, Function<Draw, double[]> series, ToDoubleFunction<double[]> figure) {
    return IntStream.range(0, count)
        .mapToDouble(i -> figure.applyAsDouble(series.apply(draw(1000 + i))))
        .sorted()
        .toArray();
  }

  static double median(double[] sorted) {
    return sorted[sorted.length / 2];
  }

  static double share(double[] figures, double above) {
    return Arrays.stream(figures).filter(figure -> figure > above).count()
        / (double) figures.length;
  }

  static double autocorrelation(double[] values, int lag) {
    double mean = Values.mean(values);
    double product = 0;
    double square = 0;
    for (int i = 0; i < values.length; i++) {
      square += (values[i] - mean) * (values[i] - mean);
      if (i >= lag) {
        product += (values[i] - mean) * (values[i - lag] - mean);
      }
    }
    return product / square * values.length / (values.length - lag);
  }

  /** The mean absolute change over some slots. */
  static double change(double[] values, int slots) {
    return IntStream.range(slots, values.length)
        .mapToDouble(i -> Math.abs(values[i] - values[i - slots]))
        .average()
        .orElseThrow();
  }

  static double[] differences(double[] values) {
    return IntStream.range(1, values.length).mapToDouble(i -> values[i] - values[i - 1]).toArray();
  }

  /** The fourth moment over the square of the second. It is 3 for normal numbers. */
  static double kurtosis(double[] values) {
    double mean = Values.mean(values);
    double fourth =
        Arrays.stream(values).map(value -> StrictMath.pow(value - mean, 4)).average().orElse(0);
    return fourth / StrictMath.pow(Values.deviation(values), 4);
  }

  static double shareOf(double[] values, double value) {
    return Arrays.stream(values).filter(one -> one == value).count() / (double) values.length;
  }

  /** The correlation of two parts of a series that are as long as a season. */
  static double correlation(double[] values, int first, int second) {
    double[] one = Arrays.copyOfRange(values, first, first + SEASON);
    double[] other = Arrays.copyOfRange(values, second, second + SEASON);
    Values.standardize(one);
    Values.standardize(other);
    return IntStream.range(0, SEASON).mapToDouble(i -> one[i] * other[i]).average().orElse(0);
  }
}
