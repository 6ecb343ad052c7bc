package io.foreflow.trainer.tune;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * An outcome as a line of JSON in a {@link SearchLogFile}.
 *
 * @param score null where the trial failed: JSON has no infinite number
 * @param problem null where it did not fail
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonPropertyOrder({"trial", "rung", "steps", "score", "seconds", "problem", "options"})
record OutcomeLine(
    int trial,
    int rung,
    int steps,
    @Nullable Double score,
    double seconds,
    @Nullable String problem,
    Map<String, String> options) {

  OutcomeLine {
    options = sorted(options);
  }

  static OutcomeLine of(TrialOutcome outcome) {
    return new OutcomeLine(
        outcome.trial(),
        outcome.rung(),
        outcome.steps(),
        outcome.problem().isEmpty() ? outcome.score() : null,
        outcome.seconds(),
        outcome.problem().orElse(null),
        outcome.options());
  }

  TrialOutcome outcome() {
    return new TrialOutcome(
        trial,
        rung,
        steps,
        options,
        score == null ? Double.POSITIVE_INFINITY : score,
        seconds,
        Optional.ofNullable(problem));
  }

  /** The texts in the order of their names. Empty if a line has no such map. */
  static Map<String, String> sorted(@Nullable Map<String, String> texts) {
    return texts == null ? Map.of() : Collections.unmodifiableMap(new TreeMap<>(texts));
  }
}
