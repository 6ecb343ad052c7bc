package io.foreflow.trainer.random;

import java.util.SplittableRandom;

/**
 * Random numbers by what they are for and by count. Whoever knows the seed and how far a training
 * is draws the same ones again, so a checkpoint need not hold a generator.
 */
public final class SeededRandom {

  /** What numbers are drawn for. */
  public enum Purpose {
    WEIGHTS(1),
    EPOCH(2),
    DROPOUT(3),
    MEMBER(4),
    RECURRENT_DROPOUT(5),
    DISTURBANCE(6);

    private final int number;

    Purpose(int number) {
      this.number = number;
    }
  }

  private SeededRandom() {}

  /** The numbers of the {@code count}-th epoch, step, ... */
  public static SplittableRandom of(long seed, Purpose purpose, long count) {
    // Each level is mixed by a generator of its own, so that neighbours have nothing in common.
    long ofPurpose = new SplittableRandom(seed).nextLong() + purpose.number;
    long ofCount = new SplittableRandom(ofPurpose).nextLong() + count;
    return new SplittableRandom(new SplittableRandom(ofCount).nextLong());
  }
}
