package io.foreflow.trainer.window;

import java.util.ArrayList;
import java.util.List;

/** Chooses some elements of a list at even distances, so that they stand for all. */
public final class EvenChoice {

  private EvenChoice() {}

  /** This many elements in their order, or all of them if there are fewer. */
  public static <T> List<T> of(List<T> all, int most) {
    int count = Math.min(most, all.size());
    List<T> some = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      some.add(all.get((int) ((long) i * all.size() / count)));
    }
    return some;
  }
}
