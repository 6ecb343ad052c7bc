package io.foreflow.benchmarks.step;

import static org.assertj.core.api.Assertions.assertThat;

import io.foreflow.benchmarks.report.BenchReport;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class StepBenchTest {

  @Test
  void measuresEveryVariantOfARealModel() {
    BenchReport report = StepBench.run(8, 6, 1, Duration.ofMillis(20));

    assertThat(report.variants())
        .containsOnlyKeys("stepModel", "rawSession", "matrixProducts", "batch1")
        .allSatisfy((name, spread) -> assertThat(spread.median()).isPositive());
    assertThat(report.ratios())
        .containsOnlyKeys("stepModelToRawSession", "matrixProductsToRawSession", "waveToBatch1");
  }
}
