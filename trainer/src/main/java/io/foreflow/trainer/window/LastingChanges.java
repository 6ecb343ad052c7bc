package io.foreflow.trainer.window;

import java.util.SplittableRandom;

/**
 * Lasting changes of the shape of a season, as when people get up at another time, a machine is
 * replaced or a shop opens longer. From a random slot on, each place of the season is higher or
 * lower than before, until the next change. From such a history a network learns to trust the means
 * of the last seasons, which its state holds, more than the clock.
 *
 * <p>The shape of a change is a sum of a few waves, the longest of which is as long as the season.
 * So neighbouring places change alike, and the mean of a season stays about the same.
 */
final class LastingChanges {

  /** The mean number of seasons from one change to the next. */
  private static final int SEASONS_APART = 42;

  private static final int WAVES = 4;

  private final int season;
  private final double size;

  /**
   * @param season length of the season in slots
   * @param size standard deviation of a change at one place, in the unit of a disturbance
   */
  LastingChanges(int season, double size) {
    this.season = season;
    this.size = size;
  }

  /**
   * Changes the values.
   *
   * @param deviation the standard deviation of the values; 0 to multiply them
   */
  void apply(float[] values, double deviation, SplittableRandom random) {
    long start = pause(random);
    while (start < values.length) {
      long end = Math.min(values.length, start + season + pause(random));
      double[] shape = shape(random);
      for (int slot = (int) start; slot < end; slot++) {
        values[slot] = DisturbedCopies.moved(values[slot], shape[slot % season], deviation);
      }
      start = end;
    }
  }

  private double[] shape(SplittableRandom random) {
    double[] shape = new double[season];
    double ofWave = size / Math.sqrt(WAVES);
    for (int wave = 1; wave <= WAVES; wave++) {
      double sine = ofWave * random.nextGaussian();
      double cosine = ofWave * random.nextGaussian();
      for (int place = 0; place < season; place++) {
        double angle = 2 * Math.PI * wave * place / season;
        shape[place] += sine * StrictMath.sin(angle) + cosine * StrictMath.cos(angle);
      }
    }
    return shape;
  }

  /** The number of slots to the next change. Its chance is the same at every slot. */
  private long pause(SplittableRandom random) {
    return (long) (-StrictMath.log(1 - random.nextDouble()) * SEASONS_APART * season);
  }
}
