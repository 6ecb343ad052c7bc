package io.foreflow.seed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.onnx.proto.OnnxMl;
import io.foreflow.manifest.Manifest;
import io.foreflow.manifest.Provenance;
import io.foreflow.model.StepModel;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Compares each file of this release with its recipe and with what a seed model may cost. */
class SeedModelsTest {

  private static final int MOST_WEIGHTS = 250_000;
  private static final int MOST_STATE_BYTES = 4096;
  private static final List<Double> LEVELS = List.of(0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9);

  /** The time that people expect a forecast for. */
  private static final Map<String, Duration> AHEAD =
      Map.of(
          "daily", Duration.ofDays(30),
          "hourly", Duration.ofDays(2),
          "half-hourly", Duration.ofDays(2),
          "15-minute", Duration.ofDays(1),
          "5-minute", Duration.ofHours(6),
          "1-minute", Duration.ofHours(1));

  static List<SeedModel> all() {
    return SeedModels.all();
  }

  @Test
  void thereIsAnHourlyModel() {
    assertThat(SeedModels.names()).contains("hourly");
    assertThat(SeedModels.ofCadence(Duration.ofHours(1))).hasValue(SeedModels.require("hourly"));
    assertThat(SeedModels.ofCadence(Duration.ofSeconds(7))).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("all")
  void theFileIsTheOneOfTheRecipe(SeedModel seed) throws Exception {
    byte[] digest = MessageDigest.getInstance("SHA-256").digest(seed.file());

    assertThat(HexFormat.of().formatHex(digest)).isEqualTo(seed.sha256());
    assertThat(seed.command())
        .startsWith("foreflow train --synthetic " + seed.name() + " ")
        .contains("--out " + seed.name() + ".onnx --weights " + seed.name() + ".weights");
    // A file of weights names the model file that it belongs to.
    assertThat(new String(seed.weights(), StandardCharsets.ISO_8859_1)).contains(seed.sha256());
  }

  @ParameterizedTest
  @MethodSource("all")
  void theManifestSaysWhatTheRecipeSays(SeedModel seed) throws Exception {
    try (StepModel model = StepModel.open(seed.file())) {
      Manifest manifest = model.manifest();
      assertThat(manifest.model()).isEqualTo(SeedModel.MODEL);
      Provenance.Generated generated = manifest.provenance().generated();

      assertThat(generated).isNotNull();
      assertThat(generated.kind()).isEqualTo(seed.name());
      assertThat(generated.version()).isEqualTo(seed.generator());
      assertThat(manifest.cadence()).isEqualTo(seed.cadence());
      assertThat(manifest.cadence().multipliedBy(manifest.horizon()))
          .isEqualTo(AHEAD.get(seed.name()));
      assertThat(manifest.levels()).isEqualTo(LEVELS);
      assertThat(manifest.features()).as("no covariates").hasSize(1);
      assertThat(manifest.provenance().start()).as("no earlier model").isNull();
    }
  }

  @ParameterizedTest
  @MethodSource("all")
  void theModelIsSmall(SeedModel seed) throws Exception {
    try (StepModel model = StepModel.open(seed.file())) {
      assertThat(model.manifest().state().size() * Float.BYTES)
          .isLessThanOrEqualTo(MOST_STATE_BYTES);
    }
    long numbers =
        OnnxMl.ModelProto.parseFrom(seed.file()).getGraph().getInitializerList().stream()
            .mapToLong(
                tensor ->
                    tensor.getDimsList().stream()
                        .mapToLong(Long::longValue)
                        .reduce(1, Math::multiplyExact))
            .sum();
    assertThat(numbers).isLessThanOrEqualTo(MOST_WEIGHTS);
  }

  @Test
  void unknownNamesAreRefusedWithThoseThatExist() {
    assertThatThrownBy(() -> SeedModels.require("weekly"))
        .hasMessage(
            "found no seed model \"weekly\", allowed: " + String.join(", ", SeedModels.names()));
    for (String wrong : Arrays.asList("seed:", "seed:../x", "seed:hourly@12", "hourly")) {
      assertThatThrownBy(() -> SeedReference.parse(wrong))
          .hasMessageContaining("allowed: seed:NAME");
    }
  }

  @Test
  void urisNameAModelOrAVersion() {
    SeedModel hourly = SeedModels.require("hourly");

    assertThat(hourly.uri()).isEqualTo("seed:hourly");
    assertThat(SeedReference.parse(hourly.versionUri()))
        .isEqualTo(new SeedReference("hourly", hourly.sha256()));
  }
}
