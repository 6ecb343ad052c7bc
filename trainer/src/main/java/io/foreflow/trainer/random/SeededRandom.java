package io.foreflow.trainer.random;

import java.util.SplittableRandom;

/**
 * Random numbers that depend only on the seed, their purpose and a count. A resumed training draws
 * the same numbers again, so a checkpoint need not hold a generator.
 */
public final class SeededRandom {

  /** The purpose of random numbers. */
  public enum Purpose {
    WEIGHTS(1),
    EPOCH(2),
    DROPOUT(3),
    MEMBER(4),
    RECURRENT_DROPOUT(5),
    DISTURBANCE(6),
    SYNTHETIC_SERIES(7);

    private final int number;

    Purpose(int number) {
      this.number = number;
    }
  }

  private SeededRandom() {}

  /** The random numbers of the {@code count}-th epoch or step. */
  public static SplittableRandom of(long seed, Purpose purpose, long count) {
    // Each level is mixed by its own generator, so that neighbouring counts have unrelated numbers.
    long ofPurpose = new SplittableRandom(seed).nextLong() + purpose.number;
    long ofCount = new SplittableRandom(ofPurpose).nextLong() + count;
    return new SplittableRandom(new SplittableRandom(ofCount).nextLong());
  }
}
