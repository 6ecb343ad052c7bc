package io.foreflow.trainer.tune;

import java.time.Duration;
import java.util.Optional;

/**
 * How far a search goes. Equal plans with as many trials make the same choices; the budget only
 * decides how many there are.
 *
 * @param ladder how long each is trained
 * @param seed of what is drawn
 * @param trials so many and no more; empty for as many as the budget lets
 * @param budget of time, what a log has on record included; empty for no bound
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
