package io.foreflow.trainer.tune;

import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The outcome of one trial on one rung.
 *
 * @param trial number of the trial, from 0
 * @param rung number of the rung; the lowest is 0
 * @param steps number of steps it was trained
 * @param options the options chosen from the space
 * @param score less is better; infinite if it failed
 * @param seconds how long it took
 * @param problem why it failed; empty if it did not
 */
public record TrialOutcome(
    int trial,
    int rung,
    int steps,
    Map<String, String> options,
    double score,
    double seconds,
    Optional<String> problem) {

  /**
   * Orders outcomes: those trained longest first, then by score. Of equal ones the earlier trial
   * comes first.
   */
  public static final Comparator<TrialOutcome> BEST_FIRST =
      Comparator.comparing((TrialOutcome one) -> one.problem().isPresent())
          .thenComparing(Comparator.comparingInt(TrialOutcome::rung).reversed())
          .thenComparingDouble(TrialOutcome::score)
          .thenComparingInt(TrialOutcome::trial);

  public TrialOutcome {
    options = Map.copyOf(new TreeMap<>(options));
  }
}
