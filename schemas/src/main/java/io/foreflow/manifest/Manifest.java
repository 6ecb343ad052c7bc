package io.foreflow.manifest;

import io.foreflow.calendar.TradingCalendar;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a model file says about itself: everything that a caller needs to step it, and where it
 * comes from.
 *
 * @param contract version of the contract that the file keeps
 * @param model name of the model
 * @param version version of the model
 * @param cadence time from one step to the next, whole milliseconds
 * @param tradingCalendar when there are steps at all; null if at all times, one cadence apart
 * @param horizon how many steps ahead it forecasts
 * @param kind what its forecasts are: quantiles, or probabilities of classes
 * @param features what each column of {@code observed} is: the target first, then the covariates
 * @param seasons lengths of the seasons in slots, ascending; empty if it has none, and in files of
 *     before there was such a field
 * @param warmup a series' forecasts are "warming" while it has seen fewer steps than this
 * @param state the layout of a series' state
 * @param provenance what the model was made from
 * @param backtest how well it did, if that was measured
 */
public record Manifest(
    int contract,
    String model,
    String version,
    Duration cadence,
    @Nullable TradingCalendar tradingCalendar,
    int horizon,
    ForecastKind kind,
    List<String> features,
    List<Integer> seasons,
    int warmup,
    StateLayout state,
    Provenance provenance,
    @Nullable Backtest backtest) {
  /** The longest cadence with a trading calendar, whose slots are parts of a day's session. */
  public static final Duration LONGEST_OF_CALENDAR = Duration.ofDays(1);

  /** The only version of the contract that this release reads and writes. */
  public static final int CONTRACT = 1;

  /** Key of the manifest in the {@code metadata_props} of an ONNX file. */
  public static final String METADATA_KEY = "foreflow.manifest";

  /** The longest horizon that is accepted. */
  public static final int LONGEST_HORIZON = 10_000;

  /** The most levels that are accepted. */
  public static final int MOST_LEVELS = 1_000;

  /** The most features that are accepted. */
  public static final int MOST_FEATURES = 10_000;

  /** A manifest of a model that forecasts quantiles and doesn't say its seasons. */
  public Manifest(
      int contract,
      String model,
      String version,
      Duration cadence,
      int horizon,
      List<Double> levels,
      List<String> features,
      int warmup,
      StateLayout state,
      Provenance provenance,
      @Nullable Backtest backtest) {
    this(
        contract,
        model,
        version,
        cadence,
        horizon,
        new ForecastKind.Quantiles(levels),
        features,
        List.of(),
        warmup,
        state,
        provenance,
        backtest);
  }

  /** A manifest of a model without a trading calendar. */
  public Manifest(
      int contract,
      String model,
      String version,
      Duration cadence,
      int horizon,
      ForecastKind kind,
      List<String> features,
      List<Integer> seasons,
      int warmup,
      StateLayout state,
      Provenance provenance,
      @Nullable Backtest backtest) {
    this(
        contract,
        model,
        version,
        cadence,
        null,
        horizon,
        kind,
        features,
        seasons,
        warmup,
        state,
        provenance,
        backtest);
  }

  public Manifest {
    features = List.copyOf(features);
    seasons = List.copyOf(seasons);
    ManifestProblems problems = new ManifestProblems();
    problems
        .require(contract == CONTRACT, "contract", contract, "" + CONTRACT)
        .require(!model.isBlank(), "model", "\"" + model + "\"", "a name")
        .require(!version.isBlank(), "version", "\"" + version + "\"", "a version")
        .require(isCadence(cadence), "cadence", cadence, "whole milliseconds, 1 or more")
        .require(
            tradingCalendar == null || cadence.compareTo(LONGEST_OF_CALENDAR) <= 0,
            "cadence",
            cadence,
            "at most a day with a trading calendar")
        .require(
            horizon >= 1 && horizon <= LONGEST_HORIZON,
            "horizon",
            horizon,
            "1 to " + LONGEST_HORIZON + " steps");
    checkCalendar(tradingCalendar, cadence, problems);
    checkKind(kind, problems);
    checkFeatures(features, problems);
    Seasons.check(seasons, state, problems);
    int shares = provenance.ridgeShare().size();
    problems.require(
        shares == 0 || shares == horizon,
        "provenance.ridgeShare",
        shares + " numbers",
        "as many as the horizon, " + horizon);
    problems.require(warmup >= 0, "warmup", warmup, "0 or more").throwIfAny();
  }

  /**
   * Reads a manifest from its JSON, strictly.
   *
   * @throws ManifestException naming every problem with its path
   */
  public static Manifest parse(String json) {
    return new ManifestReader().read(json);
  }

  /**
   * The manifest in JSON: the same manifest gives the same text, with its fields in a fixed order.
   */
  public String toJson() {
    return ManifestWriter.write(this, null);
  }

  /**
   * The manifest in JSON with the digest of the file that holds it, 64 hexadecimal digits. A reader
   * of the manifest skips the digest: it says something about the file, which a reader of the file
   * checks.
   */
  public String toJson(String digest) {
    return ManifestWriter.write(this, digest);
  }

  /** How many numbers a forecast has for each step: one for each level, or for each class. */
  public int forecastRows() {
    return kind.rows();
  }

  /** The levels of a model of quantiles; empty for another kind. */
  public List<Double> levels() {
    return kind.match(ForecastKind.Quantiles::levelList, classes -> List.of());
  }

  /** The classes of a model of classes; empty for another kind. */
  public List<String> classes() {
    return kind.match(quantiles -> List.of(), ForecastKind.Classes::names);
  }

  /**
   * The season of the seasonal naive forecast that the model is compared with, in slots: its
   * shortest one, 1 if it has none. Older files have it in the options of the training.
   */
  public int shortestSeason() {
    return Seasons.shortest(this);
  }

  /** The cadence in milliseconds. */
  public long cadenceMillis() {
    return cadence.toMillis();
  }

  private static boolean isCadence(Duration cadence) {
    return cadence.compareTo(Duration.ofMillis(1)) >= 0
        && cadence.compareTo(Duration.ofDays(365_000)) <= 0
        && cadence.equals(Duration.ofMillis(cadence.toMillis()));
  }

  private static void checkCalendar(
      @Nullable TradingCalendar calendar, Duration cadence, ManifestProblems problems) {
    if (calendar == null || !isCadence(cadence)) {
      return;
    }
    try {
      var unused = calendar.slots(cadence.toMillis());
    } catch (IllegalArgumentException e) {
      problems.add("tradingCalendar", String.valueOf(e.getMessage()), "a calendar with slots");
    }
  }

  private static void checkKind(ForecastKind kind, ManifestProblems problems) {
    Runnable check =
        kind.match(
            quantiles -> () -> checkLevels(quantiles.levelList(), problems),
            classes -> () -> checkClasses(classes.names(), problems));
    check.run();
  }

  private static void checkLevels(List<Double> levels, ManifestProblems problems) {
    problems.require(
        !levels.isEmpty() && levels.size() <= MOST_LEVELS,
        "levels",
        levels.size() + " levels",
        "1 to " + MOST_LEVELS);
    double before = 0;
    for (int i = 0; i < levels.size(); i++) {
      double level = levels.get(i);
      problems.require(
          level > before && level < 1,
          "levels[" + i + "]",
          level,
          "ascending numbers between 0 and 1, here above " + before);
      before = level;
    }
  }

  private static void checkClasses(List<String> classes, ManifestProblems problems) {
    problems.require(
        classes.size() >= 2 && classes.size() <= MOST_LEVELS,
        "classes",
        classes.size() + " classes",
        "2 to " + MOST_LEVELS);
    Set<String> names = new HashSet<>();
    for (int i = 0; i < classes.size(); i++) {
      String name = classes.get(i);
      problems.require(
          !name.isBlank() && names.add(name),
          "classes[" + i + "]",
          "\"" + name + "\"",
          "a name that no other class has");
    }
  }

  private static void checkFeatures(List<String> features, ManifestProblems problems) {
    problems.require(
        !features.isEmpty() && features.size() <= MOST_FEATURES,
        "features",
        features.size() + " features",
        "1 to " + MOST_FEATURES + ", the target first");
    Set<String> names = new HashSet<>();
    for (int i = 0; i < features.size(); i++) {
      String name = features.get(i);
      problems.require(
          !name.isBlank() && names.add(name),
          "features[" + i + "]",
          "\"" + name + "\"",
          "a name that no other feature has");
    }
  }
}
