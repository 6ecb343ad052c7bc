package io.foreflow.trainer.features;

import io.foreflow.history.CovariateName;
import io.foreflow.history.SeriesHistory;
import io.foreflow.manifest.Manifest;
import io.foreflow.options.Option;
import io.foreflow.options.OptionGroup;
import io.foreflow.options.Problems;
import io.foreflow.options.Rule;
import io.foreflow.options.Settings;
import io.foreflow.options.ValueType;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The columns that a reading has in addition to its value, by name. A model reads them in the order
 * of the groups here.
 *
 * @param relative columns in the target's own unit, such as the open of a price; they are read as
 *     differences to the reading, in scales of the series
 * @param observed columns in a unit of their own that are known when the reading is known
 * @param constant columns that are the same with every reading of a series
 * @param known columns that are known ahead of time; each has its value at the reading's slot and
 *     at each of the horizon's slots
 * @param scales scales of the observed, constant and known columns, one each; empty until there are
 *     data
 */
public record CovariateConfig(
    List<String> relative,
    List<String> observed,
    List<String> constant,
    List<String> known,
    List<CovariateScale> scales) {

  private static final Rule<List<String>> NAMES =
      new Rule<>(
          "names without spaces, quotes, brackets, commas and +",
          names -> names.stream().allMatch(CovariateConfig::isName));

  public static final OptionGroup GROUP = new OptionGroup("Covariates");

  public static final Option<List<String>> RELATIVE =
      Option.derived(GROUP, "relative-covariates", ValueType.NAMES, NAMES, "none")
          .help(
              "Columns in the unit of the target, such as open, high and low for a "
                  + "close. The model reads their differences to the reading.");

  public static final Option<List<String>> OBSERVED =
      Option.derived(GROUP, "covariates", ValueType.NAMES, NAMES, "none")
          .help("Columns observed with each reading, in any unit.");

  public static final Option<List<String>> STATIC =
      Option.derived(GROUP, "static-covariates", ValueType.NAMES, NAMES, "none")
          .help("Columns that are the same in every row of a series.");

  public static final Option<List<String>> KNOWN =
      Option.derived(GROUP, "known-covariates", ValueType.NAMES, NAMES, "none")
          .help(
              "Columns known ahead of time, such as a tariff or a weather forecast. A "
                  + "reading holds the value at its own slot and at each slot of the horizon.");

  private static final Set<String> TAKEN = Set.of("unique_id", "ds", "y");
  private static final Pattern NAME = Pattern.compile("[^\\s,\\[\\]\"+]+");

  /** No covariates. */
  public static final CovariateConfig NONE =
      new CovariateConfig(List.of(), List.of(), List.of(), List.of());

  public CovariateConfig {
    relative = List.copyOf(relative);
    observed = List.copyOf(observed);
    constant = List.copyOf(constant);
    known = List.copyOf(known);
    scales = List.copyOf(scales);
    Problems problems = new Problems();
    problems.check(RELATIVE, relative);
    problems.check(OBSERVED, observed);
    problems.check(STATIC, constant);
    problems.check(KNOWN, known);
    Set<String> seen = new HashSet<>(TAKEN);
    Stream.of(relative, observed, constant, known)
        .flatMap(List::stream)
        .filter(name -> !seen.add(name))
        .forEach(
            name ->
                problems.say(
                    "covariates",
                    TAKEN.contains(name)
                        ? "a covariate is called " + name + ", which is a column of every history"
                        : "the covariate " + name + " is named twice"));
    problems.throwIfAny();
  }

  /** Creates a configuration without scales, for the time before there are data. */
  public CovariateConfig(
      List<String> relative, List<String> observed, List<String> constant, List<String> known) {
    this(relative, observed, constant, known, List.of());
  }

  /** Whether a column can have this name. */
  static boolean isName(String name) {
    return NAME.matcher(name).matches();
  }

  /** The columns of a model after its target, in the order in which it reads them. */
  public List<String> names(int horizon) {
    List<String> names = new ArrayList<>();
    names.addAll(relative);
    names.addAll(observed);
    names.addAll(constant);
    for (String name : known) {
      for (int ahead = 0; ahead <= horizon; ahead++) {
        names.add(new CovariateName(name, ahead).toString());
      }
    }
    return List.copyOf(names);
  }

  /** Adds a problem if there are more columns than a model can have. */
  void checkCount(int horizon, Problems problems) {
    long columns = 1L + relative.size() + ownUnits(horizon);
    if (columns > Manifest.MOST_FEATURES) {
      problems.say(
          "covariates",
          "the covariates make "
              + columns
              + " columns with a horizon of "
              + horizon
              + ", a model can have "
              + Manifest.MOST_FEATURES);
    }
  }

  /**
   * The number of columns in units of their own, which are all columns except the relative ones.
   */
  long ownUnits(int horizon) {
    return observed.size() + constant.size() + known.size() * (1L + horizon);
  }

  /** The number of columns that the head sees: those with values that hold for its targets. */
  int contextWidth(int horizon) {
    return constant.size() + known.size() * (1 + horizon);
  }

  /** The scale of each column that is in a unit of its own. */
  List<CovariateScale> columnScales(int horizon) {
    List<CovariateScale> columns = new ArrayList<>();
    int alone = observed.size() + constant.size();
    for (int i = 0; i < alone + known.size(); i++) {
      CovariateScale scale = scales.isEmpty() ? CovariateScale.NONE : scales.get(i);
      for (int ahead = 0; ahead <= (i < alone ? 0 : horizon); ahead++) {
        columns.add(scale);
      }
    }
    return columns;
  }

  /**
   * A copy with scales that are measured on data.
   *
   * @param validation number of slots at the end of each series that are not looked at
   * @throws IllegalArgumentException if the histories lack a covariate, or never have a value of it
   */
  CovariateConfig scaledBy(List<SeriesHistory> histories, int validation) {
    List<CovariateScale> found =
        Stream.of(observed, constant, known)
            .flatMap(List::stream)
            .map(name -> CovariateScale.of(name, histories, validation))
            .toList();
    return withScales(found);
  }

  /** A copy with the scales of an earlier training. */
  public CovariateConfig withScales(List<CovariateScale> earlier) {
    return new CovariateConfig(relative, observed, constant, known, earlier);
  }

  static CovariateConfig from(Settings settings) {
    return new CovariateConfig(
        settings.get(RELATIVE, List::of),
        settings.get(OBSERVED, List::of),
        settings.get(STATIC, List::of),
        settings.get(KNOWN, List::of));
  }

  /** Writes the values of the options. */
  void put(Settings into) {
    into.put(RELATIVE, relative).put(OBSERVED, observed).put(STATIC, constant).put(KNOWN, known);
  }
}
