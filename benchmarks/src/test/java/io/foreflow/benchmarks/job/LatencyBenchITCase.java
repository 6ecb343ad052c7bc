package io.foreflow.benchmarks.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.foreflow.benchmarks.report.BenchReport;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Runs the program on real processes for a few moments. It tests that it works, not its speed. */
class LatencyBenchITCase {

  @Test
  void countsTheLatencyOfEveryForecast() throws Exception {
    LatencyOptions options =
        new LatencyOptions(
            1,
            8,
            100,
            500,
            200_000,
            Duration.ofMillis(200),
            Duration.ofMillis(30),
            Duration.ofMillis(500),
            Duration.ofSeconds(1),
            List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));

    BenchReport report = LatencyBench.run(options, line -> {});

    assertThat(report.bench()).isEqualTo("latency");
    assertThat(report.variants())
        .containsKeys(
            "saturation",
            "rate.readUncommitted.p50",
            "rate.readCommitted.p99",
            "rate.readCommitted.fromSchedule.p99.9",
            "halfOfSaturation.readUncommitted.max",
            "halfOfSaturation.readUncommitted.fromSchedule.p99")
        .allSatisfy((name, spread) -> assertThat(spread.median()).isPositive());
  }
}
