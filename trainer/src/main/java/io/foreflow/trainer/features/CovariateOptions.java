package io.foreflow.trainer.features;

import io.foreflow.trainer.option.OptionGroup;
import io.foreflow.trainer.option.OptionType;
import io.foreflow.trainer.option.Rule;
import io.foreflow.trainer.option.Settings;
import io.foreflow.trainer.option.TrainingOption;
import java.util.List;

/** The options of {@link CovariateConfig}. */
public final class CovariateOptions {

  private static final Rule<List<String>> NAMES =
      new Rule<>(
          "names without spaces, quotes, brackets, commas and +",
          names -> names.stream().allMatch(CovariateConfig::isName));

  public static final TrainingOption<List<String>> RELATIVE =
      option(
          "relative-covariates",
          "Columns in the target's own unit, such as open, high and low beside a close: read as"
              + " differences to the reading.");

  public static final TrainingOption<List<String>> OBSERVED =
      option("covariates", "Columns observed with each reading, in any unit.");

  public static final TrainingOption<List<String>> STATIC =
      option("static-covariates", "Columns that are the same in every row of a series.");

  public static final TrainingOption<List<String>> KNOWN =
      option(
          "known-covariates",
          "Columns known ahead of time, such as a tariff or a forecast of the weather: a reading"
              + " comes with the value at its own slot and at each slot of the horizon.");

  /** All of them. */
  public static final OptionGroup GROUP =
      new OptionGroup("Covariates", List.of(RELATIVE, OBSERVED, STATIC, KNOWN));

  private CovariateOptions() {}

  private static TrainingOption<List<String>> option(String name, String description) {
    return TrainingOption.derived(name, OptionType.NAMES, NAMES, "none", description);
  }

  static CovariateConfig build(Settings settings) {
    return new CovariateConfig(
        settings.get(RELATIVE, List::of),
        settings.get(OBSERVED, List::of),
        settings.get(STATIC, List::of),
        settings.get(KNOWN, List::of));
  }

  static void put(CovariateConfig config, Settings into) {
    into.put(RELATIVE, config.relative())
        .put(OBSERVED, config.observed())
        .put(STATIC, config.constant())
        .put(KNOWN, config.known());
  }
}
