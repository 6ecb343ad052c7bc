package io.foreflow.trainer.auto;

import static org.assertj.core.api.Assertions.assertThat;

import io.foreflow.history.SeriesHistory;
import io.foreflow.trainer.GeneratedSeries;
import io.foreflow.trainer.TrainingConfig;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class AutoOptionsTest {

  private static AutoOptions chosen(List<SeriesHistory> histories, Map<String, String> given) {
    TrainingConfig config = TrainingConfig.builder().set(given).build();
    return AutoOptions.of(histories, config, given.keySet(), Optional.empty());
  }

  /** The configuration of given and chosen options. */
  private static TrainingConfig config(AutoOptions auto, Map<String, String> given) {
    return TrainingConfig.builder().set(given).set(auto.options()).build();
  }

  private static List<SeriesHistory> walks(int count, int slots) {
    SplittableRandom random = new SplittableRandom(1);
    List<SeriesHistory> walks = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      float[] values = new float[slots];
      double value = 1_000;
      for (int slot = 0; slot < slots; slot++) {
        value *= Math.exp(0.001 * random.nextGaussian());
        values[slot] = (float) value;
      }
      walks.add(new SeriesHistory("price-" + i, 0, values));
    }
    return walks;
  }

  private static List<SeriesHistory> noise(int slots) {
    float[] values = new float[slots];
    SplittableRandom random = new SplittableRandom(2);
    for (int slot = 0; slot < slots; slot++) {
      values[slot] = (float) (10 + random.nextGaussian());
    }
    return List.of(new SeriesHistory("noise", 0, values));
  }

  @Test
  void readingsDecideTheKind() {
    assertThat(chosen(GeneratedSeries.hourly(3, 1_500, 1), Map.of()).kind())
        .isIn(SeriesKind.SENSORS, SeriesKind.DEMAND);
    assertThat(chosen(GeneratedSeries.hourly(60, 700, 1), Map.of()).kind())
        .isEqualTo(SeriesKind.MANY_SHORT);
    assertThat(chosen(walks(1, 2_000), Map.of()).kind()).isEqualTo(SeriesKind.PRICES);
    assertThat(chosen(noise(2_000), Map.of()).kind()).isEqualTo(SeriesKind.NO_SEASON);
  }

  @Test
  void givenOptionsAreNeverChosen() {
    Map<String, String> given =
        Map.of("seasons", "12", "steps", "77", "dropout", "0.5", "context", "100", "rounds", "7");
    AutoOptions auto = chosen(GeneratedSeries.hourly(3, 1_500, 1), given);

    assertThat(auto.options()).doesNotContainKeys(given.keySet().toArray(new String[0]));
    TrainingConfig config = config(auto, given);
    assertThat(config.features().seasons()).containsExactly(12);
    assertThat(config.fit().steps()).isEqualTo(77);
    assertThat(config.features().context()).isEqualTo(100);
  }

  @Test
  void chosenOptionsSuitAGivenContext() {
    Map<String, String> given = Map.of("context", "30");

    TrainingConfig config = config(chosen(GeneratedSeries.hourly(3, 1_500, 1), given), given);

    assertThat(config.features().seasons()).containsExactly(24);
    assertThat(config.network().linearWindow()).isLessThanOrEqualTo(30);
  }

  @Test
  void chosenCellSuitsAGivenRecurrentDropout() {
    Map<String, String> given = Map.of("recurrent-dropout", "0.2");
    List<SeriesHistory> sensors = GeneratedSeries.hourly(3, 1_500, 1);
    TrainingConfig defaults = TrainingConfig.builder().set(given).build();
    Optional<SeriesKind> kind = Optional.of(SeriesKind.SENSORS);

    assertThat(AutoOptions.of(sensors, defaults, Set.of(), kind).options())
        .containsEntry("cell", "min-gru");
    AutoOptions auto = AutoOptions.of(sensors, defaults, given.keySet(), kind);
    assertThat(config(auto, given).network().cell().readsItsState()).isTrue();
  }

  @ParameterizedTest
  @EnumSource(SeriesKind.class)
  void everyKindSuitsEveryHistory(SeriesKind kind) {
    for (List<SeriesHistory> histories :
        List.of(noise(60), noise(3_000), walks(1, 70), GeneratedSeries.hourly(2, 80, 3))) {
      for (int horizon : new int[] {1, 24, 200}) {
        Map<String, String> given = Map.of("horizon", "" + horizon);
        TrainingConfig config = TrainingConfig.builder().set(given).build();
        AutoOptions auto = AutoOptions.of(histories, config, given.keySet(), Optional.of(kind));

        assertThat(config(auto, given).horizon()).isEqualTo(horizon);
        assertThat(auto.kind()).isEqualTo(kind);
        assertThat(auto.provenance().orElseThrow().options()).containsAll(auto.options().keySet());
      }
    }
  }

  @Test
  void stepsAndRegularisationFollowTheLength() {
    Map<String, String> year = chosen(walks(1, 600), Map.of()).options();
    Map<String, String> eightYears = chosen(walks(1, 70_000), Map.of()).options();

    assertThat(year).containsEntry("steps", "150").containsEntry("dropout", "0.3");
    assertThat(Integer.parseInt(eightYears.get("steps"))).isGreaterThan(500);
    assertThat(eightYears).containsEntry("dropout", "0.1");
  }

  @Test
  void regressionJoinsWhereItWins() {
    assertThat(members(noise(80), Map.of("horizon", "8"))).isEqualTo("2,ridge");
    assertThat(members(noise(2_000), Map.of())).isEqualTo("2,ridge");
    assertThat(members(walks(1, 200), Map.of("horizon", "8"))).isEqualTo("1,ridge");
    assertThat(members(walks(1, 550), Map.of())).isEqualTo("1");
  }

  @Test
  void regressionIsNotChosenWhereItCannotLearn() {
    assertThat(members(noise(80), Map.of("horizon", "24"))).isEqualTo("2");
    assertThat(members(noise(80), Map.of("horizon", "8", "warmup", "50"))).isEqualTo("2");
    assertThat(members(withGaps(noise(80).get(0)), Map.of("horizon", "8"))).isEqualTo("2");
    assertThat(members(walks(1, 200), Map.of("head", "direction"))).isEqualTo("1");
  }

  private static String members(List<SeriesHistory> histories, Map<String, String> given) {
    return config(chosen(histories, given), given).ensemble().members().toString();
  }

  /** The series without every second reading. */
  private static List<SeriesHistory> withGaps(SeriesHistory whole) {
    float[] values = whole.values();
    for (int slot = 0; slot < values.length; slot += 2) {
      values[slot] = Float.NaN;
    }
    return List.of(new SeriesHistory("gaps", 0, values));
  }

  @Test
  void reasonsSayWhy() {
    AutoOptions auto = chosen(GeneratedSeries.hourly(3, 240, 1), Map.of());

    assertThat(auto.reasons())
        .anyMatch(reason -> reason.startsWith("Kind of series: sensors, because"))
        .anyMatch(reason -> reason.startsWith("A season of 24 slots (a day): it lowers the error"))
        .anyMatch(reason -> reason.startsWith("The history is too short for a season of 168 slots"))
        .anyMatch(reason -> reason.contains("because there are 720 slots of 3 series"));
  }
}
