package io.foreflow.trainer.tune;

import java.time.Duration;
import java.util.Optional;

/**
 * The length of a search. Plans that differ only in the budget make the same choices. The budget
 * only decides how many trials there are.
 *
 * @param ladder how long each trial is trained
 * @param seed seed of the random choices
 * @param trials number of trials; empty for as many as the budget allows
 * @param budget time limit, recorded seconds of a log included; empty for no limit
 */
public record SearchPlan(
    HalvingSchedule ladder, long seed, Optional<Integer> trials, Optional<Duration> budget) {

  public SearchPlan {
    if (trials.isEmpty() && budget.isEmpty()) {
      throw new IllegalArgumentException("the search has no end: give trials, a budget, or both");
    }
    if (trials.isPresent() && trials.get() < 1) {
      throw new IllegalArgumentException("trials is " + trials.get() + ", it must be at least 1");
    }
    if (budget.isPresent() && (budget.get().isZero() || budget.get().isNegative())) {
      throw new IllegalArgumentException("the budget is " + budget.get() + ", it must be above 0");
    }
  }
}
