package io.foreflow.trainer.window;

import io.foreflow.history.ColumnStore;
import io.foreflow.history.SeriesHistory;
import io.foreflow.trainer.features.FeaturedSeries;
import io.foreflow.trainer.random.SeededRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Copies of histories for training, in which stretches are higher or lower than they were, as
 * during holidays, strikes and storms. A history has few of those. From the copies a network learns
 * to trust the last readings where they differ from the last season.
 *
 * <p>A stretch is a quarter of a season to four and a quarter seasons long. It begins and ends with
 * a ramp, and the next one is seven seasons later on average. A series that is never negative is
 * multiplied by e to the power of the disturbance times a normal random number. Any other series is
 * shifted by this many of its standard deviations.
 *
 * <p>Every second copy has {@link LastingChanges} in place of stretches.
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
   * @param config number and strength of the copies
   * @param season length of a season in slots, the unit of all lengths
   * @param seed seed of all random numbers
   */
  public DisturbedCopies(WindowConfig config, int season, long seed) {
    this.config = config;
    this.season = season;
    this.seed = seed;
  }

  /**
   * Copies of the readings that count, without the held-out tails.
   *
   * @param heldOut number of slots at the end of each series that must not be learnt from
   * @param store what the copies are kept in
   */
  public List<SeriesHistory> of(
      List<? extends FeaturedSeries> series, int heldOut, ColumnStore store) {
    List<SeriesHistory> copies = new ArrayList<>();
    for (int copy = 0; copy < config.disturbed(); copy++) {
      for (FeaturedSeries one : series) {
        int slots = one.history().slots() - heldOut;
        if (slots > 0) {
          SplittableRandom random =
              SeededRandom.of(seed, SeededRandom.Purpose.DISTURBANCE, copies.size());
          copies.add(copy(one.countedHistory(), slots, copy, random, store));
        }
      }
    }
    return copies;
  }

  private SeriesHistory copy(
      SeriesHistory history, int slots, int copy, SplittableRandom random, ColumnStore store) {
    float[] values = history.values(0, slots);
    double deviation = isNeverNegative(values) ? 0 : deviation(values);
    if (copy % 2 == 1) {
      new LastingChanges(season, config.disturbance()).apply(values, deviation, random);
      return new SeriesHistory(
          history.series(), history.firstSlot(), store.keep(values), history.covariates());
    }
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
    return new SeriesHistory(
        history.series(), history.firstSlot(), store.keep(values), history.covariates());
  }

  static float moved(float value, double shift, double deviation) {
    double moved = deviation == 0 ? value * StrictMath.exp(shift) : value + shift * deviation;
    return Float.isInfinite((float) moved) ? value : (float) moved;
  }

  /** The number of slots to the next stretch. Its chance is the same at every slot. */
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
