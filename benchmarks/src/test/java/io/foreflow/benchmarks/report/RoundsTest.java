package io.foreflow.benchmarks.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RoundsTest {

  @Test
  void measuresVariantsInTurnAfterWarmUps() {
    List<String> order = new ArrayList<>();
    Variant a = counting("a", order);
    Variant b = counting("b", order);

    Map<String, double[]> measured = Rounds.measure(List.of(a, b), 2);

    assertThat(order).containsExactly("a", "b", "a", "b", "a", "b");
    assertThat(measured.get("a")).containsExactly(3, 5);
    assertThat(measured.get("b")).containsExactly(4, 6);
  }

  @Test
  void computesRatiosRoundByRound() {
    List<Variant> variants =
        List.of(new Variant("fast", "steps/s", () -> 0), new Variant("slow", "steps/s", () -> 0));
    // The machine is half as fast in the middle round, which does not change the ratio.
    Map<String, double[]> measured =
        Map.of("fast", new double[] {40, 20, 44}, "slow", new double[] {10, 5, 11});

    BenchReport report =
        BenchReport.of(
            "test", variants, measured, List.of(new BenchReport.Ratio("gain", "fast", "slow")));

    assertThat(report.ratios()).containsEntry("gain", 4.0);
    assertThat(report.variants().get("fast")).isEqualTo(new Spread(40, 20, 44, "steps/s"));
    assertThat(report.toJson())
        .startsWith("{\"bench\":\"test\",\"machine\":{\"processor\":")
        .contains("\"variants\":{\"fast\":{\"median\":40.0,\"min\":20.0,\"max\":44.0,")
        .doesNotContain("\n");
  }

  @Test
  void namesTheMissingVariantOfARatio() {
    assertThatThrownBy(
            () ->
                BenchReport.of(
                    "test",
                    List.of(),
                    Map.of("fast", new double[] {1}),
                    List.of(new BenchReport.Ratio("gain", "fast", "slow"))))
        .hasMessageContaining("\"slow\"")
        .hasMessageContaining("[fast]");
  }

  @Test
  void anEvenNumbersMedianLiesInBetween() {
    assertThat(Spread.of(new double[] {4, 1, 3, 2}, "s").median()).isEqualTo(2.5);
  }

  private static Variant counting(String name, List<String> order) {
    return new Variant(
        name,
        "steps/s",
        () -> {
          order.add(name);
          return order.size();
        });
  }
}
