package io.foreflow.trainer.tune;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The outcomes that a search has found so far. */
public interface SearchLog {

  /** All outcomes in the order in which they came. */
  List<TrialOutcome> outcomes();

  /** Adds an outcome. */
  void add(TrialOutcome outcome);

  /** The recorded outcome of a trial on a rung. Empty if there is none. */
  default Optional<TrialOutcome> find(int trial, int rung) {
    return outcomes().stream()
        .filter(one -> one.trial() == trial && one.rung() == rung)
        .findFirst();
  }

  /** A log that is lost when the process ends. */
  static SearchLog inMemory() {
    List<TrialOutcome> outcomes = new ArrayList<>();
    return new SearchLog() {
      @Override
      public List<TrialOutcome> outcomes() {
        return List.copyOf(outcomes);
      }

      @Override
      public void add(TrialOutcome outcome) {
        outcomes.add(outcome);
      }
    };
  }
}
