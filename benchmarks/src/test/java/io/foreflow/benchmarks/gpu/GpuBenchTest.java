package io.foreflow.benchmarks.gpu;

import static org.assertj.core.api.Assertions.assertThat;

import io.foreflow.benchmarks.report.BenchReport;
import io.foreflow.trainer.loop.EngineSetup;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

class GpuBenchTest {

  private static final List<String> CELLS = List.of("min-gru");

  @Test
  void measuresOnlyTheCpuWithoutGpu() {
    Assumptions.assumeTrue(EngineSetup.start().getGpuCount() == 0);
    List<String> told = new ArrayList<>();

    BenchReport report =
        new GpuBench(CELLS, List.of(4), List.of(2), told::add).run(2, Duration.ofMillis(20));

    assertThat(report.variants().keySet())
        .containsExactly("modelBytesOfMinGru", "width4Batch2OnCpu");
    assertThat(report.skipped().get("gpu")).endsWith("sees no GPU");
    assertThat(told.get(0)).endsWith("sees 0 GPUs.");
    assertThat(GpuFigures.markdown(report, CELLS, List.of(4), List.of(2)))
        .contains("| `min-gru` | not measured | not measured |", "| 4 | 2 | ", "sees no GPU.");
  }

  @Test
  void differencesAreZeroOfTheSameModelOnly() {
    byte[] one = new CellTraining("min-gru", 2).file("cpu");
    byte[] other = new CellTraining("min-gru", 3).file("cpu");
    CellTraining training = new CellTraining("min-gru", 2);

    assertThat(training.difference(one, one)).isEqualTo(new CellTraining.Difference(0, 0));
    CellTraining.Difference found = training.difference(one, other);
    assertThat(found.mean()).isPositive();
    assertThat(found.largest()).isGreaterThan(found.mean());
  }

  @Test
  void theTableHasTheRatioOfBothDevices() {
    BenchReport report =
        BenchReport.ofFigures(
            "gpu",
            Map.of(),
            Map.of(
                "width4Batch2OnCpu", new double[] {2},
                "width4Batch2OnGpu", new double[] {5},
                "meanDifferenceOfMinGru", new double[] {1e-5},
                "largestDifferenceOfMinGru", new double[] {2e-4}));

    assertThat(GpuFigures.markdown(report, CELLS, List.of(4), List.of(2)))
        .contains("| `min-gru` | 1.0e-05 | 2.0e-04 |", "| 4 | 2 | 2.0 | 5.0 | 2.50 |");
  }
}
