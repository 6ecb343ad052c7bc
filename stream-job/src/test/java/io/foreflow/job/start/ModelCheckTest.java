package io.foreflow.job.start;

import static org.assertj.core.api.Assertions.assertThat;

import io.foreflow.job.config.PipelineConfig;
import io.foreflow.model.TinyStepGraph;
import io.foreflow.options.InvalidConfigurationException;
import io.foreflow.options.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelCheckTest {

  private final Path folder;

  ModelCheckTest(@TempDir Path folder) {
    this.folder = folder;
  }

  @Test
  void modelsThatCanBeUsedAreNoProblem() throws Exception {
    String other = model("other.onnx", TinyStepGraph.hourly().withModel("prices"));
    String first = model("first.onnx", TinyStepGraph.hourly());

    assertThat(opened(Map.of("model.uri", first, "models.prices.uri", other, "shadow.uri", first)))
        .isEmpty();
  }

  @Test
  void everyModelThatCannotBeUsedIsNamed() throws Exception {
    Path csv = Files.writeString(folder.resolve("history.csv"), "unique_id,ds,y\n");

    List<Problem> problems =
        opened(
            Map.of(
                "model.uri", folder.resolve("missing.onnx").toString(),
                "models.prices.uri", csv.toString(),
                "shadow.uri", folder.toString()));

    assertThat(problems)
        .extracting(Problem::key)
        .containsExactly("model.uri", "models.prices.uri", "shadow.uri");
    assertThat(problems.get(0).message()).endsWith("there is no such file on this machine");
    assertThat(problems.get(1).message())
        .contains("names a file that can't be used: model refused (no-digest)");
    assertThat(problems.get(2).message()).contains("no file that this user can read");
  }

  @Test
  void modelsOfAnotherNameOrHashAreNamed() throws Exception {
    String file = model("a.onnx", TinyStepGraph.hourly().withModel("sensors"));

    assertThat(opened(Map.of("model.uri", file, "models.prices.uri", file)))
        .singleElement()
        .extracting(Problem::message)
        .asString()
        .endsWith("a model of the name \"sensors\", allowed: \"prices\"");
    assertThat(opened(Map.of("model.uri", file, "model.sha256", "0".repeat(64))))
        .singleElement()
        .extracting(Problem::message)
        .asString()
        .contains("wrong-sha256");
  }

  @Test
  void aSubmittingMachineLooksForFilesOnly() throws Exception {
    Path csv = Files.writeString(folder.resolve("history.csv"), "unique_id,ds,y\n");

    List<Problem> problems =
        new ModelCheck(
                config(
                    Map.of(
                        "model.uri", "/cluster/only.onnx",
                        "models.prices.uri", csv.toString(),
                        "shadow.uri", "http://models.example/m.onnx")))
            .look();

    assertThat(problems).extracting(Problem::key).containsExactly("model.uri");
  }

  private static List<Problem> opened(Map<String, String> settings) throws Exception {
    return new ModelCheck(config(settings)).open();
  }

  private static PipelineConfig config(Map<String, String> settings)
      throws InvalidConfigurationException {
    Map<String, String> all = new HashMap<>(settings);
    all.put("kafka.bootstrap.servers", "localhost:9092");
    if (all.containsKey("models.prices.uri")) {
      all.put("routes", "price-* -> prices");
    }
    return PipelineConfig.of(all);
  }

  private String model(String name, TinyStepGraph graph) throws IOException {
    return Files.write(folder.resolve(name), graph.file()).toString();
  }
}
