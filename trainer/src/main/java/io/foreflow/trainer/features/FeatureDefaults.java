package io.foreflow.trainer.features;

import static io.foreflow.trainer.features.FeatureConfig.CADENCE;
import static io.foreflow.trainer.features.FeatureConfig.CONTEXT;
import static io.foreflow.trainer.features.FeatureConfig.LINEAR_WINDOW;
import static io.foreflow.trainer.features.FeatureConfig.RECENT;
import static io.foreflow.trainer.features.FeatureConfig.SEASONS;
import static io.foreflow.trainer.features.FeatureConfig.TRADING_CALENDAR;

import io.foreflow.calendar.TradingCalendar;
import io.foreflow.options.Problems;
import io.foreflow.options.Settings;
import io.foreflow.series.SlotGrid;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Options of {@link FeatureConfig} that follow from others, where nobody has given them. */
public final class FeatureDefaults {

  /**
   * The longest season that the default context holds. A longer season makes the state large, so it
   * must be set.
   */
  private static final int LONGEST_CONTEXT = 400;

  private static final int SHORTEST_CONTEXT = 64;
  private static final int DAY_AT_HAND = 24;

  private FeatureDefaults() {}

  /** The given context, or the default that follows from other options. */
  public static int context(Settings settings) {
    return settings.get(
        CONTEXT,
        () ->
            Math.max(
                settings.get(LINEAR_WINDOW),
                Math.max(SHORTEST_CONTEXT, longest(settings, LONGEST_CONTEXT))));
  }

  /** The longest season of at most this many slots, or 1 if there is none. */
  public static int longest(Settings settings, int within) {
    List<Integer> found = seasons(settings, within);
    return found.isEmpty() ? 1 : found.get(found.size() - 1);
  }

  /** The shortest season of at most this many slots, if there is one. */
  public static Optional<Integer> shortest(Settings settings, int within) {
    return seasons(settings, within).stream().findFirst();
  }

  /** The given seasons, or those of the day and the week that fit into so many slots. */
  static List<Integer> seasons(Settings settings, int within) {
    return settings.get(
        SEASONS,
        () -> {
          long slot = settings.get(CADENCE).toMillis();
          return slot < 1 ? List.of() : CalendarCycles.seasons(grid(settings, slot), within);
        });
  }

  /** The given number of recent readings, or a day of hours if the context has it. */
  static int recent(Settings settings, int context) {
    return settings.get(RECENT, () -> Math.min(DAY_AT_HAND, context));
  }

  /** The grid for options that follow from it; a calendar that is refused counts as none. */
  private static SlotGrid grid(Settings settings, long cadenceMillis) {
    try {
      return new SlotGrid(cadenceMillis, tradingCalendar(settings));
    } catch (IllegalArgumentException e) {
      return new SlotGrid(cadenceMillis);
    }
  }

  /** The given calendar; null without one. */
  static @Nullable TradingCalendar tradingCalendar(Settings settings) {
    String text = settings.get(TRADING_CALENDAR, () -> "");
    return text.isBlank() ? null : TradingCalendar.parse(text);
  }

  /**
   * Refuses a calendar without slots of the cadence, or whose text can't be read.
   *
   * @throws IllegalArgumentException with the reason
   */
  static void checkCalendar(Settings settings) {
    try {
      TradingCalendar calendar = tradingCalendar(settings);
      if (calendar != null) {
        var unused = calendar.slots(Math.max(1, settings.get(CADENCE).toMillis()));
      }
    } catch (IllegalArgumentException e) {
      Problems problems = new Problems();
      problems.say(TRADING_CALENDAR.name(), TRADING_CALENDAR.name() + ": " + e.getMessage());
      problems.throwIfAny();
    }
  }
}
