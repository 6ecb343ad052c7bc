package io.foreflow.cli.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.foreflow.cli.process.CommandFailure;
import io.foreflow.trainer.TrainingConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrainingSettingsTest {
  private Path folder;

  @BeforeEach
  void useFolder(@TempDir Path temporary) {
    folder = temporary;
  }

  @Test
  void flagsTakePrecedenceOverFileAndPreset() throws Exception {
    TrainingConfig config =
        TrainingSettings.of(
                Optional.of("price-hourly"),
                Optional.of(yaml("hidden: 32\nlayers: 2\nseasons: [24, 168]\n")),
                Map.of("layers", "3"))
            .withCadence(Duration.ofHours(1))
            .build();

    assertThat(config.options())
        .containsEntry("layers", "3")
        .containsEntry("hidden", "32")
        .containsEntry("seasons", "[24, 168]")
        .containsEntry("head-units", "16");
  }

  @Test
  void everyProblemHasItsPlace() throws Exception {
    TrainingSettings settings =
        TrainingSettings.of(
            Optional.of("price-hourly"),
            Optional.of(yaml("hiden: 32\nlayers:\n  many\nrecent: 9999\n")),
            Map.of("horizon", "0", "optimizer", "adam", "momentum", "0.5"));

    assertThatThrownBy(settings::build)
        .isInstanceOf(CommandFailure.class)
        .hasMessageStartingWith("The configuration has 5 problems:\n")
        .hasMessageContaining("\n  layers is \"many\", it must be a whole number (train.yaml:3)\n")
        .hasMessageContaining("there is no option hiden; there are [model, ")
        .hasMessageContaining("did you mean hidden? (train.yaml:1)\n")
        .hasMessageContaining("horizon is 0, it must be at least 1 (--horizon)")
        .hasMessageContaining("recent is 9999, it must be in 1..168, the context (train.yaml:4)")
        .hasMessageContaining("momentum is 0.5, but optimizer adam has none")
        .hasMessageContaining("(--momentum)");
  }

  @Test
  void brokenFileIsRefusedAtOnce() throws Exception {
    Path file = yaml("layers: [\n");
    assertThatThrownBy(() -> TrainingSettings.of(Optional.empty(), Optional.of(file), Map.of()))
        .isInstanceOf(CommandFailure.class)
        .hasMessageContaining("train.yaml:2: is not YAML");
  }

  private Path yaml(String text) throws IOException {
    return Files.writeString(folder.resolve("train.yaml"), text);
  }
}
