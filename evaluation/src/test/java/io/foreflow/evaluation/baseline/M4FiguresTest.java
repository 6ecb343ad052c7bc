package io.foreflow.evaluation.baseline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Compares baselines with the figures that the M4 competition published for its benchmarks on the
 * 414 hourly series. The data do not belong to the project: {@code -Dforeflow.m4=FOLDER} names the
 * folder of Hourly-train.csv and Hourly-test.csv.
 */
@EnabledIfSystemProperty(
    named = "foreflow.m4",
    matches = ".+",
    disabledReason = "needs the data of the M4 competition: -Dforeflow.m4=FOLDER")
class M4FiguresTest {

  private static final int SEASON = 24;
  private static final int HORIZON = 48;

  @ParameterizedTest
  @CsvSource({
    "naive, 43.003, 11.608",
    "seasonal-naive-24, 13.912, 1.193",
    "exponential-smoothing, 18.094, 2.385",
    "theta, 18.138, 2.455"
  })
  void reachesThePublishedFigures(String name, double smape, double mase) throws IOException {
    Baseline baseline =
        Baselines.all(List.of(SEASON)).stream()
            .filter(one -> one.name().equals(name))
            .findFirst()
            .orElseThrow();
    Path folder = Path.of(System.getProperty("foreflow.m4"));
    List<float[]> pasts = read(folder.resolve("Hourly-train.csv"));
    List<float[]> targets = read(folder.resolve("Hourly-test.csv"));
    double relative = 0;
    double scaled = 0;
    float[] points = new float[HORIZON];
    for (int i = 0; i < pasts.size(); i++) {
      float[] past = pasts.get(i);
      baseline.fit(past).forecast(points);
      double unit = 0;
      for (int slot = SEASON; slot < past.length; slot++) {
        unit += Math.abs(past[slot] - past[slot - SEASON]) / (past.length - SEASON);
      }
      for (int step = 0; step < HORIZON; step++) {
        double actual = targets.get(i)[step];
        double error = Math.abs(actual - points[step]);
        relative += 200 * error / (Math.abs(actual) + Math.abs(points[step])) / HORIZON;
        scaled += error / unit / HORIZON;
      }
    }
    assertThat(relative / pasts.size()).isCloseTo(smape, within(0.02));
    assertThat(scaled / pasts.size()).isCloseTo(mase, within(0.005));
  }

  private static List<float[]> read(Path file) throws IOException {
    List<float[]> series = new ArrayList<>();
    List<String> lines = Files.readAllLines(file);
    for (String line : lines.subList(1, lines.size())) {
      String[] cells = line.replace("\"", "").split(",", -1);
      float[] values = new float[cells.length - 1];
      int count = 0;
      for (int i = 1; i < cells.length; i++) {
        if (!cells[i].isEmpty()) {
          values[count++] = Float.parseFloat(cells[i]);
        }
      }
      series.add(Arrays.copyOf(values, count));
    }
    return series;
  }
}
