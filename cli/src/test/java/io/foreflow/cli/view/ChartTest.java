package io.foreflow.cli.view;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class ChartTest {

  @Test
  void drawsReadingsThenTheForecastInItsBand() {
    assertThat(
            new Chart(49, 5, Palette.NONE)
                .draw(waves(60, 20)).stream()
                    .map(String::stripTrailing)
                    .collect(Collectors.joining("\n", "", "\n")))
        .isEqualTo(
            """
              163.0                                ┊      ░░░
                      ⡠⠊⠉⠢⡀       ⡠⠊⠉⠢⡀       ⡠⠊⠉⠢⡀┊     ░⡠⠊⠉
                     ⡰⠁   ⠘⡄     ⡰⠁   ⠘⡄     ⡰⠁   ⠘⡀    ░⡰⠁░░
                           ⠈⢆  ⢀⠜      ⠈⢆  ⢀⠜      ⠈⢆░░⢀⠜░
              49.00          ⠑⠒⠁         ⠑⠒⠁       ┊░⠑⠒⠁░
            """);
  }

  @Test
  void leavesAHoleWhereAReadingIsMissing() {
    ChartData whole = waves(60, 20);
    float[] readings = whole.readings.clone();
    Arrays.fill(readings, 30, 40, Float.NaN);
    ChartData holed = new ChartData(readings, whole.low, whole.median, whole.high);

    String line = String.join("", new Chart(49, 1, Palette.NONE).draw(holed));

    assertThat(line).doesNotContain("NaN").contains("     ");
  }

  @Test
  void everyLineIsAsWideAsTheChart() {
    assertThat(new Chart(49, 5, Palette.NONE).draw(waves(60, 20)))
        .hasSize(5)
        .allSatisfy(line -> assertThat(line).hasSize(49));
  }

  @Test
  void usesTheColoursOfThePalette() {
    assertThat(String.join("", new Chart(49, 5, Palette.COLOURS).draw(waves(60, 20))))
        .contains("\u001b[36m", "\u001b[1;33m");
  }

  @Test
  void drawsNothingBeforeTheFirstReading() {
    float[] none = {};
    assertThat(new Chart(49, 5, Palette.NONE).draw(new ChartData(none, none, none, none)))
        .hasSize(5);
  }

  private static ChartData waves(int past, int horizon) {
    float[] readings = new float[past];
    for (int i = 0; i < past; i++) {
      readings[i] = wave(i);
    }
    float[] low = new float[horizon];
    float[] median = new float[horizon];
    float[] high = new float[horizon];
    for (int step = 0; step < horizon; step++) {
      median[step] = wave(past + step);
      low[step] = median[step] - 5 - step;
      high[step] = median[step] + 5 + step;
    }
    return new ChartData(readings, low, median, high);
  }

  private static float wave(int slot) {
    return (float) (100 + 40 * StrictMath.sin(slot * 2 * Math.PI / 24));
  }
}
