package io.foreflow.benchmarks.job;

import static org.assertj.core.api.Assertions.assertThat;

import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;

class LatenciesTest {
  private static final Percentage DIGITS = Percentage.withPercentage(0.1);

  @Test
  void separatesSpansAndDropsTheWarmUp() {
    long[] began = {0, 0, 0, 0, 0, 0};
    long[] visible = {900_000, 900_000, 1_000, 2_000, 10_000, 20_000};
    Latencies latencies = new Latencies(2);

    latencies.add("load", began, visible, 2, 2);

    assertThat(latencies.figures())
        .containsOnlyKeys("load.p50", "load.p99", "load.p99.9", "load.max");
    double[] medians = latencies.figures().getOrDefault("load.p50", new double[2]);
    assertThat(medians[0]).isCloseTo(1, DIGITS);
    assertThat(medians[1]).isCloseTo(10, DIGITS);
    double[] longest = latencies.figures().getOrDefault("load.max", new double[2]);
    assertThat(longest[0]).isCloseTo(2, DIGITS);
    assertThat(longest[1]).isCloseTo(20, DIGITS);
  }

  @Test
  void countsANegativeLatencyAsZero() {
    Latencies latencies = new Latencies(1);

    latencies.add("load", new long[] {0, 700}, new long[] {0, 200}, 1, 1);

    assertThat(latencies.figures().getOrDefault("load.max", new double[] {1})).containsExactly(0);
  }
}
