package io.foreflow.trainer.random;

import java.util.List;
import java.util.SplittableRandom;

/** Random orders. */
public final class RandomOrder {

  private RandomOrder() {}

  /** Shuffles the first numbers, in the order in which a list of as many items is shuffled. */
  public static void of(long[] items, int count, SplittableRandom random) {
    for (int i = count - 1; i > 0; i--) {
      int other = random.nextInt(i + 1);
      long moved = items[i];
      items[i] = items[other];
      items[other] = moved;
    }
  }

  /** Shuffles the items. All orders are equally likely. */
  public static <T> void of(List<T> items, SplittableRandom random) {
    for (int i = items.size() - 1; i > 0; i--) {
      items.set(i, items.set(random.nextInt(i + 1), items.get(i)));
    }
  }
}
