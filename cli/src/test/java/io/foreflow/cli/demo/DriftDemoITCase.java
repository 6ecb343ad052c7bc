package io.foreflow.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.foreflow.cli.canary.DriftCondition;
import io.foreflow.cli.process.StopSignal;
import io.foreflow.cli.simulate.SeriesKind;
import io.foreflow.cli.simulate.SimulationSpec;
import io.foreflow.cli.view.Terminal;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The demo of drift with few series: a real broker, real trainings, a real Flink. */
class DriftDemoITCase {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int SERIES = 8;

  @Test
  void retrainsAfterADriftAndRollsBack(@TempDir Path folder) throws Exception {
    Path kept = folder.resolve("kept");
    DriftPlan plan =
        new DriftPlan(
            new SimulationSpec(
                SeriesKind.SENSORS, SERIES, 1, Duration.ofHours(1), SimulationSpec.DEFAULT_START),
            36,
            Duration.ofDays(21),
            Duration.ofDays(4),
            new DriftPlan.Network(6, 16, 60),
            DriftCondition.parse("scores.mase > 0.85 for 7d"),
            false,
            Optional.of(kept));
    StringWriter said = new StringWriter();

    DriftResult result;
    try (StopSignal stop = StopSignal.install(Duration.ofSeconds(10))) {
      result = new DriftDemo(plan, stop, Terminal.plain(new PrintWriter(said))).run().orElseThrow();
    }

    JsonNode json = JSON.readTree(JSON.writeValueAsString(result.fields()));
    assertThat(json.path("problems")).as(said.toString()).isEmpty();
    assertThat(json.path("ok").asBoolean()).isTrue();
    // A retraining that came too early is refused, and another one follows by itself.
    assertThat(names(json))
        .containsSubsequence(
            "broker",
            "first-model",
            "live",
            "changed",
            "inaccurate",
            "drift",
            "promoted",
            "swapped",
            "recovered",
            "confirmed",
            "refused",
            "forced",
            "rolled-back",
            "restored");
    assertReasons(json);
    assertVersions(json);
    assertThat(json.path("readings").asLong()).isGreaterThan(21 * 24 * SERIES);
    assertThat(json.path("forecasts")).isEqualTo(json.path("readings"));
    assertThat(json.path("missing").asLong()).isZero();
    assertThat(json.path("repeated").asLong()).isZero();
    assertThat(actions(kept.resolve("store/models/demo/decisions")))
        .containsSubsequence(
            "promoted", "promoted", "confirmed", "kept", "promoted", "confirmed", "rolled-back");
  }

  private static void assertReasons(JsonNode json) {
    assertThat(step(json, "changed").path("from").asText()).isEqualTo("2025-01-10T00:00:00Z");
    assertThat(step(json, "inaccurate").path("error").asDouble()).isGreaterThan(0.85);
    assertThat(step(json, "drift").path("why").asText())
        .startsWith("A retraining starts, because scores.mase was ")
        .endsWith(" for 7 d: more than 0.85.");
    JsonNode promoted = step(json, "promoted");
    assertThat(promoted.path("because").asText()).startsWith("scores.mase was ");
    assertThat(promoted.at("/gate/promotes").asBoolean()).isTrue();
    assertThat(promoted.at("/gate/challenger").asDouble())
        .isLessThan(promoted.at("/gate/champion").asDouble());
    assertThat(promoted.at("/announcement/why").asText()).startsWith("in use by ");
    assertThat(step(json, "recovered").path("error").asDouble()).isLessThan(0.85);
    assertThat(step(json, "refused").path("reason").asText()).contains("better-than-champion: ");
    assertThat(step(json, "forced").path("reason").asText())
        .startsWith("forced, against the gate: ")
        .contains("better-than-champion: ");
    assertThat(step(json, "rolled-back").path("reason").asText())
        .startsWith("worse by what came true: loss ");
    assertThat(step(json, "restored").path("error").asDouble()).isLessThan(0.85);
  }

  private static void assertVersions(JsonNode json) {
    String first = step(json, "first-model").path("version").asText();
    String second = step(json, "promoted").path("version").asText();
    String refused = step(json, "refused").path("version").asText();
    String forced = step(json, "forced").path("version").asText();
    assertThat(List.of(first, second, refused, forced)).doesNotHaveDuplicates();
    assertThat(step(json, "swapped").path("previous").asText()).isEqualTo(first);
    assertThat(step(json, "swapped").path("version").asText()).isEqualTo(second);
    assertThat(step(json, "restored").path("version").asText()).isEqualTo(second);
    assertThat(json.path("versionsInTurn")).hasSize(1);
    assertThat(json.at("/versionsInTurn/0/series").asInt()).isEqualTo(SERIES);
    assertThat(texts(json.at("/versionsInTurn/0/versions")))
        .containsExactly(first, second, forced, second);
    assertThat(json.path("forecastsOfVersions").has(refused)).isFalse();
  }

  private static JsonNode step(JsonNode json, String name) {
    return StreamSupport.stream(json.path("steps").spliterator(), false)
        .filter(step -> step.path("step").asText().equals(name))
        .findFirst()
        .orElseThrow();
  }

  private static List<String> names(JsonNode json) {
    List<String> names = new ArrayList<>();
    json.path("steps").forEach(step -> names.add(step.path("step").asText()));
    return names;
  }

  private static List<String> texts(JsonNode array) {
    List<String> texts = new ArrayList<>();
    array.forEach(text -> texts.add(text.asText()));
    return texts;
  }

  private static List<String> actions(Path decisions) throws Exception {
    List<String> actions = new ArrayList<>();
    try (Stream<Path> all = Files.list(decisions)) {
      for (Path one : all.sorted().toList()) {
        actions.add(JSON.readTree(one.resolve("decision.json").toFile()).path("action").asText());
      }
    }
    return actions;
  }
}
