package io.foreflow.trainer.window;

import io.foreflow.options.Option;
import io.foreflow.options.OptionGroup;
import io.foreflow.options.Problems;
import io.foreflow.options.Rule;
import io.foreflow.options.Settings;
import io.foreflow.options.ValueType;

/**
 * The stretches of history that a step learns from.
 *
 * @param order the order in which windows are read
 * @param batch number of windows in a step
 * @param length number of slots of a window; gradients flow back no further
 * @param burnIn number of slots without loss at the start of a window, if its zero state is not the
 *     true state
 * @param originsApart number of slots from one origin to the next; divides the length
 * @param disturbed number of disturbed copies of each history that windows are taken from too
 * @param disturbance how far a disturbed stretch is off
 */
public record WindowConfig(
    WindowOrder order,
    int batch,
    int length,
    int burnIn,
    int originsApart,
    int disturbed,
    double disturbance) {

  public static final OptionGroup GROUP = new OptionGroup("What a step learns from");

  public static final Option<WindowOrder> WINDOWS =
      Option.of(GROUP, "windows", ValueType.choice(WindowOrder.class), WindowOrder.RANDOM.text())
          .help(
              "Order of the windows. random: each window starts from a zero state, with "
                  + "a burn-in. stream: consecutive windows, each starts from the last state "
                  + "of the one before.");

  public static final Option<Integer> BATCH =
      Option.of(GROUP, "batch", ValueType.INTEGER, Rule.atLeast(1), "32")
          .help("Number of windows in a weight update.");

  public static final Option<Integer> WINDOW =
      Option.derived(GROUP, "window", ValueType.INTEGER, Rule.atLeast(2), "context plus horizon")
          .help(
              "Slots of a window. Each slot is a forecast origin. Gradients flow back "
                  + "to the start of the window at most.");

  public static final Option<Integer> BURN_IN =
      Option.derived(
              GROUP,
              "burn-in",
              ValueType.INTEGER,
              new Rule<>("at least 0 and less than the window", value -> value >= 0),
              "an eighth of the window")
          .help(
              "First slots of a window that are not scored, if the window starts inside "
                  + "a series.");

  public static final Option<Integer> ORIGINS_APART =
      Option.of(GROUP, "origins-apart", ValueType.INTEGER, Rule.atLeast(1), "1")
          .help(
              "Slots from one forecast origin of a window to the next. It must divide the "
                  + "window. With 1, each slot is an origin. With more, a step takes less time, "
                  + "because forecasts from neighbouring slots share nearly all of their targets.");

  public static final Option<Integer> DISTURBED =
      Option.of(GROUP, "disturbed", ValueType.INTEGER, Rule.atLeast(0), "0")
          .help(
              "Number of extra copies of each series to learn from. They have higher or "
                  + "lower stretches of up to four seasons, as at holidays. In every second copy "
                  + "the shape of the shortest season changes for good instead.");

  public static final Option<Double> DISTURBANCE =
      Option.of(GROUP, "disturbance", ValueType.NUMBER, Rule.above(0), "0.5")
          .help(
              "Size of the disturbances in these copies: the standard deviation of the "
                  + "logarithm for series that are never negative, otherwise of the value, in "
                  + "standard deviations of the series.");

  public WindowConfig {
    Problems problems = new Problems();
    problems.check(BATCH, batch);
    problems.check(WINDOW, length);
    problems.check(DISTURBED, disturbed);
    problems.check(DISTURBANCE, disturbance);
    problems.check(ORIGINS_APART, originsApart);
    if (originsApart >= 1 && length % originsApart != 0) {
      problems.add("origins-apart", originsApart, "must divide the window, " + length);
    }
    if (burnIn < 0 || burnIn >= length) {
      problems.add("burn-in", burnIn, "must be " + BURN_IN.rule().text() + ", " + length);
    }
    problems.throwIfAny();
  }

  /** Whether a window starts from the last state of the window before it. */
  public boolean carriesState() {
    return order == WindowOrder.STREAM;
  }

  public static WindowConfig from(Settings settings, int defaultLength) {
    int length = settings.get(WINDOW, () -> defaultLength);
    return new WindowConfig(
        settings.get(WINDOWS),
        settings.get(BATCH),
        length,
        settings.get(BURN_IN, () -> Math.max(0, length / 8)),
        settings.get(ORIGINS_APART),
        settings.get(DISTURBED),
        settings.get(DISTURBANCE));
  }

  /** Writes the values of the options. */
  public void put(Settings into) {
    into.put(WINDOWS, order)
        .put(BATCH, batch)
        .put(WINDOW, length)
        .put(BURN_IN, burnIn)
        .put(DISTURBED, disturbed)
        .put(DISTURBANCE, disturbance);
    if (originsApart > 1) {
      into.put(ORIGINS_APART, originsApart);
    }
  }
}
