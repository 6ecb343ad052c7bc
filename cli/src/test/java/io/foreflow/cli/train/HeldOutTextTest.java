package io.foreflow.cli.train;

import static org.assertj.core.api.Assertions.assertThat;

import io.foreflow.manifest.Backtest;
import io.foreflow.manifest.ForecastKind;
import io.foreflow.manifest.Manifest;
import io.foreflow.manifest.Provenance;
import io.foreflow.manifest.StateLayout;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class HeldOutTextTest {

  private static final Map<String, Double> OWN =
      Map.of(
          "wql",
          0.050,
          "mase",
          0.8,
          "rmse",
          3.0,
          "mae",
          2.0,
          "coverage-80",
          0.79,
          "origins",
          960.0,
          "series",
          2.0,
          "slots",
          480.0);

  private static List<String> text(String loss, Map<String, Double> own, double theta) {
    Instant time = Instant.parse("2026-01-01T00:00:00Z");
    Provenance provenance =
        new Provenance("sha256:1", time, time, 2, 1_000, 1, Map.of("loss", loss), Map.of(), time);
    Map<String, Double> other = Map.of("wql", theta, "mase", 1.0, "rmse", 4.0);
    Manifest manifest =
        new Manifest(
            Manifest.CONTRACT,
            "m",
            "1",
            Duration.ofHours(1),
            24,
            new ForecastKind.Quantiles(List.of(0.1, 0.5, 0.9)),
            List.of("y"),
            List.of(),
            24,
            new StateLayout(
                List.of(
                    new StateLayout.Segment("seen", 1), new StateLayout.Segment("history", 24))),
            provenance,
            new Backtest(own, Map.of("theta", other)));
    return HeldOutText.of(manifest);
  }

  @Test
  void quantilesAreJudgedByTheirLoss() {
    assertThat(text("quantile", OWN, 0.055))
        .containsExactly(
            "On the readings held out: quantile loss (wQL) 0.0500, theta 0.0550 (9 % less error),"
                + " MASE 0.800, 79 % of them in the 80 % band; 960 forecasts of 2 series over 20 d,"
                + " as much as 40 independent ones.");
  }

  @Test
  void otherLossesHaveOtherMeasures() {
    assertThat(text("mse", OWN, 0.055).get(0)).contains("RMSE 3.00, theta 4.00 (25 % less error)");
    assertThat(text("mae", OWN, 0.055).get(0)).contains("MASE 0.800, theta 1.00 (20 % less error)");
  }

  @Test
  void nothingBelowOnePercentIsCalledBetter() {
    assertThat(text("quantile", OWN, 0.0504).get(0)).contains("theta 0.0504 (less than 1 % apart)");
    assertThat(text("quantile", OWN, 0.0496).get(0)).contains("theta 0.0496 (less than 1 % apart)");
    assertThat(text("quantile", OWN, 0.045).get(0)).contains("theta 0.0450 (11 % more error)");
  }

  @Test
  void tooFewForecastsAreAWarning() {
    Map<String, Double> few = new HashMap<>(OWN);
    few.put("origins", 120.0);

    assertThat(text("quantile", few, 0.055))
        .hasSize(2)
        .anyMatch(line -> line.contains("as much as 5 independent ones"))
        .anyMatch(
            line -> line.startsWith("Warning: this is too little data for a reliable figure."));
  }
}
