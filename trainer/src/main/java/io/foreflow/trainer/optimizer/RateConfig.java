package io.foreflow.trainer.optimizer;

import io.foreflow.options.Option;
import io.foreflow.options.OptionGroup;
import io.foreflow.options.Problems;
import io.foreflow.options.Rule;
import io.foreflow.options.Settings;
import io.foreflow.options.ValueType;

/**
 * The size of the steps during a training.
 *
 * @param schedule the way of the rate after its rise
 * @param peak the highest rate
 * @param rise share of the steps over which the rate rises to the peak, in [0, 1)
 * @param end the rate at the end as a share of the peak, in (0, 1]; 1 with a constant rate
 * @param stairs number of rates of the schedule {@code step}; 0 for other schedules
 */
public record RateConfig(ScheduleKind schedule, double peak, double rise, double end, int stairs) {

  private static final double DEFAULT_RISE = 0.05;
  private static final double RISE_OF_ONE_CYCLE = 0.3;
  private static final double DEFAULT_END = 0.01;
  private static final int DEFAULT_STAIRS = 4;

  public static final OptionGroup GROUP = new OptionGroup("The learning rate");

  public static final Option<Double> LEARNING_RATE =
      Option.of(GROUP, "learning-rate", ValueType.NUMBER, Rule.between(0, 1), "0.003")
          .help(
              "The learning rate at its peak. The default suits adam and adamw. Set "
                  + "another value for other optimizers.");

  public static final Option<ScheduleKind> SCHEDULE =
      Option.of(GROUP, "schedule", ValueType.choice(ScheduleKind.class), ScheduleKind.COSINE.text())
          .help("Course of the learning rate after its rise.");

  public static final Option<Double> RATE_RISE =
      Option.derived(
              GROUP, "rate-rise", ValueType.NUMBER, Rule.fromUpTo(0, 1), "0.05; 0.3 with one-cycle")
          .help("Share of the steps over which the learning rate rises to its peak.");

  public static final Option<Double> RATE_END =
      Option.derived(
              GROUP,
              "rate-end",
              ValueType.NUMBER,
              new Rule<>("in (0, 1]", value -> value > 0 && value <= 1),
              "0.01; 1 with constant")
          .help("The learning rate at the end, as a share of the peak.");

  public static final Option<Integer> RATE_STAIRS =
      Option.derived(GROUP, "rate-stairs", ValueType.INTEGER, Rule.atLeast(2), "4")
          .help(
              "Number of rates with schedule step. The rate falls by the same factor "
                  + "each time.");

  public RateConfig {
    Problems problems = new Problems();
    problems.check(LEARNING_RATE, peak);
    problems.check(RATE_RISE, rise);
    problems.check(RATE_END, end);
    if (schedule == ScheduleKind.CONSTANT && end != 1) {
      problems.add("rate-end", end, "but schedule constant ends as it goes on: leave it out");
    }
    if (schedule == ScheduleKind.STEP) {
      problems.check(RATE_STAIRS, stairs);
    } else if (stairs != 0) {
      problems.add(
          "rate-stairs",
          stairs,
          "but schedule " + schedule.text() + " has none: leave it out, or choose step");
    }
    problems.throwIfAny();
  }

  public static RateConfig from(Settings settings) {
    ScheduleKind schedule = settings.get(SCHEDULE);
    return new RateConfig(
        schedule,
        settings.get(LEARNING_RATE),
        settings.get(
            RATE_RISE, () -> schedule == ScheduleKind.ONE_CYCLE ? RISE_OF_ONE_CYCLE : DEFAULT_RISE),
        settings.get(RATE_END, () -> schedule == ScheduleKind.CONSTANT ? 1 : DEFAULT_END),
        settings.get(
            RATE_STAIRS, SCHEDULE, () -> schedule == ScheduleKind.STEP ? DEFAULT_STAIRS : 0));
  }

  /** Writes the values of the options. */
  public void put(Settings into) {
    into.put(LEARNING_RATE, peak).put(SCHEDULE, schedule).put(RATE_RISE, rise).put(RATE_END, end);
    if (schedule == ScheduleKind.STEP) {
      into.put(RATE_STAIRS, stairs);
    }
  }
}
