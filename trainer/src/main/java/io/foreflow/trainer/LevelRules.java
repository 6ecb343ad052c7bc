package io.foreflow.trainer;

import io.foreflow.options.Problems;
import io.foreflow.trainer.loss.LossKind;
import io.foreflow.trainer.network.HeadKind;
import java.util.List;
import java.util.Optional;

/**
 * Checks that the levels, the head and the loss of a training suit each other.
 *
 * @param problems what the checks add to
 * @param levels the quantile levels
 * @param head kind of the output layer
 */
record LevelRules(Problems problems, List<Double> levels, HeadKind head) {

  private static final List<Double> DEFAULT_LEVELS = List.of(0.1, 0.5, 0.9);

  /** The level that scores are taken of, so every model has it. */
  private static final double MEDIAN = 0.5;

  /** The levels of a head where none are given. */
  static List<Double> defaultLevels(HeadKind head) {
    if (isOfClasses(head)) {
      return List.of();
    }
    return head == HeadKind.POINT ? List.of(MEDIAN) : DEFAULT_LEVELS;
  }

  private static boolean isOfClasses(HeadKind head) {
    return !head.classes().isEmpty();
  }

  /** Checks the levels by themselves. */
  void checkLevels() {
    if (isOfClasses(head)) {
      if (!levels.isEmpty()) {
        problems.add("levels", levels, "but head " + head.text() + " has none: leave them out");
      }
      return;
    }
    double before = 0;
    boolean ascend = true;
    for (double level : levels) {
      ascend &= level > before && level < 1;
      before = level;
    }
    if (!ascend) {
      problems.add("levels", levels, "must ascend within (0, 1)");
    } else if (!levels.contains(MEDIAN)) {
      problems.say("levels", "levels are " + levels + ", 0.5 must be among them");
    }
  }

  /** Checks that the loss suits the head, and the levels both. */
  void checkLoss(LossKind loss) {
    if (head == HeadKind.POINT && !levels.equals(List.of(MEDIAN))) {
      problems.add(
          "levels",
          levels,
          "but head point has 0.5 alone: leave them out, or choose head quantile");
    } else if (loss.isOfPoints() && levels.size() > 1) {
      problems.add(
          "levels",
          levels,
          "but loss " + loss.text() + " teaches only one: choose head point, or loss quantile");
    }
    Optional<LossKind> only = LossKind.onlyFor(head).filter(needed -> needed != loss);
    if (only.isPresent()) {
      problems.say(
          "loss",
          "loss is %s, but head %s needs loss %s: leave it out"
              .formatted(loss.text(), head.text(), only.get().text()));
      return;
    }
    loss.onlyHead()
        .filter(needed -> needed != head)
        .ifPresent(
            needed ->
                problems.say(
                    "loss",
                    "loss is %s, which needs head %s, not %s"
                        .formatted(loss.text(), needed.text(), head.text())));
  }
}
