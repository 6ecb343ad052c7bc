package io.foreflow.benchmarks.trainsize;

import static org.assertj.core.api.Assertions.assertThat;

import io.foreflow.benchmarks.report.BenchReport;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrainSizeBenchTest {

  @Test
  void measuresEachSizeInItsOwnProcess() throws Exception {
    List<String> lines = new ArrayList<>();

    BenchReport report =
        TrainSizeBench.run(List.of("2e4", "3e4"), 4, Duration.ofMillis(1), 0, lines::add);

    assertThat(lines).hasSize(2);
    assertThat(report.variants())
        .containsKeys("readSecondsOf2e4", "stepsPerSecondOf3e4", "heapMBOf2e4", "outsideMBOf3e4");
    assertThat(report.variants())
        .hasEntrySatisfying(
            "heapMBOf3e4", heap -> assertThat(heap.median()).isBetween(5.0, 1_000.0));
    assertThat(report.ratios()).containsKey("stepsOf3e4To2e4");
  }

  @Test
  void theFileHasAsManyRowsAsAsked(@TempDir Path folder) throws Exception {
    Path file = folder.resolve("history.csv");

    HistoryFile.write(file, 30_000);

    assertThat(Files.readAllLines(file)).hasSize(1 + 30_000);
    assertThat(Files.readAllLines(file).get(1)).startsWith("sensor-0,2025-01-01T00:00:00Z,");
  }
}
