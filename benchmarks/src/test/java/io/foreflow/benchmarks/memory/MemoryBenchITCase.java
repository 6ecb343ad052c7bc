package io.foreflow.benchmarks.memory;

import static org.assertj.core.api.Assertions.assertThat;

import io.foreflow.benchmarks.report.BenchReport;
import org.junit.jupiter.api.Test;

class MemoryBenchITCase {

  @Test
  void measuresStatesOnBothBackends() throws Exception {
    BenchReport report = MemoryBench.run(8, 20_000, 1);

    assertThat(report.variants())
        .containsOnlyKeys(
            "stateVector",
            "heapGoal",
            "heap",
            "heapOfFloat",
            "rocksdbFiles",
            "rocksdbFilesOfFloat",
            "rocksdbNative")
        .allSatisfy((name, spread) -> assertThat(spread.median()).isPositive());
    assertThat(report.ratios())
        .containsOnlyKeys("heapToGoal", "heapToVector", "rocksdbFilesToVector");
    // A stored state takes at least its own bytes.
    assertThat(report.ratios().get("heapToVector")).isGreaterThan(1);
    assertThat(report.toJson()).startsWith("{\"bench\":\"memory\"");
  }
}
