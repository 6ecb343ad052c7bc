package io.foreflow.console.health;

import static org.assertj.core.api.Assertions.assertThat;

import io.foreflow.console.memory.PipelineFigures;
import io.foreflow.wire.RejectionReason;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The console's limits are those of the alerts. */
class HealthLimitsTest {

  private static String alerts = "";

  @BeforeAll
  static void read() throws IOException {
    alerts = Files.readString(Path.of("../deploy/prometheus/alerts.yml"));
  }

  /** The number in the expression of an alert. */
  private static double number(String alert, String pattern) {
    return Double.parseDouble(text(alert, pattern));
  }

  /** What a pattern finds in the expression of an alert. */
  private static String text(String alert, String pattern) {
    int begin = alerts.indexOf("- alert: " + alert + "\n");
    int end = alerts.indexOf("- alert:", begin + 1);
    String rule = alerts.substring(begin, end < 0 ? alerts.length() : end);
    Matcher matcher = Pattern.compile(pattern).matcher(rule);
    assertThat(matcher.find()).as("%s in %s", pattern, rule).isTrue();
    return matcher.group(1);
  }

  @Test
  void areThoseOfTheAlerts() {
    assertThat((double) HealthLimits.LAG_MILLIS)
        .isEqualTo(number("ForeflowLag", "quantile=\"0.99\"}\\) > (\\d+)"));
    assertThat(HealthLimits.DEAD_LETTER_SHARE)
        .isEqualTo(number("ForeflowDeadLetters", "> ([0-9.]+) \\* sum"));
    assertThat(HealthLimits.CLOSED_MARKET_SHARE)
        .isEqualTo(number("ForeflowClosedMarket", "\\) > ([0-9.]+)\n"));
    assertThat((double) HealthLimits.LEAST_READINGS)
        .isEqualTo(number("ForeflowClosedMarket", "\\) >= (\\d+)\n"));
    assertThat(HealthLimits.GAPS_OF_SERIES)
        .isEqualTo(number("ForeflowClosedMarket", ">= ([0-9.]+) \\* sum"));
    assertThat(HealthLimits.MASE)
        .isEqualTo(number("ForeflowWorseThanNaive", "mase:1d\\{[^}]*} > ([0-9.]+)"));
    assertThat((double) HealthLimits.LEAST_FORECASTS)
        .isEqualTo(number("ForeflowWorseThanNaive", "compared:1d >= (\\d+)"))
        .isEqualTo(number("ForeflowCoverageOff", "forecasts:1d >= (\\d+)"));
    assertThat(HealthLimits.COVERAGE_DISTANCE)
        .isEqualTo(number("ForeflowCoverageOff", "nominal_coverage:1d > ([0-9.]+)"))
        .isEqualTo(number("ForeflowCoverageOff", "nominal_coverage:1d < -([0-9.]+)"));
  }

  @Test
  void windowsAreThoseOfTheAlerts() {
    assertThat(PipelineFigures.WINDOW_MINUTES)
        .isEqualTo((int) number("ForeflowNoForecasts", "forecasts\\[(\\d+)m]"))
        .isEqualTo((int) number("ForeflowNoForecasts", "deadLetters\\{[^}]*}\\[(\\d+)m]"))
        .isEqualTo((int) number("ForeflowDeadLetters", "deadLetters\\{[^}]*}\\[(\\d+)m]"));
    assertThat(PipelineFigures.CLOSED_MARKET_HOURS)
        .isEqualTo(24 * (int) number("ForeflowClosedMarket", "deadLetters\\{[^}]*}\\[(\\d+)d]"))
        .isEqualTo(24 * (int) number("ForeflowClosedMarket", "readings\\{[^}]*}\\[(\\d+)d]"))
        .isEqualTo(24 * (int) number("ForeflowClosedMarket", "gapsFilled\\{[^}]*}\\[(\\d+)d]"));
    assertThat(PipelineFigures.NO_FORECAST_DAYS)
        .isEqualTo((int) number("ForeflowClosedMarket", "forecasts\\{[^}]*}\\[(\\d+)d]"));
    assertThat(PipelineFigures.REFUSED_MINUTES)
        .isEqualTo((int) number("ForeflowModelRefused", "refusedModels\\[(\\d+)m]"));
  }

  @Test
  void closedMarketIsNoFaultInBoth() {
    String closed = RejectionReason.MARKET_CLOSED.code();
    assertThat(text("ForeflowNoForecasts", "unless[^{]*\\{reason=\"([^\"]+)\"")).isEqualTo(closed);
    assertThat(text("ForeflowClosedMarket", "deadLetters\\{reason=\"([^\"]+)\"")).isEqualTo(closed);
    assertThat(text("ForeflowDeadLetters", "deadLetters\\{reason!=\"([^\"]+)\"}"))
        .isEqualTo(closed);
  }
}
