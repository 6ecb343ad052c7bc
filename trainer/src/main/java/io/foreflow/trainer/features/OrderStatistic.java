package io.foreflow.trainer.features;

import java.util.function.Consumer;

/**
 * A number by its rank among many that can be read more than once. It counts them by the upper half
 * of their bits and then by the lower half, so it takes the same memory for any number of them.
 */
final class OrderStatistic {

  private static final int HALF = 16;
  private static final int COUNTS = 1 << HALF;

  private OrderStatistic() {}

  /** Receives numbers. */
  @FunctionalInterface
  interface Sink {
    void accept(float number);
  }

  /**
   * The number that would be at {@code rank} if all were sorted, from 0.
   *
   * @param numbers hands all numbers to a sink, each time the same ones, none of them NaN
   */
  static float of(long rank, Consumer<Sink> numbers) {
    long[] counts = new long[COUNTS];
    numbers.accept(number -> counts[key(number) >>> HALF]++);
    int upper = 0;
    long left = rank;
    while (left >= counts[upper]) {
      left -= counts[upper++];
    }
    long[] within = new long[COUNTS];
    int found = upper;
    numbers.accept(
        number -> {
          int key = key(number);
          if (key >>> HALF == found) {
            within[key & (COUNTS - 1)]++;
          }
        });
    int lower = 0;
    while (left >= within[lower]) {
      left -= within[lower++];
    }
    int key = (upper << HALF) | lower;
    return Float.intBitsToFloat(key < 0 ? key ^ Integer.MIN_VALUE : ~key);
  }

  /** Bits that are ordered as the numbers are, without a sign. */
  private static int key(float number) {
    int bits = Float.floatToIntBits(number);
    return bits < 0 ? ~bits : bits ^ Integer.MIN_VALUE;
  }
}
