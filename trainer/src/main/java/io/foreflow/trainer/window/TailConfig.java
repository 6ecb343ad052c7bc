package io.foreflow.trainer.window;

import io.foreflow.options.Option;
import io.foreflow.options.OptionGroup;
import io.foreflow.options.Problems;
import io.foreflow.options.Rule;
import io.foreflow.options.Settings;
import io.foreflow.options.ValueType;

/**
 * The end of each series that is held out to find the best weights.
 *
 * @param slots number of slots at the end of each series; 0 trains on everything and keeps the last
 *     weights
 * @param runUp number of slots before the held-out ones that warm up the state
 * @param patience number of rounds without a better one after which the training ends; 0 for all
 *     steps
 * @param grows whether more slots are held out of a long history, see {@link #suitedTo}
 */
public record TailConfig(int slots, int runUp, int patience, boolean grows) {

  public static final OptionGroup GROUP = new OptionGroup("What is held out");

  public static final Option<Integer> VALIDATION =
      Option.derived(
              GROUP,
              "validation",
              ValueType.INTEGER,
              Rule.atLeast(0),
              "a twentieth of the slots that three of four series have, at most seven horizons or"
                  + " 336 slots; more, up to a tenth, until there are twenty independent forecasts"
                  + " of all series; at least two horizons")
          .help(
              "Slots held out at the end of each series. 0: train on all slots and keep "
                  + "the last weights.");

  public static final Option<Integer> RUN_UP =
      Option.derived(
              GROUP,
              "run-up",
              ValueType.INTEGER,
              Rule.atLeast(1),
              "context plus horizon, or the window if that is longer")
          .help("Slots before the held-out ones. A validation warms up the state with " + "them.");

  public static final Option<Integer> PATIENCE =
      Option.of(GROUP, "patience", ValueType.INTEGER, Rule.atLeast(0), "0")
          .help("Stop after this many rounds without a better validation. 0: make all " + "steps.");

  /** The most series whose held-out slots are looked at after a round. */
  public static final int MOST_SERIES = 2_000;

  /** One slot of this many is held out of a history, within bounds. */
  private static final int SHARE = 20;

  /** At most one slot of this many is held out, if there are few series. */
  private static final int LARGE_SHARE = 10;

  /** The number of independent forecasts that a reliable figure needs. */
  public static final int ENOUGH = 20;

  private static final int MOST_HORIZONS = 7;
  private static final int MOST_SLOTS = 336;

  public TailConfig {
    Problems problems = new Problems();
    problems.check(VALIDATION, slots);
    problems.check(RUN_UP, runUp);
    problems.check(PATIENCE, patience);
    if (slots == 0 && patience > 0) {
      problems.add("patience", patience, "but validation 0 holds nothing out to go by");
    }
    problems.throwIfAny();
  }

  /** Creates a configuration with this number of slots for every history. */
  public TailConfig(int slots, int runUp, int patience) {
    this(slots, runUp, patience, false);
  }

  /**
   * A copy with the number of slots decided. A number that was given is kept. Otherwise it is a
   * twentieth of a history, and at most seven horizons or 336 slots, whichever is more. Of few
   * series more is held out, up to a tenth, until there are enough independent forecasts. It is at
   * least what is held out of a short history.
   *
   * @param length number of slots of a typical series
   * @param series number of series
   */
  public TailConfig suitedTo(long length, int series, int horizon) {
    if (!grows) {
      return this;
    }
    long usual = Math.min(length / SHARE, Math.max((long) MOST_HORIZONS * horizon, MOST_SLOTS));
    long wanted = (long) horizon * ((ENOUGH + series - 1) / Math.max(1, series));
    long enough = Math.min(length / LARGE_SHARE, wanted);
    return new TailConfig((int) Math.max(slots, Math.max(usual, enough)), runUp, patience);
  }

  public static TailConfig from(Settings settings, int defaultSlots, int defaultRunUp) {
    return new TailConfig(
        settings.get(VALIDATION, () -> defaultSlots),
        settings.get(RUN_UP, () -> defaultRunUp),
        settings.get(PATIENCE),
        settings.given(VALIDATION).isEmpty());
  }

  /** Writes the values of the options. */
  public void put(Settings into) {
    if (!grows) {
      into.put(VALIDATION, slots);
    }
    into.put(RUN_UP, runUp).put(PATIENCE, patience);
  }
}
