package io.foreflow.trainer;

import static org.assertj.core.api.Assertions.assertThat;

import io.foreflow.trainer.Presets.Preset;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class PresetsTest {

  static List<Preset> all() {
    return Presets.all();
  }

  @ParameterizedTest
  @MethodSource("all")
  void everyPresetIsAValidConfiguration(Preset preset) {
    TrainingConfig config = TrainingConfig.builder().set(preset.options()).build();

    assertThat(config.options()).containsEntry("horizon", preset.options().get("horizon"));
    assertThat(Presets.byName(preset.name())).contains(preset);
    assertThat(preset.description()).isNotBlank();
  }
}
