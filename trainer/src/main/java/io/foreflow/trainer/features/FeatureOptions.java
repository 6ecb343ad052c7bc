package io.foreflow.trainer.features;

import io.foreflow.trainer.features.FeatureConfig.Calendar;
import io.foreflow.trainer.option.OptionGroup;
import io.foreflow.trainer.option.OptionType;
import io.foreflow.trainer.option.Rule;
import io.foreflow.trainer.option.Settings;
import io.foreflow.trainer.option.TrainingOption;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The options of {@link FeatureConfig}. */
public final class FeatureOptions {

  public static final TrainingOption<Duration> CADENCE =
      TrainingOption.of(
          "cadence",
          OptionType.DURATION,
          new Rule<>("at least 1 ms", value -> value.toMillis() >= 1),
          Duration.ofHours(1),
          "Event time from one reading of a series to the next: the length of a slot.");

  public static final TrainingOption<Integer> HORIZON =
      TrainingOption.of(
          "horizon", OptionType.INTEGER, Rule.atLeast(1), 24, "How many slots ahead to forecast.");

  public static final TrainingOption<Integer> CONTEXT =
      TrainingOption.derived(
          "context",
          OptionType.INTEGER,
          Rule.atLeast(2),
          "the longest season of up to 400 slots, and at least 64 and linear-window",
          "Readings that a series' state holds.");

  public static final TrainingOption<List<Integer>> SEASONS =
      TrainingOption.derived(
          "seasons",
          OptionType.INTEGERS,
          new Rule<>("ascending, each from 2 to the context", value -> true),
          "the day and the week, where they are whole slots that fit the context",
          "Lengths of the seasons in slots, ascending; none for a series without.");

  public static final TrainingOption<Integer> RECENT =
      TrainingOption.derived(
          "recent",
          OptionType.INTEGER,
          Rule.atLeast(1),
          "24, or the context if that is shorter",
          "Newest readings that the network sees besides its own state.");

  public static final TrainingOption<Integer> PROFILE =
      TrainingOption.of(
          "profile",
          OptionType.INTEGER,
          Rule.atLeast(0),
          0,
          "Seasons that a running mean of each slot of the season reaches over: what is usual at the"
              + " time; 0 for none. Adds the length of each season to the state.");

  public static final TrainingOption<String> CALENDAR =
      TrainingOption.of(
          "calendar",
          OptionType.TEXT,
          Rule.oneOf(List.of("auto", "none", "day", "week")),
          "auto",
          "Cycles that the network is told the time of: the day, the day and the week, or none;"
              + " auto takes the week if the history holds three.");

  public static final TrainingOption<Integer> LINEAR_WINDOW =
      TrainingOption.of(
          "linear-window",
          OptionType.INTEGER,
          new Rule<>("0, or at least 2", value -> value == 0 || value >= 2),
          0,
          "Newest readings of which a linear map goes straight to the forecast, beside the cells; 0"
              + " for no such map.");

  /** All of them. */
  public static final OptionGroup GROUP =
      new OptionGroup(
          "What the network sees",
          List.of(CADENCE, HORIZON, CONTEXT, SEASONS, RECENT, PROFILE, CALENDAR, LINEAR_WINDOW));

  /** A season longer than this many slots makes the state large; it has to be asked for. */
  private static final int LONGEST_DEFAULT_CONTEXT = 400;

  private static final int SHORTEST_DEFAULT_CONTEXT = 64;
  private static final int DAY_AT_HAND = 24;

  private FeatureOptions() {}

  /** What is not given follows from the cadence and the horizon. */
  public static FeatureConfig build(Settings settings) {
    int kept = context(settings);
    return new FeatureConfig(
        settings.get(CADENCE).toMillis(),
        settings.get(HORIZON),
        kept,
        seasons(settings, kept),
        settings.get(RECENT, () -> Math.min(DAY_AT_HAND, kept)),
        settings.get(PROFILE),
        Calendar.valueOf(settings.get(CALENDAR).toUpperCase(Locale.ROOT)),
        CovariateOptions.build(settings));
  }

  /** The context given, or what follows. */
  public static int context(Settings settings) {
    return settings.get(
        CONTEXT,
        () ->
            Math.max(
                settings.get(LINEAR_WINDOW),
                Math.max(SHORTEST_DEFAULT_CONTEXT, longest(settings, LONGEST_DEFAULT_CONTEXT))));
  }

  /** The longest season within so many slots, 1 if there is none. */
  public static int longest(Settings settings, int within) {
    List<Integer> found = seasons(settings, within);
    return found.isEmpty() ? 1 : found.get(found.size() - 1);
  }

  /** The shortest season within so many slots, if there is one. */
  public static Optional<Integer> shortest(Settings settings, int within) {
    return seasons(settings, within).stream().findFirst();
  }

  private static List<Integer> seasons(Settings settings, int within) {
    return settings.get(
        SEASONS,
        () -> {
          long slot = settings.get(CADENCE).toMillis();
          return slot < 1 ? List.of() : FeatureConfig.calendarSeasons(slot, within);
        });
  }

  /** The values of a configuration. */
  public static void put(FeatureConfig config, Settings into) {
    CovariateOptions.put(config.covariates(), into);
    into.put(CADENCE, Duration.ofMillis(config.cadenceMillis()))
        .put(HORIZON, config.horizon())
        .put(CONTEXT, config.context())
        .put(SEASONS, config.seasons())
        .put(RECENT, config.recent())
        .put(PROFILE, config.profile())
        .put(CALENDAR, config.calendar().name().toLowerCase(Locale.ROOT));
  }
}
