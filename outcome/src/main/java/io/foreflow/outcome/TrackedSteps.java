package io.foreflow.outcome;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/**
 * The steps of a horizon that are remembered until their readings come. Each is a number, or one of
 * {@value #MIDDLE} and {@value #LAST}.
 *
 * @param steps in any order; a step past the horizon of a model counts as its last one
 */
public record TrackedSteps(List<String> steps) implements Serializable {
  /** The step halfway to the horizon, rounded up. */
  public static final String MIDDLE = "middle";

  /** The horizon itself. */
  public static final String LAST = "last";

  /** The first step, the middle one and the last one. */
  public static final TrackedSteps DEFAULT = new TrackedSteps(List.of("1", MIDDLE, LAST));

  public TrackedSteps {
    List<String> trimmed = new ArrayList<>();
    steps.forEach(step -> trimmed.add(step.strip()));
    steps = List.copyOf(trimmed);
    if (steps.isEmpty()) {
      throw new IllegalArgumentException("found no step to track, allowed: 1 or more");
    }
    for (String step : steps) {
      if (!isStep(step)) {
        throw new IllegalArgumentException(
            "found the step \""
                + step
                + "\" to track, allowed: a number of 1 or more, \""
                + MIDDLE
                + "\" or \""
                + LAST
                + "\"");
      }
    }
  }

  /** Whether this names a step: a number of up to six digits, or one of the two words. */
  public static boolean isStep(String step) {
    return step.equals(MIDDLE) || step.equals(LAST) || step.matches("[1-9][0-9]{0,5}");
  }

  /** The steps of a horizon, ascending, each once. */
  public int[] of(int horizon) {
    TreeSet<Integer> numbers = new TreeSet<>();
    for (String step : steps) {
      numbers.add(
          switch (step) {
            case MIDDLE -> (horizon + 1) / 2;
            case LAST -> horizon;
            default -> Math.min(Integer.parseInt(step), horizon);
          });
    }
    return numbers.stream().mapToInt(Integer::intValue).toArray();
  }
}
