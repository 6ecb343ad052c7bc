package io.foreflow.trainer.tune;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What a search has found so far. */
public interface SearchLog {

  /** Everything, in the order in which it came. */
  List<TrialOutcome> outcomes();

  /** Keeps one more. */
  void add(TrialOutcome outcome);

  /** What came of a trial on a rung, if it is on record. */
  default Optional<TrialOutcome> find(int trial, int rung) {
    return outcomes().stream()
        .filter(one -> one.trial() == trial && one.rung() == rung)
        .findFirst();
  }

  /** One that is gone with the process. */
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
