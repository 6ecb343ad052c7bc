package io.foreflow.trainer.auto;

import static org.assertj.core.api.Assertions.assertThat;

import io.foreflow.trainer.TrainingConfig;
import io.foreflow.trainer.auto.Presets.Preset;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
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

  @ParameterizedTest
  @MethodSource("all")
  void presetIsTheChoiceForItsTypicalHistory(Preset preset) {
    assertThat(SeriesKind.of(preset.typical())).isEqualTo(preset.kind());
  }

  @Test
  void presetsKeepWhatTheirTasksWereTunedTo() {
    assertThat(option("sensor-hourly", "linear-window")).isEqualTo("336");
    assertThat(option("sensor-hourly", "steps")).isEqualTo("400");
    assertThat(option("demand-half-hourly", "steps")).isEqualTo("320");
    assertThat(option("price-hourly", "steps")).isEqualTo("150");
    assertThat(option("many-short-series", "steps")).isEqualTo("1250");
  }

  private static String option(String preset, String name) {
    Map<String, String> options = Presets.byName(preset).orElseThrow().options();
    return options.getOrDefault(name, "");
  }
}
