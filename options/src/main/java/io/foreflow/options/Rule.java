package io.foreflow.options;

import java.util.function.Predicate;

/**
 * A rule for the values that an option allows.
 *
 * @param text text after "it must be"; empty if every value is allowed
 * @param holds whether a value is allowed
 */
public record Rule<T>(String text, Predicate<T> holds) {

  /** Allows every value of the option's type. */
  public static <T> Rule<T> any() {
    return new Rule<>("", value -> true);
  }

  /** Allows this number and larger ones. */
  public static Rule<Integer> atLeast(int least) {
    return new Rule<>("at least " + least, value -> value >= least);
  }

  /** Allows finite numbers above this one. */
  public static Rule<Double> above(double bound) {
    return new Rule<>("above " + plain(bound), value -> value > bound && Double.isFinite(value));
  }

  /** Allows numbers between these two, without the two themselves. */
  public static Rule<Double> between(double low, double high) {
    return new Rule<>(
        "in (" + plain(low) + ", " + plain(high) + ")", value -> value > low && value < high);
  }

  /** Allows numbers from the first one up to the second one, without the second one itself. */
  public static Rule<Double> fromUpTo(double low, double high) {
    return new Rule<>(
        "in [" + plain(low) + ", " + plain(high) + ")", value -> value >= low && value < high);
  }

  private static String plain(double number) {
    return number == Math.rint(number) ? Long.toString((long) number) : Double.toString(number);
  }
}
