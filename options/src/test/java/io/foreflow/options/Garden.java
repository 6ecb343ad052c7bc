package io.foreflow.options;

import java.time.Duration;
import java.util.List;

/** Options of an irrigation, for tests. */
final class Garden {
  private static final OptionGroup WATER = new OptionGroup("Water");

  static final Option<String> PUMP =
      Option.required(WATER, "pump.address", ValueType.text()).help("The pump's address.");

  static final Option<Integer> VALVES =
      Option.of(WATER, "valves", ValueType.integer(1, 16), "4").help("How many valves open.");

  static final Option<Duration> PAUSE =
      Option.of(WATER, "pause", ValueType.duration(Duration.ZERO, Duration.ofDays(1)), "10 min")
          .help("How long the pump pauses.");

  static final Option<String> PUMP_TOKEN =
      Option.optional(WATER, "pump.token", ValueType.text()).help("The pump's secret.");

  static final NamedOption<Double> BED_SHARE =
      NamedOption.of(WATER, "beds.", ".share", ValueType.share(), "A bed's share of the water.");

  private static final OptionGroup PLANTS = new OptionGroup("Plants");

  static final Option<List<Integer>> ROWS =
      Option.of(PLANTS, "rows", ValueType.INTEGERS, Rule.any(), "[]").help("Plants in each row.");

  static final Option<Double> DEPTH =
      Option.of(PLANTS, "depth", ValueType.NUMBER, Rule.above(0), "2.5").help("How deep they are.");

  static final Option<Integer> PLANTS_IN_ALL =
      Option.derived(PLANTS, "plants", ValueType.INTEGER, Rule.atLeast(1), "the sum of the rows")
          .help("How many plants there are.");

  /** With settings that are passed on to a library. */
  static final OptionSet ALL =
      new OptionSet(
          List.of(WATER, PLANTS),
          List.of("lib."),
          "The library's begin with lib.",
          "lib.a.file"::equals);

  /** The plants alone; problems are sentences. */
  static final OptionSet SENTENCES = new OptionSet(List.of(PLANTS));

  private Garden() {}
}
