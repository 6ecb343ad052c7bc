package io.foreflow.trainer.tune;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.foreflow.trainer.tune.Search.Ending;
import io.foreflow.trainer.tune.Search.Found;
import io.foreflow.trainer.tune.Trial.TrialFailedException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SearchTest {

  private static final HalvingSchedule LADDER = new HalvingSchedule(90, 3, 3);
  private static final SearchSpace SPACE =
      new SearchSpace(Map.of("hidden", new OptionChoices.Between(1, 1000, false, true)));
  private static final double SECOND = 1e9;

  /**
   * The trials that ran. A score is better near 500 and with more steps, and a step takes a second.
   */
  private final List<String> runs = new ArrayList<>();

  private double nanos;

  private double score(Map<String, String> options, int steps) {
    int hidden = Integer.parseInt(options.getOrDefault("hidden", "1"));
    return Math.abs(hidden - 500) + 1.0 / steps;
  }

  private Optional<Double> run(Map<String, String> options, int steps) {
    runs.add(options.getOrDefault("hidden", "default") + "@" + steps);
    nanos += steps * SECOND;
    return Optional.of(score(options, steps));
  }

  private Found search(SearchPlan plan, SearchLog log) {
    return new Search(plan, SPACE, this::run, log, () -> (long) nanos, () -> false).run();
  }

  private static SearchPlan trials(int count) {
    return new SearchPlan(LADDER, 7, Optional.of(count), Optional.empty());
  }

  private static SearchPlan budget(int seconds) {
    return new SearchPlan(LADDER, 7, Optional.empty(), Optional.of(Duration.ofSeconds(seconds)));
  }

  @Test
  void aThirdOfTheTrialsTrainsLonger() {
    Found found = search(trials(9), SearchLog.inMemory());

    assertThat(runs.stream().filter(run -> run.endsWith("@10"))).hasSize(9);
    assertThat(runs.stream().filter(run -> run.endsWith("@30"))).hasSize(3);
    assertThat(runs.stream().filter(run -> run.endsWith("@90"))).hasSize(1);
    assertThat(found.ending()).isEqualTo(Ending.ALL_TRIALS);
    double nearest =
        SPACE.draw(7, 9).stream().mapToDouble(one -> score(one, 90)).min().orElseThrow();
    assertThat(found.best().orElseThrow().score()).isEqualTo(nearest);
    assertThat(found.ranking()).hasSize(9);
    assertThat(found.ranking().get(0)).isEqualTo(found.best().orElseThrow());
  }

  @Test
  void theFirstTrialUsesTheDefaults() {
    Found found = search(trials(1), SearchLog.inMemory());

    assertThat(runs).containsExactly("default@10", "default@30", "default@90");
    assertThat(found.best().orElseThrow().options()).isEmpty();
  }

  @Test
  void theLastGroupOfTrialsMayBeSmaller() {
    search(trials(11), SearchLog.inMemory());

    assertThat(runs.stream().filter(run -> run.endsWith("@10"))).hasSize(11);
    assertThat(runs.stream().filter(run -> run.endsWith("@90"))).hasSize(2);
  }

  @Test
  void equalSeedsAndTrialsFindTheSame() {
    Found first = search(trials(9), SearchLog.inMemory());
    Found again = search(trials(9), SearchLog.inMemory());
    Found other =
        search(new SearchPlan(LADDER, 8, Optional.of(9), Optional.empty()), SearchLog.inMemory());

    assertThat(again).isEqualTo(first);
    assertThat(other.ranking()).isNotEqualTo(first.ranking());
  }

  @Test
  void aBudgetChangesOnlyTheNumberOfTrials() {
    Found whole = search(trials(9), SearchLog.inMemory());
    runs.clear();
    // A group takes 9 * 10 + 3 * 30 + 90 seconds. The first training of the next group would need
    // 10.
    Found bounded = search(budget(275), SearchLog.inMemory());

    assertThat(bounded.outcomes()).isEqualTo(whole.outcomes());
    assertThat(bounded.ending()).isEqualTo(Ending.BUDGET);
  }

  @Test
  void reservesTimeForOneFullTraining() {
    // After three short trainings 70 s are left: too little for a fourth one and one of 90 steps.
    Found found = search(budget(120), SearchLog.inMemory());

    assertThat(found.outcomes()).hasSize(3);
    assertThat(nanos / SECOND).isEqualTo(30);
    assertThat(found.best()).isPresent();
  }

  @Test
  void aKilledSearchContinuesFromItsLog(@TempDir Path folder) throws Exception {
    Found undisturbed = search(trials(9), SearchLog.inMemory());
    runs.clear();
    Path file = folder.resolve("log.jsonl");
    Map<String, String> identity = Map.of("seed", "7");
    SearchLogFile log = new SearchLogFile(file, identity);
    Trial dying =
        (options, steps) -> {
          if (runs.size() == 5) {
            throw new IllegalStateException("killed");
          }
          return run(options, steps);
        };
    assertThatThrownBy(
            () -> new Search(trials(9), SPACE, dying, log, () -> (long) nanos, () -> false).run())
        .hasMessage("killed");

    Found resumed = search(trials(9), new SearchLogFile(file, identity));

    assertThat(runs).hasSize(13);
    assertThat(resumed).isEqualTo(undisturbed);
  }

  @Test
  void loggedTrialsCountTowardsTheBudget() {
    SearchLog log = SearchLog.inMemory();
    search(budget(120), log);
    runs.clear();

    assertThat(search(budget(120), log).outcomes()).hasSize(3);
    assertThat(runs).isEmpty();
  }

  @Test
  void failedTrialsAreLeftBehind() {
    Trial picky =
        (options, steps) -> {
          if (options.isEmpty()) {
            throw new TrialFailedException("no", new IllegalArgumentException("no"));
          }
          return steps == 10 ? run(options, steps) : Optional.of(Double.NaN);
        };

    Found found =
        new Search(trials(3), SPACE, picky, SearchLog.inMemory(), () -> 0L, () -> false).run();

    assertThat(found.outcomes().get(0).problem()).hasValue("no");
    // The best of the two others has no finite score with 30 steps, so no trial continues from
    // there.
    assertThat(found.outcomes()).hasSize(4);
    assertThat(found.outcomes().get(3).problem()).hasValue("its score is NaN");
    assertThat(found.best().orElseThrow().steps()).isEqualTo(10);
  }

  @Test
  void aStoppedSearchKeepsTheBestSoFar() {
    Found found =
        new Search(
                trials(9), SPACE, this::run, SearchLog.inMemory(), () -> 0L, () -> runs.size() >= 4)
            .run();

    assertThat(found.ending()).isEqualTo(Ending.ASKED);
    assertThat(found.outcomes()).hasSize(4);
    assertThat(found.best()).isPresent();
  }

  @Test
  void anInterruptedTrainingHasNoScore() {
    Trial stopped = (options, steps) -> runs.size() < 2 ? run(options, steps) : Optional.empty();

    Found found =
        new Search(
                trials(9), SPACE, stopped, SearchLog.inMemory(), () -> 0L, () -> runs.size() >= 2)
            .run();

    assertThat(found.outcomes()).hasSize(2);
    assertThat(found.ending()).isEqualTo(Ending.ASKED);
  }

  @Test
  void aSmallSpaceIsDrawnOnlyOnce() {
    SearchSpace small =
        new SearchSpace(Map.of("cell", new OptionChoices.OneOf(List.of("gru", "lstm"))));

    // The default options and two draws.
    assertThat(small.draw(1, 50)).hasSize(3).doesNotHaveDuplicates();
  }

  @Test
  void refusesImpossibleLaddersAndPlans() {
    assertThatThrownBy(() -> new HalvingSchedule(8, 3, 3)).hasMessageContaining("with 8 steps");
    assertThatThrownBy(() -> new SearchPlan(LADDER, 1, Optional.empty(), Optional.empty()))
        .hasMessageContaining("give trials, a budget, or both");
    assertThatThrownBy(() -> trials(0)).hasMessageContaining("trials is 0");
    assertThatThrownBy(() -> budget(0)).hasMessageContaining("must be above 0");
  }
}
