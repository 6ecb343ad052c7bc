package io.foreflow.job.config;

import io.foreflow.options.Option;
import io.foreflow.options.OptionGroup;
import io.foreflow.options.ValueType;
import io.foreflow.outcome.AnomalyRules;

/** Which readings that were not forecast are reported as episodes. */
public final class AnomalyOptions {
  private static final int MOST_SLOTS = 100_000;
  private static final double MOST_PER_WEEK = 10_000;

  private static final ValueType<Double> NOT_NEGATIVE =
      ValueType.number("of 0 or more", value -> value >= 0);

  static final OptionGroup GROUP = new OptionGroup("Anomalies");

  public static final Option<String> TOPIC =
      Option.optional(GROUP, "topics.anomalies", KafkaOptions.TOPIC)
          .help(
              "Where episodes of readings that were not forecast go, in the format of forecasts."
                  + " Without it there are none. The state of each series grows by 40 bytes. A reading"
                  + " is compared with the forecast of the first step of track.");

  public static final Option<Double> PER_WEEK =
      Option.of(
              GROUP,
              "anomalies.per-week",
              ValueType.number(
                  "above 0, up to 10000", value -> value > 0 && value <= MOST_PER_WEEK),
              "1")
          .help(
              "How many false alarms are allowed: episodes in a week of one series in which nothing is"
                  + " wrong, on average. A smaller number gives fewer episodes.");

  public static final Option<AnomalyRules.Side> SIDE =
      Option.of(GROUP, "anomalies.side", ValueType.oneOf(AnomalyRules.Side.class), "both")
          .help("Which readings count: those above the band, those below it, or both.");

  public static final Option<Double> DEAD_BAND =
      Option.of(GROUP, "anomalies.dead-band", NOT_NEGATIVE, "0")
          .help(
              "Readings nearer to the middle of the forecast than this never count, however unlikely"
                  + " they are. In the unit of the series.");

  public static final Option<Double> RELATIVE_DEAD_BAND =
      Option.of(GROUP, "anomalies.dead-band-relative", NOT_NEGATIVE, "0")
          .help(
              "The same as a share of the middle of the forecast: 0.05 is 5 %. The larger of both is"
                  + " used.");

  public static final Option<Integer> HITS =
      Option.of(GROUP, "anomalies.hits", ValueType.integer(1, Byte.SIZE), "1")
          .help(
              "How many readings among those of anomalies.window have to be unlikely to open an"
                  + " episode. More than one ignores single spikes.");

  public static final Option<Integer> WINDOW =
      Option.of(GROUP, "anomalies.window", ValueType.integer(1, Byte.SIZE), "1")
          .help("The number of readings in a row among which anomalies.hits are counted.");

  public static final Option<Integer> MERGE =
      Option.of(GROUP, "anomalies.merge", ValueType.integer(1, MOST_SLOTS), "6")
          .help(
              "After how many slots without an unlikely reading an episode is over. Unlikely readings"
                  + " nearer to each other are one episode.");

  public static final Option<Integer> STUCK_AFTER =
      Option.of(GROUP, "anomalies.stuck-after", ValueType.integer(0, MOST_SLOTS), "24")
          .help(
              "After how many equal readings in a row a sensor counts as stuck, if it has never sent"
                  + " half as many before. 0: never.");

  public static final Option<Integer> SILENT_AFTER =
      Option.of(GROUP, "anomalies.silent-after", ValueType.integer(0, MOST_SLOTS), "0")
          .help(
              "After how many slots without a reading a series counts as silent, by the watermark. Each"
                  + " series then has a timer. 0: never.");

  public static final Option<Integer> SHIELD =
      Option.of(GROUP, "anomalies.shield", ValueType.integer(0, AnomalyRules.MOST_SHIELDED), "0")
          .help(
              "How many unlikely readings of an episode the model gets as missing, so that a fault does"
                  + " not change its forecasts. After that the new level counts as real. 0: none.");

  private AnomalyOptions() {}
}
