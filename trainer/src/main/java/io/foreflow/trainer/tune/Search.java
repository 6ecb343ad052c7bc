package io.foreflow.trainer.tune;

import io.foreflow.trainer.tune.Trial.TrialFailedException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;

/**
 * Seeded random search with successive halving. Trials come in groups. The trials of a group are
 * trained on rung after rung until one is trained in full, then the next group begins. Not
 * thread-safe.
 */
public final class Search {

  /** The largest number of trials. */
  private static final int MOST = 10_000;

  private final SearchPlan plan;
  private final Trial trial;
  private final SearchLog log;
  private final LongSupplier nanoClock;
  private final BooleanSupplier stop;
  private final List<Map<String, String>> drawn;
  private final List<TrialOutcome> outcomes = new ArrayList<>();
  private final long began;
  private final double secondsBefore;
  private boolean ended;

  /** The reason why a search ended. */
  public enum Ending {
    /** All trials were made. */
    ALL_TRIALS,
    /** No further training would end within the budget. */
    BUDGET,
    /** Someone stopped it. */
    ASKED
  }

  /**
   * The result of a search.
   *
   * @param outcomes all outcomes in the order in which they came
   * @param ending the reason why the search ended
   */
  public record Found(List<TrialOutcome> outcomes, Ending ending) {

    public Found {
      outcomes = List.copyOf(outcomes);
    }

    /** The best outcome. Empty if all trials failed. */
    public Optional<TrialOutcome> best() {
      return outcomes.stream().filter(one -> one.problem().isEmpty()).min(TrialOutcome.BEST_FIRST);
    }

    /** The best outcome of each trial, best first. */
    public List<TrialOutcome> ranking() {
      Set<Integer> seen = new HashSet<>();
      return outcomes.stream()
          .sorted(TrialOutcome.BEST_FIRST)
          .filter(one -> seen.add(one.trial()))
          .toList();
    }
  }

  /**
   * @param log outcomes of earlier runs of the same search, which are not trained again
   * @param nanoClock the clock for the budget and the recorded seconds only
   * @param stop asked before each training; true ends the search
   */
  public Search(
      SearchPlan plan,
      SearchSpace space,
      Trial trial,
      SearchLog log,
      LongSupplier nanoClock,
      BooleanSupplier stop) {
    this.plan = plan;
    this.trial = trial;
    this.log = log;
    this.nanoClock = nanoClock;
    this.stop = stop;
    drawn = space.draw(plan.seed(), plan.trials().orElse(MOST));
    began = nanoClock.getAsLong();
    secondsBefore = log.outcomes().stream().mapToDouble(TrialOutcome::seconds).sum();
  }

  /** Searches to the end. */
  public Found run() {
    int group = plan.ladder().group();
    Ending ending = Ending.ALL_TRIALS;
    for (int from = 0; from < drawn.size() && !ended; from += group) {
      climb(from, Math.min(drawn.size(), from + group));
    }
    if (ended) {
      ending = stop.getAsBoolean() ? Ending.ASKED : Ending.BUDGET;
    }
    return new Found(outcomes, ending);
  }

  private void climb(int from, int to) {
    List<Integer> climbing = new ArrayList<>();
    for (int number = from; number < to; number++) {
      climbing.add(number);
    }
    for (int rung = 0; rung < plan.ladder().rungs() && !climbing.isEmpty(); rung++) {
      List<TrialOutcome> onRung = new ArrayList<>();
      for (int number : climbing) {
        Optional<TrialOutcome> outcome = outcome(number, rung);
        if (outcome.isEmpty()) {
          ended = true;
          return;
        }
        onRung.add(outcome.get());
      }
      climbing =
          onRung.stream()
              .filter(one -> one.problem().isEmpty())
              .sorted(
                  Comparator.comparingDouble(TrialOutcome::score)
                      .thenComparingInt(TrialOutcome::trial))
              .limit(plan.ladder().promoted(onRung.size()))
              .map(TrialOutcome::trial)
              .sorted()
              .toList();
    }
  }

  /**
   * The outcome of a trial on a rung, from the log or from a training. Empty if the search has to
   * end.
   */
  private Optional<TrialOutcome> outcome(int number, int rung) {
    Optional<TrialOutcome> known = log.find(number, rung);
    if (known.isEmpty()) {
      known = make(number, rung);
      known.ifPresent(log::add);
    }
    known.ifPresent(outcomes::add);
    return known;
  }

  private Optional<TrialOutcome> make(int number, int rung) {
    int steps = plan.ladder().steps(rung);
    if (stop.getAsBoolean() || !fits(steps)) {
      return Optional.empty();
    }
    Map<String, String> options = drawn.get(number);
    long start = nanoClock.getAsLong();
    try {
      Optional<Double> score = trial.run(options, steps);
      double seconds = (nanoClock.getAsLong() - start) / 1e9;
      return score.map(
          one ->
              Double.isFinite(one)
                  ? new TrialOutcome(number, rung, steps, options, one, seconds, Optional.empty())
                  : failed(number, rung, options, seconds, "its score is " + one));
    } catch (TrialFailedException e) {
      double seconds = (nanoClock.getAsLong() - start) / 1e9;
      return Optional.of(failed(number, rung, options, seconds, String.valueOf(e.getMessage())));
    }
  }

  private TrialOutcome failed(
      int number, int rung, Map<String, String> options, double seconds, String problem) {
    return new TrialOutcome(
        number,
        rung,
        plan.ladder().steps(rung),
        options,
        Double.POSITIVE_INFINITY,
        seconds,
        Optional.of(problem));
  }

  /**
   * Whether a training of this many steps would end within the budget. If no training in full has
   * succeeded yet, one must fit in after it. The estimate uses the slowest step so far. The first
   * training is always allowed.
   */
  private boolean fits(int steps) {
    if (plan.budget().isEmpty()) {
      return true;
    }
    double slowest = 0;
    boolean hasFull = steps == plan.ladder().steps();
    for (TrialOutcome one : outcomes) {
      slowest = Math.max(slowest, one.seconds() / one.steps());
      hasFull |= one.steps() == plan.ladder().steps() && one.problem().isEmpty();
    }
    double spent = secondsBefore + (nanoClock.getAsLong() - began) / 1e9;
    double needed = slowest * (steps + (hasFull ? 0 : plan.ladder().steps()));
    return outcomes.isEmpty() || spent + needed <= plan.budget().get().toMillis() / 1e3;
  }
}
