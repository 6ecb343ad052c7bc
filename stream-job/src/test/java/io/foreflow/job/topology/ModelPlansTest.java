package io.foreflow.job.topology;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.foreflow.job.config.PipelineConfig;
import io.foreflow.options.InvalidConfigurationException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ModelPlansTest {
  private static final Map<String, String> MODELS =
      Map.of(
          "kafka.bootstrap.servers", "nowhere:9092",
          "model.uri", "/models/main.onnx",
          "models.prices.uri", "https://files.example/prices.onnx",
          "routes", "price-* -> prices",
          "shadow.uri", "http://lab:8080/x/candidate.onnx");

  @Test
  void placesOfConfiguredModelsAreAllowed() throws Exception {
    assertThat(allowed(Map.of()))
        .containsExactly("/models", "https://files.example:443/", "http://lab:8080/");
  }

  @Test
  void configuredUrisReplaceTheDefaults() throws Exception {
    assertThat(allowed(Map.of("models.allowed-uris", "file:///srv/models, https://files.example/")))
        .containsExactly("file:///srv/models", "https://files.example/");
  }

  @Test
  void invalidAllowedUrisAreRefused() {
    assertThatThrownBy(() -> allowed(Map.of("models.allowed-uris", "/models, s3://models")))
        .isInstanceOf(InvalidConfigurationException.class)
        .hasMessageContaining("models.allowed-uris")
        .hasMessageContaining("must be a URI that begins with file:, http:, https: or store:");
  }

  private static List<String> allowed(Map<String, String> others) throws Exception {
    Map<String, String> settings = new HashMap<>(MODELS);
    settings.putAll(others);
    return ModelPlans.of(PipelineConfig.of(settings)).allowed().prefixes();
  }
}
