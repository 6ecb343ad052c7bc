package io.foreflow.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.foreflow.job.config.PipelineConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** deploy/pipeline.yaml, from which people copy, says nothing that the job would refuse. */
class PipelineFileTest {
  private static final Path FILE = Path.of("..", "deploy", "pipeline.yaml");
  private static final Pattern CHOICE = Pattern.compile("#[a-z][a-z.-]*: .*");

  @Test
  void theFileIsAValidPipeline() throws Exception {
    assertThat(PipelineConfig.of(PipelineConfig.sources().file(FILE)).groupId())
        .isEqualTo("foreflow");
  }

  @Test
  void theJobWritesScoresAndAnomalies() throws Exception {
    assertThat(ForecastJob.topics(PipelineConfig.of(PipelineConfig.sources().file(FILE))))
        .containsExactlyInAnyOrder(
            "readings", "forecasts", "dead-letters", "late-readings", "scores", "anomalies");
  }

  @Test
  void everyCommentedChoiceIsValid(@TempDir Path folder) throws Exception {
    List<String> choices =
        Files.readAllLines(FILE).stream().filter(line -> CHOICE.matcher(line).matches()).toList();
    assertThat(choices).hasSizeGreaterThan(20);
    StringBuilder all = new StringBuilder();
    for (String line : Files.readAllLines(FILE)) {
      // The choice of a format takes the place of the one above it.
      if (!line.startsWith("format:")
          && !line.startsWith("  readings: avro")
          && !line.startsWith("  forecasts: json")) {
        all.append(CHOICE.matcher(line).matches() ? line.substring(1) : line).append('\n');
      }
    }
    Path file = Files.writeString(folder.resolve("all.yaml"), withSecrets(all.toString(), folder));
    PipelineConfig config = PipelineConfig.of(PipelineConfig.sources().file(file));
    assertThat(config.readingsFormat().format().needsRegistry()).isTrue();
    assertThat(config.consumerProperties()).containsEntry("sasl.jaas.config", "a:b");
  }

  private static String withSecrets(String yaml, Path folder) throws IOException {
    Path secret = Files.writeString(folder.resolve("secret"), "a:b");
    return yaml.replaceAll("/run/secrets/\\w+", secret.toString());
  }
}
