package io.foreflow.benchmarks.memory;

import static org.assertj.core.api.Assertions.assertThat;

import io.foreflow.benchmarks.report.BenchReport;
import io.foreflow.job.score.ScoreSettings;
import io.foreflow.outcome.TrackedSteps;
import org.junit.jupiter.api.Test;

class MemoryBenchITCase {

  @Test
  void measuresStatesOnBothBackends() throws Exception {
    BenchReport report = MemoryBench.run(8, 20_000, 1, ScoreSettings.of(TrackedSteps.DEFAULT));

    assertThat(report.variants())
        .containsOnlyKeys(
            "stateVector",
            "outcomeMemory",
            "state",
            "heapGoal",
            "heap",
            "rocksdbFiles",
            "rocksdbNative")
        .allSatisfy((name, spread) -> assertThat(spread.median()).isPositive());
    assertThat(report.ratios())
        .containsOnlyKeys("heapToGoal", "heapToState", "rocksdbFilesToState");
    // A stored state takes at least its own bytes.
    assertThat(report.ratios().get("heapToState")).isGreaterThan(1);
    assertThat(report.toJson()).startsWith("{\"bench\":\"memory\"");
  }
}
