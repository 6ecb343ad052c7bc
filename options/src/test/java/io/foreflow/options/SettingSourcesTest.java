package io.foreflow.options;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SettingSourcesTest {
  private Path folder;

  @BeforeEach
  void useFolder(@TempDir Path temporary) {
    folder = temporary;
  }

  @Test
  void laterSourcesTakePrecedence() throws Exception {
    Problems problems = new Problems();
    Settings settings =
        new SettingSources(Garden.ALL)
            .file(yaml("pump.address: a\nvalves: 1\npause: 1 min\ndepth: 1\n"))
            .environment(Map.of("FOREFLOW_VALVES", "2", "FOREFLOW_PAUSE", "2 min"))
            .commandLine(Map.of("valves", "3"))
            .read(problems);

    assertThat(problems.all()).isEmpty();
    assertThat(settings.get(Garden.VALVES)).isEqualTo(3);
    assertThat(settings.get(Garden.PAUSE)).isEqualTo(Duration.ofMinutes(2));
    assertThat(settings.get(Garden.DEPTH)).isEqualTo(1);
    assertThat(settings.get(Garden.ROWS)).as("default").isEmpty();
  }

  @Test
  void namesEveryProblemWithItsPlace() throws Exception {
    Problems problems = new Problems();
    new SettingSources(Garden.ALL)
        .file(yaml("valves: 99\nrows:\n  - 1\n  - two\nvales: 1\nbeds: {sunny: {share: 2}}\n"))
        .environment(Map.of("FOREFLOW_PAUSE", "soon", "FOREFLOW_PAUS", "1 s"))
        .commandLine(Map.of("depth", "deep"))
        .read(problems);

    assertThat(problems.all())
        .extracting(Problem::toString)
        .containsExactlyInAnyOrder(
            "valves: (garden.yaml:1) \"99\" must be a whole number from 1 to 16",
            "rows: (garden.yaml:3) \"1,two\" must be whole numbers, separated by commas",
            "vales: (garden.yaml:5) is no option; did you mean valves? The library's begin with lib.",
            "beds.sunny.share: (garden.yaml:6) \"2\" must be a number from 0 to 1",
            "pause: (FOREFLOW_PAUSE) \"soon\" must be a duration from 0 ms to 1 d, such as 5 ms,"
                + " 10 s or 2 min",
            "FOREFLOW_PAUS: (environment) is no option; did you mean FOREFLOW_PAUSE? a variable is"
                + " FOREFLOW_ and an option's key in capitals, with _ for dots and dashes.",
            "depth: (-Ddepth) \"deep\" must be a number",
            "pump.address: is missing; set it to text that is not empty. The pump's address.");
  }

  @Test
  void sentencesEndWithTheirPlace() throws Exception {
    Problems problems = new Problems();
    new SettingSources(Garden.SENTENCES)
        .from("preset herbs", Map.of("rows", "x"))
        .file(yaml("plantz: 1\n"))
        .flags(Map.of("depth", "deep"))
        .read(problems);

    assertThat(problems.all())
        .extracting(Problem::toString)
        .containsExactly(
            "rows is \"x\", it must be whole numbers, separated by commas (preset herbs)",
            "depth is \"deep\", it must be a number (--depth)",
            "there is no option plantz; there are [rows, depth, plants]; did you mean plants?"
                + " (garden.yaml:1)");
  }

  @Test
  void readsNamedOptionsAndSettingsOfLibraries() throws Exception {
    Settings settings =
        new SettingSources(Garden.ALL)
            .file(yaml("pump.address: a\nbeds: {sunny.share: 0.25, shady: {share: 1}}\n"))
            .environment(
                Map.of("FOREFLOW_LIB_ONE__TWO___THREE", "x", "FOREFLOW_BEDS_WET_SHARE", "0.5"))
            .read(new Problems());

    assertThat(settings.named(Garden.BED_SHARE))
        .isEqualTo(Map.of("sunny", 0.25, "shady", 1.0, "wet", 0.5));
    assertThat(settings.passedOn("lib.")).isEqualTo(Map.of("one-two_three", "x"));
  }

  @Test
  void readsSecretsFromFilesAndNeverShowsThem() throws Exception {
    Path secret = Files.writeString(folder.resolve("secret"), "hunter2\n");
    Settings settings =
        new SettingSources(Garden.ALL)
            .file(yaml("pump: {address: a, token: {file: " + secret + "}}\nlib.a.file: theirs\n"))
            .read(new Problems());

    assertThat(settings.find(Garden.PUMP_TOKEN)).contains("hunter2");
    assertThat(settings.passedOn("lib.")).isEqualTo(Map.of("a.file", "theirs"));
    assertThat(settings.toString()).contains("pump.token=******").doesNotContain("hunter2");
  }

  @Test
  void copiesChangeNothing() {
    SettingSources sources = new SettingSources(Garden.ALL).flags(Map.of("depth", "1"));
    SettingSources copy = sources.copy().from("history", Map.of("rows", "[2]", "depth", "3"));

    assertThat(copy.texts()).isEqualTo(Map.of("depth", "3", "rows", "[2]"));
    assertThat(sources.texts()).isEqualTo(Map.of("depth", "1"));
    assertThat(sources.has(Garden.ROWS)).isFalse();
  }

  @Test
  void brokenFileMakesNothingMissing() throws Exception {
    Problems problems = new Problems();
    SettingSources sources = new SettingSources(Garden.ALL).file(yaml("valves: {\n"));

    assertThatThrownBy(() -> sources.read(problems))
        .isInstanceOf(InvalidConfigurationException.class)
        .hasMessageContaining("garden.yaml:2: is not YAML")
        .hasMessageNotContaining("pump.address");
  }

  @Test
  void refusedValueIsNotItsDefault() {
    Settings settings =
        new SettingSources(Garden.ALL).commandLine(Map.of("valves", "0")).read(new Problems());

    assertThat(settings.find(Garden.VALVES)).isEmpty();
    assertThat(settings.find(Garden.PAUSE)).contains(Duration.ofMinutes(10));
    assertThat(settings.find(Garden.PLANTS_IN_ALL)).isEmpty();
  }

  @Test
  void writtenSettingsAreReadAgain() {
    Settings settings =
        new Settings()
            .put(Garden.PAUSE, Duration.ofSeconds(90))
            .put(Garden.ROWS, List.of(1, 2))
            .put(Garden.DEPTH, 0.001);
    Settings again =
        new SettingSources(Garden.ALL).from("manifest", settings.written()).read(new Problems());

    assertThat(settings.written())
        .isEqualTo(Map.of("pause", "PT1M30S", "rows", "[1, 2]", "depth", "0.001"));
    assertThat(again.written()).isEqualTo(settings.written());
  }

  private Path yaml(String text) throws IOException {
    return Files.writeString(folder.resolve("garden.yaml"), text);
  }
}
