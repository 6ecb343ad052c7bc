package io.foreflow.options;

import java.util.List;
import java.util.function.Predicate;

/**
 * Which values of its type an option allows.
 *
 * @param text completes "it must be ..."; empty if every value is allowed
 * @param holds whether a value is allowed
 */
public record Rule<T>(String text, Predicate<T> holds) {

  /** Every value of the option's type. */
  public static <T> Rule<T> any() {
    return new Rule<>("", value -> true);
  }

  /** This number or a larger one. */
  public static Rule<Integer> atLeast(int least) {
    return new Rule<>("at least " + least, value -> value >= least);
  }

  /** A finite number above this one. */
  public static Rule<Double> above(double bound) {
    return new Rule<>("above " + plain(bound), value -> value > bound && Double.isFinite(value));
  }

  /** Between these numbers, neither of them. */
  public static Rule<Double> between(double low, double high) {
    return new Rule<>(
        "in (" + plain(low) + ", " + plain(high) + ")", value -> value > low && value < high);
  }

  /** From the first number up to the second, which is not allowed itself. */
  public static Rule<Double> fromUpTo(double low, double high) {
    return new Rule<>(
        "in [" + plain(low) + ", " + plain(high) + ")", value -> value >= low && value < high);
  }

  /** One of these names. */
  public static Rule<String> oneOf(List<String> names) {
    return new Rule<>("one of " + names, names::contains);
  }

  private static String plain(double number) {
    return number == Math.rint(number) ? Long.toString((long) number) : Double.toString(number);
  }
}
