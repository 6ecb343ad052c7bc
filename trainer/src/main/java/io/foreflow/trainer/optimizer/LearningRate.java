package io.foreflow.trainer.optimizer;

/**
 * The learning rate of each step: a rise to the peak, then the way that {@link ScheduleKind} names.
 *
 * @param config the schedule and its numbers
 * @param steps number of steps of the whole training
 */
public record LearningRate(RateConfig config, int steps) {

  /** The rate of a step, counted from 0. */
  public float at(int step) {
    ScheduleKind schedule = config.schedule();
    int rise = Math.max(1, (int) (steps * config.rise()));
    if (config.rise() > 0 && step < rise) {
      return (float) (config.peak() * schedule.rising((step + 1) / (double) rise, config));
    }
    int from = config.rise() > 0 ? rise : 0;
    double progress = Math.min(1, (step - from) / (double) Math.max(1, steps - from));
    return (float) (config.peak() * schedule.falling(progress, config));
  }
}
