package io.foreflow.cli.tail;

import io.foreflow.cli.view.Numbers;
import io.foreflow.wire.Forecast;
import java.time.Duration;
import java.util.List;

/** A step of a forecast, counted from 0, as text. */
final class StepText {

  private StepText() {}

  /** How far ahead of the cutoff a step is: {@code +6H}. */
  static String ahead(Forecast forecast, int step) {
    Duration ahead = Duration.ofMillis(forecast.timeOf(step) - forecast.cutoff());
    return "+" + ahead.toString().substring(2);
  }

  /** The middle level with the outer ones, or each class with its probability. */
  static String numbers(Forecast forecast, int step) {
    return forecast
        .kind()
        .match(
            quantiles -> quantiles(forecast, quantiles.rows(), step),
            classes -> shares(forecast, classes.names(), step));
  }

  /** The middle level, or the most likely class. */
  static String middle(Forecast forecast, int step) {
    return forecast
        .kind()
        .match(
            quantiles -> Numbers.compact(forecast.quantile(quantiles.rows() / 2, step)),
            classes -> mostLikely(forecast, classes.names(), step));
  }

  private static String quantiles(Forecast forecast, int levels, int step) {
    String middle = middle(forecast, step);
    return levels == 1
        ? middle
        : "%s [%s, %s]"
            .formatted(
                middle,
                Numbers.compact(forecast.quantile(0, step)),
                Numbers.compact(forecast.quantile(levels - 1, step)));
  }

  private static String shares(Forecast forecast, List<String> classes, int step) {
    StringBuilder line = new StringBuilder();
    for (int i = 0; i < classes.size(); i++) {
      line.append(i == 0 ? "" : " ").append(classes.get(i)).append(' ');
      line.append(Numbers.compact(forecast.quantile(i, step)));
    }
    return line.toString();
  }

  private static String mostLikely(Forecast forecast, List<String> classes, int step) {
    int likely = 0;
    for (int i = 1; i < classes.size(); i++) {
      if (forecast.quantile(i, step) > forecast.quantile(likely, step)) {
        likely = i;
      }
    }
    return classes.get(likely);
  }
}
