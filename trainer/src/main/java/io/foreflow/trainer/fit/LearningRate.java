package io.foreflow.trainer.fit;

/**
 * The schedule of the learning rate: a linear rise over the first twentieth of the steps, then half
 * a cosine down.
 *
 * @param peak the highest rate
 * @param steps of the whole training
 */
record LearningRate(double peak, int steps) {

  private static final double FINAL_SHARE = 0.01;

  /** The rate of a step, counted from 0. */
  float at(int step) {
    int rise = Math.max(1, steps / 20);
    if (step < rise) {
      return (float) (peak * (step + 1) / rise);
    }
    double progress = Math.min(1, (step - rise) / (double) Math.max(1, steps - rise));
    double cosine = (1 + Math.cos(Math.PI * progress)) / 2;
    return (float) (peak * (FINAL_SHARE + (1 - FINAL_SHARE) * cosine));
  }
}
