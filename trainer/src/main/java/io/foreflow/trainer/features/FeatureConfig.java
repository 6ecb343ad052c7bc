package io.foreflow.trainer.features;

import io.foreflow.history.SeriesHistory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * What the features are made from.
 *
 * @param cadenceMillis length of a slot
 * @param horizon slots ahead that are forecast
 * @param context readings kept in the state's {@code history}
 * @param seasons lengths of the seasons in slots, ascending, each at least 2 and at most {@code
 *     context}; may be empty
 * @param recent newest scaled readings that the network sees, at least 1 and at most {@code
 *     context}
 * @param profile seasons that the mean of what is usual reaches over; 0 for none
 * @param calendar the longest cycle of the calendar that the network is told the time of
 * @param covariates what comes with a reading beside its value
 */
public record FeatureConfig(
    long cadenceMillis,
    int horizon,
    int context,
    List<Integer> seasons,
    int recent,
    int profile,
    Calendar calendar,
    CovariateConfig covariates) {

  /** Cycles of the calendar, each with the shorter ones. */
  public enum Calendar {
    NONE,
    DAY,
    WEEK,
    /** The week if there are enough weeks to learn from, see {@link #suitedTo}. */
    AUTO
  }

  /** In fewer weeks a network learns what each day was like, and not what a week is like. */
  private static final long ENOUGH_WEEKS = 3;

  private static final long DAY = 86_400_000L;

  public FeatureConfig {
    seasons = List.copyOf(seasons);
    List<String> problems = new ArrayList<>();
    FeatureOptions.CADENCE.check(problems, Duration.ofMillis(cadenceMillis));
    FeatureOptions.HORIZON.check(problems, horizon);
    FeatureOptions.CONTEXT.check(problems, context);
    FeatureOptions.PROFILE.check(problems, profile);
    covariates.checkCount(horizon, problems);
    if (recent < 1 || recent > context) {
      problems.add("recent is " + recent + ", it must be in 1.." + context + ", the context");
    }
    for (int i = 0; i < seasons.size(); i++) {
      int season = seasons.get(i);
      if (season < 2 || season > context) {
        problems.add("season " + season + " must be in 2.." + context + ", the context");
      }
      if (i > 0 && season <= seasons.get(i - 1)) {
        problems.add("seasons " + seasons + " must ascend");
      }
    }
    if (!problems.isEmpty()) {
      throw new IllegalArgumentException(String.join("; ", problems));
    }
  }

  /**
   * What {@link Calendar#AUTO} leaves open, decided.
   *
   * @param slots of the longest series to learn from
   */
  public FeatureConfig suitedTo(long slots) {
    if (calendar != Calendar.AUTO) {
      return this;
    }
    boolean isLong = slots * cadenceMillis >= ENOUGH_WEEKS * 7 * DAY;
    return with(isLong ? Calendar.WEEK : Calendar.DAY);
  }

  private FeatureConfig with(Calendar decided) {
    return new FeatureConfig(
        cadenceMillis, horizon, context, seasons, recent, profile, decided, covariates);
  }

  /** Without profiles and covariates, told the time of the week. */
  public FeatureConfig(
      long cadenceMillis, int horizon, int context, List<Integer> seasons, int recent) {
    this(cadenceMillis, horizon, context, seasons, recent, 0, Calendar.WEEK);
  }

  /** Without covariates. */
  public FeatureConfig(
      long cadenceMillis,
      int horizon,
      int context,
      List<Integer> seasons,
      int recent,
      int profile,
      Calendar calendar) {
    this(cadenceMillis, horizon, context, seasons, recent, profile, calendar, CovariateConfig.NONE);
  }

  /** The same with covariates. */
  public FeatureConfig with(CovariateConfig others) {
    return new FeatureConfig(
        cadenceMillis, horizon, context, seasons, recent, profile, calendar, others);
  }

  /**
   * The same, its covariates measured on data.
   *
   * @param validation slots at the end of each series that are not looked at
   * @throws IllegalArgumentException if the histories lack a covariate, or never have a value of it
   */
  public FeatureConfig measuredOn(List<SeriesHistory> histories, int validation) {
    return with(covariates.scaledBy(histories, validation));
  }

  /** The columns of a model's readings after the target. */
  public List<String> covariateNames() {
    return covariates.names(horizon);
  }

  /** The day and the week, as far as they are whole numbers of slots that fit the context. */
  public static List<Integer> calendarSeasons(long cadenceMillis, int context) {
    List<Integer> seasons = new ArrayList<>();
    for (long period : new long[] {DAY, 7 * DAY}) {
      long slots = period / cadenceMillis;
      if (period % cadenceMillis == 0 && slots >= 2 && slots <= context) {
        seasons.add((int) slots);
      }
    }
    return seasons;
  }

  /**
   * The lag whose values the forecast starts from and gaps are filled with: the longest season, or
   * 1 without any.
   */
  int baseLag() {
    return seasons.isEmpty() ? 1 : seasons.get(seasons.size() - 1);
  }

  /**
   * The lag whose changes measure how much of the series is unforeseen: the shortest season, or 1
   * without any.
   */
  int changeLag() {
    return seasons.isEmpty() ? 1 : seasons.get(0);
  }

  /** Columns that the head gets to see beside the cells' output. */
  public int contextWidth() {
    return lagWidth() + covariates.contextWidth(horizon);
  }

  /** Those of them that come of the past readings. */
  int lagWidth() {
    return recent + (seasons.isEmpty() ? 0 : horizon) + profiled().size() * (horizon + 1);
  }

  /** The seasons of which the state holds a profile. */
  List<Integer> profiled() {
    return profile == 0 ? List.of() : seasons;
  }

  /**
   * Columns of the base forecast: one for each target where there is a season, else one for all.
   */
  public int baseWidth() {
    return seasons.isEmpty() ? 1 : horizon;
  }
}
