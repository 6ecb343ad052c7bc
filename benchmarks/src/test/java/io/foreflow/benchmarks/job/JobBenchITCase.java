package io.foreflow.benchmarks.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.foreflow.benchmarks.report.BenchReport;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Runs the program on real processes for a few moments. It tests that it works, not its speed. */
class JobBenchITCase {
  private static final List<String> QUICK_TO_START =
      List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1");

  @Test
  void measuresFlinkApplicationsInOwnProcesses() throws Exception {
    List<String> progress = new ArrayList<>();
    JobBenchOptions options =
        new JobBenchOptions(
            List.of(
                JobVariant.JOB,
                JobVariant.TRACK_NONE,
                JobVariant.WINDOW_64,
                JobVariant.KAFKA_ALONE),
            2,
            1,
            8,
            200,
            400,
            800, // so small that the backlog has to be extended
            Duration.ofMillis(200),
            Duration.ZERO,
            Duration.ofMillis(100),
            QUICK_TO_START);

    BenchReport report = JobBench.run(options, progress::add);

    assertThat(report.bench()).isEqualTo("job");
    assertThat(report.variants())
        .containsOnlyKeys("job", "trackNone", "window64", "kafkaAlone")
        .allSatisfy((name, spread) -> assertThat(spread.median()).isPositive());
    assertThat(report.ratios()).containsOnlyKeys("trackNone", "window64", "kafkaAlone");
    assertThat(report.toJson()).doesNotContain("\n");
    assertThat(progress).anySatisfy(line -> assertThat(line).contains("making it longer"));
    assertThat(progress).anySatisfy(line -> assertThat(line).contains("round 2 of 2, window64"));
  }
}
