package io.foreflow.trainer.optimizer;

/**
 * The learning rate of each step: a rise to the peak, then a schedule.
 *
 * <p>After the rise, p goes from 0 to 1 over the remaining steps, and e is the last rate as a share
 * of the peak:
 *
 * <pre>
 * cosine, one-cycle  peak (e + (1 - e) (1 + cos(pi p)) / 2)
 * exponential        peak e^p
 * step               peak e^(k / (stairs - 1)), k = the stair, 0 .. stairs - 1, that p is on
 * constant           peak
 * </pre>
 *
 * <p>One-cycle rises along a cosine from a twenty-fifth of the peak. The others rise along a line.
 *
 * @param config the schedule and its numbers
 * @param steps number of steps of the whole training
 */
public record LearningRate(RateConfig config, int steps) {

  private static final double START_OF_ONE_CYCLE = 1 / 25.0;

  /** The rate of a step, counted from 0. */
  public float at(int step) {
    int rise = Math.max(1, (int) (steps * config.rise()));
    if (config.rise() > 0 && step < rise) {
      return (float) (config.peak() * rising((step + 1) / (double) rise));
    }
    int from = config.rise() > 0 ? rise : 0;
    double progress = Math.min(1, (step - from) / (double) Math.max(1, steps - from));
    return (float) (config.peak() * falling(progress));
  }

  private double rising(double progress) {
    if (!config.schedule().equals(RateConfig.ONE_CYCLE)) {
      return progress;
    }
    double cosine = (1 - Math.cos(Math.PI * progress)) / 2;
    return START_OF_ONE_CYCLE + (1 - START_OF_ONE_CYCLE) * cosine;
  }

  private double falling(double progress) {
    double end = config.end();
    return switch (config.schedule()) {
      case RateConfig.CONSTANT -> 1;
      case RateConfig.EXPONENTIAL -> Math.pow(end, progress);
      case RateConfig.STEP -> {
        int last = config.stairs() - 1;
        int stair = Math.min(last, (int) (progress * config.stairs()));
        yield Math.pow(end, stair / (double) last);
      }
      default -> end + (1 - end) * (1 + Math.cos(Math.PI * progress)) / 2;
    };
  }
}
