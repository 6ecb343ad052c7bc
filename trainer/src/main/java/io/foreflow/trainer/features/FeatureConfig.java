package io.foreflow.trainer.features;

import io.foreflow.calendar.TradingCalendar;
import io.foreflow.history.SeriesHistory;
import io.foreflow.manifest.Manifest;
import io.foreflow.options.Option;
import io.foreflow.options.OptionGroup;
import io.foreflow.options.Problems;
import io.foreflow.options.Rule;
import io.foreflow.options.Settings;
import io.foreflow.options.ValueType;
import io.foreflow.series.SlotGrid;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The configuration of the features that the network sees.
 *
 * @param cadenceMillis length of a slot in milliseconds
 * @param horizon number of slots to forecast ahead
 * @param context number of readings in the state's {@code history}
 * @param seasons lengths of the seasons in slots, ascending, each at least 2 and at most {@code
 *     context}; may be empty
 * @param recent number of newest scaled readings that the network sees, at least 1 and at most
 *     {@code context}
 * @param profile number of seasons in the running mean of each slot of a season; 0 for no such mean
 * @param calendar the cycles of the calendar that the network sees
 * @param covariates the columns that a reading has in addition to its value
 * @param tradingCalendar when there are slots at all; null if at all times
 */
public record FeatureConfig(
    long cadenceMillis,
    int horizon,
    int context,
    List<Integer> seasons,
    int recent,
    int profile,
    CalendarCycles calendar,
    CovariateConfig covariates,
    @Nullable TradingCalendar tradingCalendar) {

  public static final OptionGroup GROUP = new OptionGroup("What the network sees");

  public static final Option<Duration> CADENCE =
      Option.of(
              GROUP,
              "cadence",
              ValueType.DURATION,
              new Rule<>("at least 1 ms", value -> value.toMillis() >= 1),
              "PT1H")
          .help("Event time between two readings of a series. It is the length of a slot.");

  public static final Option<String> TRADING_CALENDAR =
      Option.derived(
              GROUP,
              "trading-calendar",
              ValueType.TEXT,
              Rule.any(),
              "none: there are slots at all times")
          .help(
              "When the market is open: zone, sessions, and the times in which it is closed, such "
                  + "as \"America/New_York Mon-Fri 09:30-16:00; closed 2026-07-03, 2026-11-27 "
                  + "13:00-24:00\". There are slots only while it is open. The job leaves out the "
                  + "readings of other times.");

  public static final Option<Integer> HORIZON =
      Option.of(GROUP, "horizon", ValueType.INTEGER, Rule.atLeast(1), "24")
          .help("Number of slots to forecast ahead.");

  public static final Option<Integer> CONTEXT =
      Option.derived(
              GROUP,
              "context",
              ValueType.INTEGER,
              Rule.atLeast(2),
              "the longest season of up to 400 slots, and at least 64 and linear-window")
          .help("Number of readings that the state of a series holds.");

  public static final Option<List<Integer>> SEASONS =
      Option.derived(
              GROUP,
              "seasons",
              ValueType.INTEGERS,
              new Rule<>("ascending, each from 2 to the context", value -> true),
              "the day and the week, where they are whole slots that fit the context")
          .help("Lengths of the seasons in slots, ascending. Empty: no seasons.");

  public static final Option<Integer> RECENT =
      Option.derived(
              GROUP,
              "recent",
              ValueType.INTEGER,
              Rule.atLeast(1),
              "24, or the context if that is shorter")
          .help(
              "Number of newest readings that the network sees, in addition to its own "
                  + "state.");

  public static final Option<Integer> PROFILE =
      Option.of(GROUP, "profile", ValueType.INTEGER, Rule.atLeast(0), "0")
          .help(
              "Number of seasons in the running mean of each slot of a season, which is "
                  + "the normal value at that time. 0: no such mean. Adds the length of each "
                  + "season to the state.");

  public static final Option<CalendarCycles> CALENDAR =
      Option.of(
              GROUP, "calendar", ValueType.choice(CalendarCycles.class), CalendarCycles.AUTO.text())
          .help(
              "Calendar features: day, week (day and week), or none. auto uses the week "
                  + "if the history has three weeks.");

  public static final Option<Integer> LINEAR_WINDOW =
      Option.of(
              GROUP,
              "linear-window",
              ValueType.INTEGER,
              new Rule<>("0, or at least 2", value -> value == 0 || value >= 2),
              "0")
          .help(
              "Number of newest readings in a linear map straight to the forecast. 0: "
                  + "no such map.");

  public FeatureConfig {
    seasons = List.copyOf(seasons);
    Problems problems = new Problems();
    problems.check(CADENCE, Duration.ofMillis(cadenceMillis));
    problems.check(HORIZON, horizon);
    problems.check(CONTEXT, context);
    problems.check(PROFILE, profile);
    covariates.checkCount(horizon, problems);
    if (recent < 1 || recent > context) {
      problems.add("recent", recent, "must be in 1.." + context + ", the context");
    }
    for (int i = 0; i < seasons.size(); i++) {
      int season = seasons.get(i);
      if (season < 2 || season > context) {
        problems.say("seasons", "season " + season + " must be in 2.." + context + ", the context");
      }
      if (i > 0 && season <= seasons.get(i - 1)) {
        problems.say("seasons", "seasons " + seasons + " must ascend");
      }
    }
    checkCalendar(tradingCalendar, cadenceMillis, problems);
    problems.throwIfAny();
  }

  private static void checkCalendar(
      @Nullable TradingCalendar calendar, long cadenceMillis, Problems problems) {
    if (calendar != null && cadenceMillis > Manifest.LONGEST_OF_CALENDAR.toMillis()) {
      problems.say(
          "cadence",
          "cadence is "
              + Duration.ofMillis(cadenceMillis)
              + ", it must be at most a day with a trading-calendar");
    }
  }

  /** The slots. */
  public SlotGrid grid() {
    return new SlotGrid(cadenceMillis, tradingCalendar);
  }

  /**
   * A copy in which {@link CalendarCycles#AUTO} is decided.
   *
   * @param slots number of slots of the longest series to learn from
   */
  public FeatureConfig suitedTo(long slots) {
    return copy(horizon, calendar.suitedTo(grid().spanOf(slots).toMillis()), covariates);
  }

  /** Creates features with the calendar of the week, without profiles and covariates. */
  public FeatureConfig(
      long cadenceMillis, int horizon, int context, List<Integer> seasons, int recent) {
    this(
        cadenceMillis,
        horizon,
        context,
        seasons,
        recent,
        0,
        CalendarCycles.WEEK,
        CovariateConfig.NONE,
        null);
  }

  /** A copy with covariates. */
  public FeatureConfig with(CovariateConfig others) {
    return copy(horizon, calendar, others);
  }

  /** A copy with another horizon. */
  public FeatureConfig withHorizon(int slots) {
    return copy(slots, calendar, covariates);
  }

  private FeatureConfig copy(int slots, CalendarCycles cycles, CovariateConfig columns) {
    return new FeatureConfig(
        cadenceMillis, slots, context, seasons, recent, profile, cycles, columns, tradingCalendar);
  }

  /**
   * A copy whose covariates are measured on data.
   *
   * @param validation number of slots at the end of each series that are not looked at
   * @throws IllegalArgumentException if the histories lack a covariate, or never have a value of it
   */
  public FeatureConfig measuredOn(List<SeriesHistory> histories, int validation) {
    return with(covariates.scaledBy(histories, validation));
  }

  /** The columns of a model's readings after the target. */
  public List<String> covariateNames() {
    return covariates.names(horizon);
  }

  /**
   * The lag of the values that a forecast starts from and that fill gaps. It is the longest season,
   * or 1 without seasons.
   */
  int baseLag() {
    return seasons.isEmpty() ? 1 : seasons.get(seasons.size() - 1);
  }

  /**
   * The lag of the changes that measure how much of the series is unforeseen. It is the shortest
   * season, or 1 without seasons.
   */
  int changeLag() {
    return seasons.isEmpty() ? 1 : seasons.get(0);
  }

  /** The number of columns that the head sees in addition to the cells' output. */
  public int contextWidth() {
    return lagWidth() + covariates.contextWidth(horizon);
  }

  /** The number of columns that the head sees of the past readings. */
  int lagWidth() {
    return recent + (seasons.isEmpty() ? 0 : horizon) + profiled().size() * (horizon + 1);
  }

  /** The seasons that have a profile in the state. */
  List<Integer> profiled() {
    return profile == 0 ? List.of() : seasons;
  }

  /**
   * The number of columns of the base forecast: one for each target with seasons, one for all
   * targets without.
   */
  public int baseWidth() {
    return seasons.isEmpty() ? 1 : horizon;
  }

  /**
   * Makes the configuration from settings. Options that are not given follow from the cadence and
   * the horizon.
   */
  public static FeatureConfig from(Settings settings) {
    FeatureDefaults.checkCalendar(settings);
    int kept = FeatureDefaults.context(settings);
    return new FeatureConfig(
        settings.get(CADENCE).toMillis(),
        settings.get(HORIZON),
        kept,
        FeatureDefaults.seasons(settings, kept),
        FeatureDefaults.recent(settings, kept),
        settings.get(PROFILE),
        settings.get(CALENDAR),
        CovariateConfig.from(settings),
        FeatureDefaults.tradingCalendar(settings));
  }

  /** Writes the values of the options. */
  public void put(Settings into) {
    covariates.put(into);
    into.put(CADENCE, Duration.ofMillis(cadenceMillis))
        .put(HORIZON, horizon)
        .put(CONTEXT, context)
        .put(SEASONS, seasons)
        .put(RECENT, recent)
        .put(PROFILE, profile)
        .put(CALENDAR, calendar);
    // Left out if there is none, so that the bytes of other model files do not change.
    if (tradingCalendar != null) {
      into.put(TRADING_CALENDAR, tradingCalendar.text());
    }
  }
}
