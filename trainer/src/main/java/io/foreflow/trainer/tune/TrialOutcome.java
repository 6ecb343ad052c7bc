package io.foreflow.trainer.tune;

import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What came of one trial on one rung.
 *
 * @param trial its number, beginning with 0
 * @param rung the lowest is 0
 * @param steps how long it was trained
 * @param options what it was given of the space
 * @param score less is better; infinite if it failed
 * @param seconds how long it took
 * @param problem why it failed
 */
public record TrialOutcome(
    int trial,
    int rung,
    int steps,
    Map<String, String> options,
    double score,
    double seconds,
    Optional<String> problem) {

  /** Those trained longest first, of them the best; of equals the earlier one. */
  public static final Comparator<TrialOutcome> BEST_FIRST =
      Comparator.comparing((TrialOutcome one) -> one.problem().isPresent())
          .thenComparing(Comparator.comparingInt(TrialOutcome::rung).reversed())
          .thenComparingDouble(TrialOutcome::score)
          .thenComparingInt(TrialOutcome::trial);

  public TrialOutcome {
    options = Map.copyOf(new TreeMap<>(options));
  }
}
