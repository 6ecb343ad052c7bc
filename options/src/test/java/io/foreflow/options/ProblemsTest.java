package io.foreflow.options;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class ProblemsTest {

  @Test
  void checksTheRuleOfAnOption() {
    Problems problems = new Problems();
    problems.check(Garden.DEPTH, 1.0);
    problems.check(Garden.DEPTH, 0.0);
    problems.check(Garden.DEPTH, 0.0);
    assertThat(problems.all())
        .extracting(Problem::toString)
        .containsExactly("depth is 0.0, it must be above 0");
  }

  @Test
  void saysSentencesAboutOneAndMany() {
    Problems problems = new Problems();
    problems.add("depth", 3.0, "must be below the pot's, 2");
    problems.add("rows", List.of(2, 1), "must ascend");
    problems.add("soil", "sand", "but cacti need none: leave it out");
    assertThatThrownBy(problems::throwIfAny)
        .hasMessage(
            "depth is 3.0, it must be below the pot's, 2; rows are [2, 1], they must ascend;"
                + " soil is \"sand\", but cacti need none: leave it out");
  }

  @Test
  void collectsTheProblemsOfParts() {
    Problems problems = new Problems();
    assertThat(problems.collect(() -> 1)).contains(1);
    assertThat(
            problems.collect(
                () -> {
                  throw new InvalidConfigurationException(List.of(new Problem("a", "is odd")));
                }))
        .isEmpty();
    assertThat(problems.all()).containsExactly(new Problem("a", "is odd"));
    assertThatThrownBy(() -> problems.throwIfAny(problem -> problem.at("x.yaml:2")))
        .hasMessage("a: (x.yaml:2) is odd")
        .satisfies(
            e ->
                assertThat(((InvalidConfigurationException) e).lines())
                    .isEqualTo("The configuration has a problem:\n  a: (x.yaml:2) is odd"));
  }
}
