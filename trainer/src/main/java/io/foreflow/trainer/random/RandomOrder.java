package io.foreflow.trainer.random;

import java.util.List;
import java.util.SplittableRandom;

/** Random orders. */
public final class RandomOrder {

  private RandomOrder() {}

  /** Shuffles the items. All orders are equally likely. */
  public static <T> void of(List<T> items, SplittableRandom random) {
    for (int i = items.size() - 1; i > 0; i--) {
      items.set(i, items.set(random.nextInt(i + 1), items.get(i)));
    }
  }
}
