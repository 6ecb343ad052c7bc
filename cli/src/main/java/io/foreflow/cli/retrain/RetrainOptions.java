package io.foreflow.cli.retrain;

import io.foreflow.job.config.JobOptions;
import io.foreflow.options.Option;
import io.foreflow.options.OptionGroup;
import io.foreflow.options.OptionSet;
import io.foreflow.options.Rule;
import io.foreflow.options.ValueType;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Every option of a retraining. docs/reference/retrain-options.md is written from this class. */
final class RetrainOptions {

  private static final ValueType<Instant> TIME =
      new ValueType<>("a time such as 2026-01-31 or 2026-01-31T12:00:00Z", RetrainOptions::time);

  private static final ValueType<Pattern> GROUPS =
      new ValueType<>(
          "a regular expression with one group in parentheses, such as ([^-]+)-.*",
          RetrainOptions::pattern);

  private static final ValueType<Double> FROM_0 =
      ValueType.number("of 0 or more", value -> value >= 0);

  private static final ValueType<Duration> ANY_TIME =
      ValueType.duration(Duration.ZERO, Duration.ofDays(36_500));

  private static final ValueType<Integer> COUNT =
      new ValueType<>("a whole number, at least 1", RetrainOptions::count);

  static final OptionGroup DATA = new OptionGroup("The data");

  static final Option<String> PIPELINE =
      Option.optional(DATA, "pipeline", ValueType.text())
          .help(
              "The YAML file of the job's pipeline, for its brokers, topics, formats and slot rules. Its"
                  + " options can also be given here; then they count instead.");

  static final Option<Duration> HISTORY =
      Option.optional(DATA, "history", ANY_TIME)
          .help("How far the data reach back from the newest event time. Without it, all of them.");

  static final Option<Instant> FROM =
      Option.optional(DATA, "from", TIME).help("Event time at which the data begin.");

  static final Option<Instant> TO =
      Option.optional(DATA, "to", TIME)
          .help("Event time before which the data end. Without it, the newest record.");

  static final Option<HeldOutEnd> HELD_OUT =
      Option.of(DATA, "held-out", HeldOutEnd.TYPE, "0.1")
          .help(
              "The newest part of the data: the models are judged on it, and the new one is not trained"
                  + " on it.");

  static final Option<Integer> MIN_SERIES =
      Option.of(DATA, "data.min-series", ValueType.INTEGER, Rule.atLeast(1), "5")
          .help("The fewest series that must be long enough to learn from.");

  static final Option<Duration> MIN_HISTORY =
      Option.optional(DATA, "data.min-history", ANY_TIME)
          .help(
              "How long a series must be, before the held-out end, to be counted. Without it, what the"
                  + " training needs: warm-up and validation.");

  static final Option<Double> MAX_MISSING =
      Option.of(DATA, "data.max-missing", ValueType.share(), "0.5")
          .help("The largest share of slots without a reading, in the held-out end and before it.");

  static final OptionGroup TRAINING = new OptionGroup("The training");

  static final Option<StartFrom> START_FROM =
      Option.of(
              TRAINING, "retrain.from", ValueType.choice(StartFrom.class), StartFrom.SCRATCH.text())
          .help(
              "Where the training of the new model starts: from random weights, or from those of the"
                  + " champion. If it can't start from the champion, it starts from scratch and says why.");

  static final Option<Integer> STEPS =
      Option.optional(TRAINING, "retrain.steps", COUNT)
          .help(
              "The number of steps of a training that starts from the champion. Without it, and from"
                  + " scratch, train.steps.");

  static final OptionGroup GATE = new OptionGroup("The gate");

  static final Option<Double> MARGIN =
      Option.of(GATE, "gate.margin", ValueType.NUMBER, Rule.fromUpTo(0, 1), "0.01")
          .help("How much smaller the loss must be than the champion's, as a share of it.");

  static final Option<Double> SIGNIFICANCE =
      Option.of(GATE, "gate.significance", ValueType.NUMBER, Rule.fromUpTo(0, 1), "0.05")
          .help(
              "The largest probability that chance alone gives such a gain over the series. 0: not"
                  + " tested, for fewer than 5 series.");

  static final Option<Double> COVERAGE =
      Option.of(GATE, "gate.coverage", ValueType.share(), "0.1")
          .help(
              "The largest difference between the share of targets in the outer band and the share that"
                  + " should be in it.");

  static final Option<Pattern> GROUP_BY =
      Option.optional(GATE, "gate.group-by", GROUPS)
          .help(
              "The group of a series: the part of its name in parentheses. The name must match as a"
                  + " whole. Without it, all series are one group.");

  static final Option<Double> GROUP_WORSE =
      Option.of(GATE, "gate.group-worse", FROM_0, "0.05")
          .help("How much larger the loss of a group may become, as a share of it.");

  static final Option<Integer> GROUP_SERIES =
      Option.of(GATE, "gate.group-series", ValueType.INTEGER, Rule.atLeast(1), "3")
          .help("The number of series below which a group is too small to be judged.");

  static final OptionGroup RESULT = new OptionGroup("The result");

  static final Option<String> STORE =
      Option.required(RESULT, "store", ValueType.text())
          .help("The model store: a folder, or s3://BUCKET/FOLDER.");

  static final Option<String> WORK =
      Option.derived(RESULT, "work", ValueType.text(), Rule.any(), "a folder for temporary files")
          .help(
              "The folder for checkpoints and for working files of large data. A retraining that was"
                  + " killed goes on from there, if it is run again with the same options.");

  static final Option<Duration> RESUME_WITHIN =
      Option.of(RESULT, "resume-within", ANY_TIME, "12h")
          .help(
              "How long after its start a retraining that was killed goes on, on the records that it"
                  + " has begun with. Later, it begins anew, on the records of that time.");

  static final Option<Duration> CONFIRM =
      Option.of(RESULT, "confirm", ANY_TIME, "2 min")
          .help(
              "How long to wait on topics.events for the job's word that it uses a promoted model. Needs"
                  + " topics.models. 0 s: not at all.");

  /** Settings that begin with this go to the training, without it. */
  static final String TRAIN_PREFIX = "train.";

  /** The setting that names a preset of the training. */
  static final String PRESET = "preset";

  /** The groups that the job does not have. */
  static final List<OptionGroup> OWN = List.of(DATA, TRAINING, GATE, RESULT, WatchOptions.GROUP);

  /** All options, with those of the job. */
  static final OptionSet ALL = all();

  private RetrainOptions() {}

  private static OptionSet all() {
    List<OptionGroup> groups = new ArrayList<>(OWN);
    groups.addAll(JobOptions.ALL.groups());
    List<String> passedOn = new ArrayList<>(JobOptions.ALL.passedOn());
    passedOn.add(TRAIN_PREFIX);
    return new OptionSet(
        groups,
        passedOn,
        JobOptions.ALL.hint() + " Those of the training begin with " + TRAIN_PREFIX,
        JobOptions.ALL.isReserved());
  }

  private static Instant time(String text) {
    String time = text.strip();
    return time.length() == "2026-01-31".length()
        ? LocalDate.parse(time).atStartOfDay().toInstant(ZoneOffset.UTC)
        : OffsetDateTime.parse(time).toInstant();
  }

  private static int count(String text) {
    int number = Integer.parseInt(text.strip());
    if (number < 1) {
      throw new IllegalArgumentException(text);
    }
    return number;
  }

  private static Pattern pattern(String text) {
    Pattern pattern = Pattern.compile(text);
    if (pattern.matcher("").groupCount() != 1) {
      throw new IllegalArgumentException(text);
    }
    return pattern;
  }
}
