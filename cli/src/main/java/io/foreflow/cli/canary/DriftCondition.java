package io.foreflow.cli.canary;

import io.foreflow.cli.view.Numbers;
import io.foreflow.options.Durations;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A condition on live scores, such as {@code scores.mase > 1.1 * baseline for 6h}.
 *
 * @param isAbove whether the figure must be above the bound; if not, below it
 * @param bound the number to compare with, or how many times the baseline
 * @param isOfBaseline whether the bound is in times of the baseline: the same figure over the week
 *     before
 * @param time the newest event time, over which the figure is taken
 */
public record DriftCondition(
    LiveFigure figure, boolean isAbove, double bound, boolean isOfBaseline, Duration time) {

  private static final Pattern FORM =
      Pattern.compile(
          "(scores\\.\\w+)\\s*([<>])\\s*(\\d+(?:\\.\\d+)?)(\\s*\\*\\s*baseline)?\\s+for\\s+(\\w+)");

  private static final Duration MOST = Duration.ofDays(7);

  /**
   * Reads a condition.
   *
   * @throws IllegalArgumentException with what is allowed, if the text is none
   */
  public static DriftCondition parse(String text) {
    Matcher matcher = FORM.matcher(text.strip());
    if (!matcher.matches()) {
      throw refused(text);
    }
    LiveFigure figure =
        Arrays.stream(LiveFigure.values())
            .filter(one -> one.text().equals(matcher.group(1)))
            .findAny()
            .orElseThrow(() -> refused(text));
    Duration time;
    try {
      time = Durations.parse(matcher.group(5));
    } catch (IllegalArgumentException e) {
      throw refused(text);
    }
    if (time.isZero() || time.compareTo(MOST) > 0) {
      throw refused(text);
    }
    return new DriftCondition(
        figure,
        matcher.group(2).equals(">"),
        Double.parseDouble(matcher.group(3)),
        matcher.group(4) != null,
        time);
  }

  private static IllegalArgumentException refused(String text) {
    return new IllegalArgumentException(
        "found \"%s\", allowed: scores.mase, scores.loss or scores.coverage, > or <, a number or a number * baseline, and for a time of up to 7d, such as scores.mase > 1.1 * baseline for 6h"
            .formatted(text));
  }

  /** Whether the condition holds. NaN never holds. */
  boolean holds(double found, double baseline) {
    double than = isOfBaseline ? bound * baseline : bound;
    return isAbove ? found > than : found < than;
  }

  /** What was found, in words. */
  String text(double found, double baseline) {
    return isOfBaseline
        ? String.format(
            Locale.ROOT,
            "%s was %.3f for %s, and %.3f in the week before: %s %s times that",
            figure.text(),
            found,
            Numbers.span(time),
            baseline,
            isAbove ? "more than" : "less than",
            bound)
        : String.format(
            Locale.ROOT,
            "%s was %.3f for %s: %s %s",
            figure.text(),
            found,
            Numbers.span(time),
            isAbove ? "more than" : "less than",
            bound);
  }
}
