package io.foreflow.trainer.optimizer;

import io.foreflow.options.Choice;

/**
 * The ways that the learning rate goes after its rise, as shares of the peak. With p from 0 to 1
 * over the steps after the rise, and e the end's share of the peak:
 *
 * <pre>
 * cosine, one-cycle  e + (1 - e) (1 + cos(pi p)) / 2
 * exponential        e^p
 * step               e^(k / (stairs - 1)), k = the stair, 0 .. stairs - 1, that p is on
 * constant           1
 * </pre>
 *
 * <p>One-cycle rises along a cosine from a twenty-fifth of the peak; the others along a line.
 */
@SuppressWarnings("ImmutableEnumChecker") // The functions keep no state.
public enum ScheduleKind implements Choice {
  /** Down along a cosine. */
  COSINE("cosine", ScheduleKind::line, ScheduleKind::cosine),
  /** The peak to the end. */
  CONSTANT("constant", ScheduleKind::line, (progress, config) -> 1),
  /** Down stairs, each the same share of the one before. */
  STEP("step", ScheduleKind::line, ScheduleKind::stairs),
  /** Down by the same share in each step. */
  EXPONENTIAL(
      "exponential", ScheduleKind::line, (progress, config) -> Math.pow(config.end(), progress)),
  /** Up along a cosine, then down along one. */
  ONE_CYCLE("one-cycle", ScheduleKind::risingCosine, ScheduleKind::cosine);

  private static final double START_OF_ONE_CYCLE = 1 / 25.0;

  /** A part of the way of the rate: its share of the peak at a progress from 0 to 1. */
  @FunctionalInterface
  private interface Way {
    double at(double progress, RateConfig config);
  }

  private final String text;
  private final Way rise;
  private final Way fall;

  ScheduleKind(String text, Way rise, Way fall) {
    this.text = text;
    this.rise = rise;
    this.fall = fall;
  }

  @Override
  public String text() {
    return text;
  }

  /** The rate's share of the peak during the rise. */
  double rising(double progress, RateConfig config) {
    return rise.at(progress, config);
  }

  /** The rate's share of the peak after the rise. */
  double falling(double progress, RateConfig config) {
    return fall.at(progress, config);
  }

  private static double line(double progress, RateConfig config) {
    return progress;
  }

  private static double risingCosine(double progress, RateConfig config) {
    double cosine = (1 - Math.cos(Math.PI * progress)) / 2;
    return START_OF_ONE_CYCLE + (1 - START_OF_ONE_CYCLE) * cosine;
  }

  private static double cosine(double progress, RateConfig config) {
    double end = config.end();
    return end + (1 - end) * (1 + Math.cos(Math.PI * progress)) / 2;
  }

  private static double stairs(double progress, RateConfig config) {
    int last = config.stairs() - 1;
    int stair = Math.min(last, (int) (progress * config.stairs()));
    return Math.pow(config.end(), stair / (double) last);
  }
}
