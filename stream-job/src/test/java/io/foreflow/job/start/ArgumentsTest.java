package io.foreflow.job.start;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.foreflow.job.ForecastJob;
import io.foreflow.job.config.PipelineConfig;
import io.foreflow.job.config.TimeOptions;
import io.foreflow.options.InvalidConfigurationException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ArgumentsTest {

  @Test
  void takesAFileAndOverrides(@TempDir Path folder) throws Exception {
    Path file =
        Files.writeString(
            folder.resolve("p.yaml"), "kafka.bootstrap.servers: b:1\nmodel.uri: m\nmax-gap: 1\n");
    PipelineConfig config =
        Arguments.parse(Map.of(), "--config", file.toString(), "-Dmax-gap=2", "-Dkafka.a=b=c");
    assertThat(config.get(TimeOptions.MAX_GAP)).isEqualTo(2);
    assertThat(config.producerProperties()).containsEntry("a", "b=c");
  }

  @Test
  void refusesWhatItDoesNotKnow() {
    assertThatThrownBy(() -> Arguments.parse(Map.of(), "pipeline.yaml", "--verbose"))
        .isInstanceOf(InvalidConfigurationException.class)
        .hasMessageContaining("pipeline.yaml: is no argument of the job; use --config FILE")
        .hasMessageContaining("--verbose");
  }

  @Test
  void exitsWithTwoOnAWrongConfiguration() throws Exception {
    Process process = start("-Dwave.size=0");
    String error = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).isEqualTo(2);
    assertThat(error)
        .contains("The configuration has 3 problems:")
        .contains("wave.size: (-Dwave.size) \"0\" must be a whole number from 1 to 4096")
        .contains("Usage:")
        .doesNotContain("\tat ");
  }

  private static Process start(String... args) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add(ForecastJob.class.getName());
    command.addAll(List.of(args));
    ProcessBuilder builder = new ProcessBuilder(command);
    // In the environment, not on the command line, which must stay short for ONNX Runtime.
    builder.environment().put("CLASSPATH", System.getProperty("java.class.path"));
    return builder.start();
  }
}
