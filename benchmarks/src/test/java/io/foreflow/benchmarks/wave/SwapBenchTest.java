package io.foreflow.benchmarks.wave;

import static org.assertj.core.api.Assertions.assertThat;

import io.foreflow.benchmarks.report.BenchReport;
import org.junit.jupiter.api.Test;

class SwapBenchTest {

  @Test
  void measuresASwapAndItsTakeovers() {
    BenchReport report = SwapBench.run(8, 200, 2);

    assertThat(report.variants())
        .containsOnlyKeys(
            "swap",
            "roundWithoutTakeover",
            "longestWaveWithoutTakeover",
            "roundOfTakeovers",
            "longestWaveOfTakeovers")
        .allSatisfy((name, spread) -> assertThat(spread.median()).isPositive());
    assertThat(report.ratios()).containsOnlyKeys("takeoversToRound");
  }
}
