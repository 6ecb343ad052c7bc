package io.foreflow.benchmarks.train;

import static org.assertj.core.api.Assertions.assertThat;

import io.foreflow.benchmarks.report.BenchReport;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class TrainBenchTest {

  @Test
  void measuresEveryVariantOrSaysWhyNot() {
    BenchReport report =
        TrainBench.run(new TrainTask("gru", 4, 2), 1, Duration.ofMillis(20), PythonLoop.DEFAULT);

    assertThat(report.variants())
        .containsKeys(
            "trainer",
            "bareLoop",
            "trainer2Workers",
            "trainer2Networks",
            "trainer2Threads",
            "matrixProducts")
        .allSatisfy((name, spread) -> assertThat(spread.median()).isPositive());
    assertThat(report.ratios())
        .containsKeys(
            "trainerToBareLoop", "twoWorkersToOne", "twoNetworksToOne", "twoThreadsToOne");
    assertThat(report.variants().containsKey("pythonPyTorch"))
        .isNotEqualTo(report.skipped().containsKey("pythonPyTorch"));
    assertThat(report.toText()).contains("trainerToBareLoop");
  }

  @Test
  void explainsWhyAPythonCannotBeMeasured() {
    PythonLoop.Search search = PythonLoop.Search.among(List.of("no-such-python", "false"));

    assertThat(search.python()).isEmpty();
    assertThat(search.problem())
        .startsWith("no-such-python cannot be started; false has no torch (");
  }

  @Test
  void takesTheFirstPythonThatHasTorch() {
    // A program that accepts any argument.
    assertThat(PythonLoop.Search.among(List.of("false", "true", "python3")).python())
        .hasValue("true");
  }
}
