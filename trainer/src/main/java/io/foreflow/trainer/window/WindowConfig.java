package io.foreflow.trainer.window;

import java.util.ArrayList;
import java.util.List;

/**
 * Which stretches of history a step learns from.
 *
 * @param order one of {@link WindowOptions#ORDERS}: {@code random} windows, each from a zero state,
 *     or a {@code stream} of windows that carry their state on
 * @param batch windows in a step
 * @param length slots of a window, and how far back gradients flow
 * @param burnIn slots without loss after a zero state that is not the truth
 * @param disturbed disturbed copies of each history that windows are taken of too
 * @param disturbance how far a disturbed stretch stands off
 */
public record WindowConfig(
    String order, int batch, int length, int burnIn, int disturbed, double disturbance) {

  public WindowConfig {
    List<String> problems = new ArrayList<>();
    WindowOptions.WINDOWS.check(problems, order);
    WindowOptions.BATCH.check(problems, batch);
    WindowOptions.WINDOW.check(problems, length);
    WindowOptions.DISTURBED.check(problems, disturbed);
    WindowOptions.DISTURBANCE.check(problems, disturbance);
    if (burnIn < 0 || burnIn >= length) {
      problems.add(WindowOptions.BURN_IN.problem(burnIn) + ", " + length);
    }
    if (!problems.isEmpty()) {
      throw new IllegalArgumentException(String.join("; ", problems));
    }
  }

  /** Whether windows go on from the state that the one before has ended with. */
  public boolean carriesState() {
    return order.equals(WindowOptions.STREAM);
  }
}
