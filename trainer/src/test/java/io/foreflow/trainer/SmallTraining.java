package io.foreflow.trainer;

import java.util.HashMap;
import java.util.Map;

/** Options of a training that takes no time. */
final class SmallTraining {

  private static final Map<String, String> OPTIONS =
      Map.of(
          "hidden",
          "6",
          "head-units",
          "8",
          "rounds",
          "2",
          "batch",
          "4",
          "horizon",
          "6",
          "context",
          "24",
          "seasons",
          "24",
          "window",
          "40",
          "validation",
          "12");

  private SmallTraining() {}

  /** The options of so many steps, as a copy. */
  static Map<String, String> options(int steps) {
    Map<String, String> options = new HashMap<>(OPTIONS);
    options.put("steps", Integer.toString(steps));
    return options;
  }
}
