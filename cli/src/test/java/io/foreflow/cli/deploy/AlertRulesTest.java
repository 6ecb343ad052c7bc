package io.foreflow.cli.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;

/** The alert rules, held against Prometheus' own checker and the page that explains them. */
class AlertRulesTest {
  private static final String FOLDER = "deploy/prometheus/";

  @Test
  void eachAlertHasATestAndAParagraph() {
    String tests =
        Project.text(FOLDER + "alerts-test.yml") + Project.text(FOLDER + "scores-test.yml");
    String page = Project.text("docs/operations/monitoring.md");
    List<String> alerts =
        Pattern.compile("- alert: (\\w+)")
            .matcher(Project.text(FOLDER + "alerts.yml"))
            .results()
            .map(match -> match.group(1))
            .toList();
    assertThat(alerts)
        .hasSizeGreaterThan(10)
        .allSatisfy(alert -> assertThat(page).contains("### " + alert + "\n"))
        .allSatisfy(
            alert ->
                assertThat(tests)
                    .containsPattern("alertname: " + alert + "\n\\s+exp_alerts:")
                    .containsPattern("alertname: " + alert + "}"));
    assertThat(
            Pattern.compile("### (Foreflow\\w+)\n")
                .matcher(page)
                .results()
                .map((MatchResult match) -> match.group(1)))
        .containsExactlyInAnyOrderElementsOf(alerts);
  }

  @Test
  @EnabledIf(
      value = "promtoolIsHere",
      disabledReason = "promtool is not installed (Debian: apt-get install prometheus)")
  void prometheusAcceptsTheConfigurationAndTheRules() throws Exception {
    promtool("check", "config", "prometheus.yml");
    promtool("check", "rules", "alerts.yml", "scores.yml");
  }

  @Test
  @EnabledIf(
      value = "promtoolIsHere",
      disabledReason = "promtool is not installed (Debian: apt-get install prometheus)")
  void alertsFireWhenTheyShouldAndOnlyThen() throws Exception {
    promtool("test", "rules", "alerts-test.yml");
  }

  @Test
  @EnabledIf(
      value = "promtoolIsHere",
      disabledReason = "promtool is not installed (Debian: apt-get install prometheus)")
  void figuresHoldOverRestartsAndSwaps() throws Exception {
    promtool("test", "rules", "scores-test.yml");
  }

  private static void promtool(String... arguments) throws Exception {
    Process process =
        new ProcessBuilder(Stream.concat(Stream.of("promtool"), Stream.of(arguments)).toList())
            .directory(Project.file(FOLDER).toFile())
            .redirectErrorStream(true)
            .start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(output).isZero();
  }

  static boolean promtoolIsHere() {
    return Stream.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
        .anyMatch(folder -> Files.isExecutable(Path.of(folder, "promtool")));
  }
}
