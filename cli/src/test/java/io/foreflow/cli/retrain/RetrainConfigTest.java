package io.foreflow.cli.retrain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.foreflow.evaluation.gate.GateRule;
import io.foreflow.job.config.KafkaOptions;
import io.foreflow.job.config.ModelOptions;
import io.foreflow.job.config.ScoreOptions;
import io.foreflow.job.config.TimeOptions;
import io.foreflow.series.SlotGrid;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RetrainConfigTest {

  private static final SlotGrid HOURLY = new SlotGrid(3_600_000);

  @TempDir private Path folder = Path.of("");

  @Test
  void thePipelineGivesWhatTheFileDoesNot() throws IOException {
    Files.writeString(
        folder.resolve("pipeline.yaml"),
        """
        kafka.bootstrap.servers: broker:9092
        topics.readings: [one, two]
        model.uri: /models/old.onnx
        max-gap: 7
        duplicates: last
        """);
    RetrainConfig config =
        load("pipeline: pipeline.yaml\nstore: /store\nmax-gap: 9\ntrain.horizon: 12\n");
    assertThat(config.job().get(KafkaOptions.READINGS_TOPICS)).containsExactly("one", "two");
    assertThat(config.job().get(TimeOptions.MAX_GAP)).isEqualTo(9);
    assertThat(config.slots().maxGap()).isEqualTo(9);
    assertThat(config.training().texts()).containsOnly(Map.entry("horizon", "12"));
    assertThat(config.gate().rules())
        .extracting(GateRule::name)
        .containsExactly(
            "enough-series",
            "finite-losses",
            "better-than-naive",
            "coverage",
            "better-than-champion",
            "significant-gain",
            "no-group-worse");
  }

  @Test
  void theExampleForEveryNightIsValid() {
    Path example = Path.of("..", "deploy", "nightly", "retrain.yaml");
    RetrainConfig config = RetrainConfig.load(example, Map.of(), Map.of());
    assertThat(config.model()).isEqualTo("sensors");
    // What foreflow watch needs.
    assertThat(config.job().find(ScoreOptions.SCORES_TOPIC)).hasValue("scores");
    assertThat(config.job().find(ModelOptions.MODELS_TOPIC)).hasValue("models");
  }

  @Test
  void significanceOf0IsNotTested() throws IOException {
    RetrainConfig config = load(whole("gate.significance: 0"));
    assertThat(config.gate().rules()).extracting(GateRule::name).doesNotContain("significant-gain");
  }

  @Test
  void everyProblemIsNamedAtOnce() {
    assertThatThrownBy(
            () -> load("held-out: all\ngate.marign: 0.1\ngate.group-by: abc\nstore: /store\n"))
        .hasMessageContaining("held-out")
        .hasMessageContaining("a share such as 0.1, or a duration such as 7d")
        .hasMessageContaining("did you mean gate.margin?")
        .hasMessageContaining("one group in parentheses")
        .hasMessageContaining("kafka.bootstrap.servers")
        .hasMessageContaining("retrain.yaml:1");
    assertThatThrownBy(() -> load(whole("history: 9d\nfrom: 2026-01-01")))
        .hasMessage("give the beginning of the data as either history or from; found both");
    assertThatThrownBy(() -> load(whole("pipeline: none.yaml"))).hasMessageContaining("none.yaml");
  }

  @Test
  void groupsAreAPartOfTheName() throws IOException {
    RetrainConfig config = load(whole("gate.group-by: ([a-z]+)-.*"));
    assertThat(config.groups().apply("pump-7")).isEqualTo("pump");
    assertThat(config.groups().apply("7")).isEqualTo("others");
    assertThat(load(whole("")).groups().apply("pump-7")).isEqualTo("all series");
  }

  @Test
  void heldOutIsAShareOrADuration() {
    assertThat(HeldOutEnd.TYPE.parse("0.25").slots(100, HOURLY)).isEqualTo(25);
    assertThat(HeldOutEnd.TYPE.parse("2d").slots(100, HOURLY)).isEqualTo(48);
    assertThatThrownBy(() -> HeldOutEnd.TYPE.parse("1.5")).isInstanceOf(Exception.class);
    assertThatThrownBy(() -> HeldOutEnd.TYPE.parse("0.0")).isInstanceOf(Exception.class);
  }

  private static String whole(String more) {
    return "kafka.bootstrap.servers: broker:9092\nstore: /store\n" + more + "\n";
  }

  private RetrainConfig load(String text) throws IOException {
    Path file = folder.resolve("retrain.yaml");
    Files.writeString(file, text);
    return RetrainConfig.load(file, Map.of(), Map.of());
  }
}
