package io.foreflow.benchmarks.wave;

import static org.assertj.core.api.Assertions.assertThat;

import io.foreflow.benchmarks.report.BenchReport;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class ReplayBenchTest {

  @Test
  void measuresABacklogAndAReplay() {
    BenchReport report = ReplayBench.run(8, 200, 1, Duration.ofMillis(20));

    assertThat(report.variants())
        .containsOnlyKeys(
            "hotSeries",
            "modelAlone",
            "manySeries",
            "replayOfAll",
            "longestWave",
            "replayedSlots",
            "calibratedReplayOfAll",
            "usualWaitP99",
            "spreadWaitP99",
            "spreadLongestWait",
            "usualLongestWait",
            "atOnceWaitP99",
            "spreadUntilMoved")
        .allSatisfy((name, spread) -> assertThat(spread.median()).isPositive());
    assertThat(report.ratios())
        .containsOnlyKeys(
            "hotSeriesToModelAlone",
            "hotSeriesToManySeries",
            "replayedSlotsToManySeries",
            "calibratedReplayToReplay",
            "spreadWaitToUsualWait",
            "spreadLongestToUsualWait",
            "spreadLongestToUsualLongest",
            "atOnceWaitToUsualWait")
        .allSatisfy((name, ratio) -> assertThat(ratio).isPositive());
    assertThat(report.toJson()).startsWith("{\"bench\":\"replay\"");
  }
}
