package io.foreflow.job.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The files of the dashboards: what Grafana refuses or draws wrong, and what the rules say. */
class DashboardTest {
  private static final Path DEPLOY = Path.of("..", "deploy");
  private static final int COLUMNS = 24;
  private static final Pattern ALERT_OF_PANEL = Pattern.compile("Alert: (\\w+)");
  private static final Pattern ALERT =
      Pattern.compile("- alert: (\\w+)\n(.*?)severity: (\\w+)", Pattern.DOTALL);
  private static final Map<String, String> COLOURS = Map.of("warning", "orange", "critical", "red");

  static List<Dashboard> dashboards() {
    return Dashboard.all();
  }

  @Test
  void dashboardsAreToldApart() {
    assertThat(dashboards()).hasSize(2);
    for (String field : List.of("uid", "title")) {
      assertThat(dashboards())
          .extracting(dashboard -> dashboard.json().path(field).asText())
          .doesNotHaveDuplicates()
          .allSatisfy(value -> assertThat(value).isNotBlank().hasSizeLessThanOrEqualTo(40));
    }
    assertThat(dashboards())
        .allSatisfy(dashboard -> assertThat(dashboard.json().path("id").isNull()).isTrue())
        .allSatisfy(dashboard -> assertThat(dashboard.json().path("tags")).hasSize(1));
  }

  @ParameterizedTest
  @MethodSource("dashboards")
  void eachPanelSaysWhatItShows(Dashboard dashboard) {
    assertThat(dashboard.panelsAndRows())
        .extracting(panel -> panel.path("id").asInt())
        .doesNotContain(0)
        .doesNotHaveDuplicates();
    assertThat(dashboard.panels())
        .hasSizeGreaterThan(10)
        .allSatisfy(
            panel -> {
              String title = panel.path("title").asText();
              assertThat(title).isNotBlank();
              assertThat(panel.path("description").asText()).as(title).endsWith(endOf(panel));
              assertThat(panel.path("fieldConfig").path("defaults").path("unit").asText())
                  .as(title)
                  .isNotBlank();
              assertThat(panel.path("targets")).as(title).isNotEmpty();
              assertThat(Dashboard.stream(panel.path("targets")))
                  .extracting(target -> target.path("refId").asText())
                  .doesNotHaveDuplicates();
              assertThat(Dashboard.stream(panel.path("targets")))
                  .as(title)
                  .allSatisfy(
                      target -> assertThat(target.path("legendFormat").asText()).isNotBlank());
            });
    assertThat(dashboard.panels())
        .extracting(panel -> panel.path("title").asText())
        .doesNotHaveDuplicates();
  }

  /** A sentence ends with a full stop, the name of an alert with nothing. */
  private static String endOf(JsonNode panel) {
    Set<String> alerts = alertsOf(panel);
    return alerts.isEmpty() ? "." : "\n\nAlert: " + alerts.iterator().next();
  }

  @ParameterizedTest
  @MethodSource("dashboards")
  void panelsDoNotOverlap(Dashboard dashboard) {
    Map<String, String> cells = new LinkedHashMap<>();
    for (JsonNode panel : dashboard.panelsAndRows()) {
      JsonNode place = panel.path("gridPos");
      String title = panel.path("title").asText();
      int right = place.path("x").asInt() + place.path("w").asInt();
      int bottom = place.path("y").asInt() + place.path("h").asInt();
      assertThat(right).as(title).isLessThanOrEqualTo(COLUMNS);
      assertThat(place.path("w").asInt() * place.path("h").asInt()).as(title).isPositive();
      for (int x = place.path("x").asInt(); x < right; x++) {
        for (int y = place.path("y").asInt(); y < bottom; y++) {
          assertThat(cells.put(x + "," + y, title)).as("also there as " + title).isNull();
        }
      }
    }
  }

  @ParameterizedTest
  @MethodSource("dashboards")
  void allAskThePrometheusThatWasChosen(Dashboard dashboard) throws IOException {
    List<JsonNode> asking = new ArrayList<>(dashboard.panels());
    dashboard.panels().forEach(panel -> panel.path("targets").forEach(asking::add));
    dashboard.variables().stream()
        .filter(variable -> variable.path("type").asText().equals("query"))
        .forEach(asking::add);
    assertThat(asking)
        .allSatisfy(
            each -> {
              assertThat(each.path("datasource").path("type").asText()).isEqualTo("prometheus");
              assertThat(each.path("datasource").path("uid").asText()).isEqualTo("${datasource}");
            });
    JsonNode chosen =
        dashboard.variables().stream()
            .filter(variable -> variable.path("name").asText().equals("datasource"))
            .findFirst()
            .orElseThrow();
    String datasources = text("grafana/provisioning/datasources/prometheus.yml");
    assertThat(datasources)
        .contains("\n    uid: " + chosen.path("current").path("value").asText() + "\n");
  }

  @Test
  void ratesAreTakenOverWhatPrometheusScrapes() throws IOException {
    String interval = first("scrape_interval: (\\w+)", text("prometheus/prometheus.yml"));
    assertThat(
            first("timeInterval: (\\w+)", text("grafana/provisioning/datasources/prometheus.yml")))
        .isEqualTo(interval);
  }

  @ParameterizedTest
  @MethodSource("dashboards")
  void everyVariableInAQueryExists(Dashboard dashboard) {
    Set<String> known =
        dashboard.variables().stream()
            .map(variable -> variable.path("name").asText())
            .collect(Collectors.toCollection(TreeSet::new));
    known.add("__rate_interval");
    Pattern variable = Pattern.compile("\\$\\{?(\\w+)");
    Stream<String> texts =
        Stream.concat(
            dashboard.queries().stream().map(Dashboard.Query::expression),
            dashboard.panels().stream().map(panel -> panel.path("title").asText()));
    Set<String> used =
        texts
            .flatMap(text -> variable.matcher(text).results())
            .map(match -> match.group(1))
            .collect(Collectors.toSet());
    assertThat(known).containsAll(used);
    // A variable that changes nothing misleads.
    known.removeAll(used);
    assertThat(known).isSubsetOf("datasource", "__rate_interval");
  }

  @Test
  void figuresOfScoresAreThoseOfRules() throws IOException {
    Set<String> recorded =
        Pattern.compile("- record: (\\S+)")
            .matcher(text("prometheus/scores.yml"))
            .results()
            .map(match -> match.group(1))
            .collect(Collectors.toSet());
    List<String> used = new ArrayList<>();
    for (Dashboard dashboard : dashboards()) {
      for (Dashboard.Query query : dashboard.queries()) {
        for (String window : List.of("5m", "1h", "1d")) {
          Pattern.compile("foreflow\\w*:\\w+:\\w+")
              .matcher(query.expression().replace("$window", window))
              .results()
              .map(MatchResult::group)
              .forEach(used::add);
        }
      }
    }
    assertThat(used).isNotEmpty().isSubsetOf(recorded);
  }

  @Test
  void boundsAreThoseOfTheAlerts() throws IOException {
    Set<String> shown = new TreeSet<>();
    List<MatchResult> alerts = ALERT.matcher(text("prometheus/alerts.yml")).results().toList();
    for (MatchResult alert : alerts) {
      String name = alert.group(1);
      for (JsonNode panel : panelsAbout(name)) {
        List<Double> bounds = bounds(alert.group(2));
        assertThat(steps(panel)).as(name + " in " + panel.path("title")).isEqualTo(bounds);
        if (panel.path("type").asText().equals("stat")) {
          assertThat(colours(panel))
              .as(name + " in " + panel.path("title"))
              .containsExactlyInAnyOrder("green", COLOURS.get(alert.group(3)));
          shown.add(name);
        }
      }
    }
    assertThat(shown)
        .containsExactlyInAnyOrderElementsOf(alerts.stream().map(alert -> alert.group(1)).toList());
  }

  /**
   * The numbers that an alert compares its first figure with. What is above 0 or is not there is a
   * whole number: the step of its panel is 1.
   */
  private static List<Double> bounds(String rule) {
    String expression =
        rule.lines()
            .filter(line -> !line.strip().startsWith("#"))
            .takeWhile(line -> !line.contains("for: ") && !line.contains("labels:"))
            .collect(Collectors.joining(" "));
    if (expression.contains("absent(")) {
      return List.of(1.0);
    }
    List<Double> bounds =
        Pattern.compile("(?:> |< |== )(-?[0-9.]+)(?: \\*)?")
            .matcher(expression)
            .results()
            .map(match -> Double.parseDouble(match.group(1)))
            .map(bound -> bound == 0 ? 1.0 : bound)
            .toList();
    return expression.contains("< -")
        ? bounds.subList(0, 2).stream().sorted().toList()
        : bounds.subList(0, 1);
  }

  private static List<Double> steps(JsonNode panel) {
    return Dashboard.stream(
            panel.path("fieldConfig").path("defaults").path("thresholds").path("steps"))
        .skip(1)
        .map(step -> step.path("value").asDouble())
        .toList();
  }

  private static Set<String> colours(JsonNode panel) {
    return Dashboard.stream(
            panel.path("fieldConfig").path("defaults").path("thresholds").path("steps"))
        .map(step -> step.path("color").asText())
        .collect(Collectors.toSet());
  }

  private static List<JsonNode> panelsAbout(String alert) {
    return dashboards().stream()
        .flatMap(dashboard -> dashboard.panels().stream())
        .filter(panel -> alertsOf(panel).contains(alert))
        .toList();
  }

  private static Set<String> alertsOf(JsonNode panel) {
    return ALERT_OF_PANEL
        .matcher(panel.path("description").asText())
        .results()
        .map(match -> match.group(1))
        .collect(Collectors.toSet());
  }

  private static String first(String pattern, String text) {
    return Pattern.compile(pattern)
        .matcher(text)
        .results()
        .map(match -> match.group(1))
        .findFirst()
        .orElseThrow();
  }

  private static String text(String path) throws IOException {
    return Files.readString(DEPLOY.resolve(path));
  }
}
