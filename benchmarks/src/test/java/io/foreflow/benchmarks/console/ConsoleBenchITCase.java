package io.foreflow.benchmarks.console;

import static org.assertj.core.api.Assertions.assertThat;

import io.foreflow.benchmarks.report.BenchReport;
import io.foreflow.benchmarks.report.Spread;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Runs the program on real processes for a few moments. It tests that it works, not its speed. */
class ConsoleBenchITCase {

  @Test
  void measuresAWatchedConsole() throws Exception {
    ConsoleBenchOptions options =
        new ConsoleBenchOptions(1, 50, 100, Duration.ofSeconds(2), Duration.ofSeconds(8), 128);

    BenchReport report = ConsoleBench.run(options, line -> {});

    assertThat(report.bench()).isEqualTo("console");
    assertThat(report.variants())
        .containsKeys("alone.cpu", "clients.cpu", "memory.live", "memory.limit");
    assertThat(median(report, "alone.records")).isBetween(100.0, 300.0);
    assertThat(median(report, "memory.counted")).isBetween(0.1, median(report, "memory.limit"));
    assertThat(median(report, "clients.leastEvents")).isPositive();
    assertThat(report.ratios()).containsKey("clientsToAlone");
    if (report.skipped().isEmpty()) {
      assertThat(median(report, "list.frame.p95")).isPositive();
      assertThat(median(report, "series.frames")).isGreaterThan(1);
    } else {
      assertThat(report.skipped()).containsEntry("browser", ChromiumDriver.MISSING);
    }
  }

  private static double median(BenchReport report, String name) {
    Spread spread = report.variants().get(name);
    assertThat(spread).as(name).isNotNull();
    return spread.median();
  }
}
