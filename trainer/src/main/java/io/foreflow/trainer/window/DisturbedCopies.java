package io.foreflow.trainer.window;

import io.foreflow.history.SeriesHistory;
import io.foreflow.trainer.random.SeededRandom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Copies of histories to learn from beside the real ones, in which stretches stand higher or lower
 * than they did, as at holidays, strikes and storms. A history shows few of those; from the copies
 * a network learns to believe the last readings where they and the last season disagree.
 *
 * <p>A stretch is a quarter of a season to four and a quarter seasons long, begins and ends with a
 * ramp, and is seven seasons from the next on average. A series that is never negative is
 * multiplied there, by e to the disturbance times a normal number; any other is moved by as many of
 * its standard deviations.
 */
public final class DisturbedCopies {

  private static final int SEASONS_APART = 7;
  private static final int LONGEST_SEASONS = 4;
  private static final int SHORTEST_PART = 4;
  private static final int RAMP_PART = 6;

  private final WindowConfig config;
  private final int season;
  private final long seed;

  /**
   * @param config how many copies, and how far they go
   * @param season slots by which lengths are measured
   * @param seed of everything random
   */
  public DisturbedCopies(WindowConfig config, int season, long seed) {
    this.config = config;
    this.season = season;
    this.seed = seed;
  }

  /**
   * The copies, without the held-out tails.
   *
   * @param heldOut slots at the end of each series that nothing may be learnt from
   */
  public List<SeriesHistory> of(List<SeriesHistory> histories, int heldOut) {
    List<SeriesHistory> copies = new ArrayList<>();
    for (int copy = 0; copy < config.disturbed(); copy++) {
      for (SeriesHistory history : histories) {
        if (history.slots() > heldOut) {
          SplittableRandom random =
              SeededRandom.of(seed, SeededRandom.Purpose.DISTURBANCE, copies.size());
          copies.add(copy(history, history.slots() - heldOut, random));
        }
      }
    }
    return copies;
  }

  private SeriesHistory copy(SeriesHistory history, int slots, SplittableRandom random) {
    float[] values = Arrays.copyOf(history.values(), slots);
    double deviation = isNeverNegative(values) ? 0 : deviation(values);
    int start = pause(random);
    while (start < slots) {
      int length = season / SHORTEST_PART + random.nextInt(LONGEST_SEASONS * season) + 1;
      double size = config.disturbance() * random.nextGaussian();
      int ramp = 1 + random.nextInt(1 + season / RAMP_PART);
      for (int slot = start; slot < Math.min(slots, start + length); slot++) {
        double inside = Math.min(slot - start + 1, start + length - slot) / (double) ramp;
        double shift = size * Math.min(1, inside);
        values[slot] = moved(values[slot], shift, deviation);
      }
      start += length + pause(random);
    }
    return new SeriesHistory(history.series(), history.firstSlot(), values, history.covariates());
  }

  private static float moved(float value, double shift, double deviation) {
    double moved = deviation == 0 ? value * StrictMath.exp(shift) : value + shift * deviation;
    return Float.isInfinite((float) moved) ? value : (float) moved;
  }

  /** Slots to the next stretch: however long it has been, the next is as likely. */
  private int pause(SplittableRandom random) {
    return (int) (-StrictMath.log(1 - random.nextDouble()) * SEASONS_APART * season);
  }

  private static boolean isNeverNegative(float[] values) {
    for (float value : values) {
      if (value < 0) {
        return false;
      }
    }
    return true;
  }

  private static double deviation(float[] values) {
    double sum = 0;
    double squares = 0;
    int count = 0;
    for (float value : values) {
      if (!Float.isNaN(value)) {
        sum += value;
        squares += (double) value * value;
        count++;
      }
    }
    double mean = sum / count;
    return Math.sqrt(Math.max(0, squares / count - mean * mean));
  }
}
