package io.foreflow.benchmarks.docs;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.foreflow.benchmarks.calibration.CalibrationResult;
import io.foreflow.benchmarks.calibration.CalibrationResult.Step;
import io.foreflow.benchmarks.calibration.CalibrationSummary;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Tests that the page on calibration shows the figures of {@code results/calibration.json}. */
class CalibrationPageTest {
  static final String FILE = "calibration.json";

  private static final Path PAGE = Path.of("..", "docs", "concepts", "calibration.md");

  @Test
  void thePageShowsTheFile() throws IOException {
    CalibrationSummary found =
        new ObjectMapper()
            .readValue(Files.readAllBytes(Path.of("results", FILE)), CalibrationSummary.class);
    String page = Files.readString(PAGE);
    for (boolean chosen : new boolean[] {true, false}) {
      String begin =
          "<!-- %s: made from benchmarks/results/%s by CalibrationPageTest -->\n"
              .formatted(chosen ? "chosen" : "others", FILE);
      String end = "<!-- end of %s -->\n".formatted(chosen ? "chosen" : "others");
      List<CalibrationResult> tasks =
          found.tasks().stream().filter(task -> task.chosen() == chosen).toList();
      Pattern marked =
          Pattern.compile(Pattern.quote(begin) + ".*?" + Pattern.quote(end), Pattern.DOTALL);
      assertThat(page).containsPattern(marked);
      page =
          marked.matcher(page).replaceFirst(Matcher.quoteReplacement(begin + table(tasks) + end));
    }
    if (Boolean.getBoolean("foreflow.docs.write")) {
      Files.writeString(PAGE, page);
    }
    assertThat(PAGE)
        .as("run CalibrationPageTest with -Dforeflow.docs.write=true to make the page again")
        .hasContent(page);
  }

  private static String table(List<CalibrationResult> tasks) {
    StringBuilder table = new StringBuilder();
    table.append(
        "| data | steps | in the band, own | calibrated | loss |\n|---|---|---|---|---|\n");
    for (CalibrationResult task : tasks) {
      table.append(
          "| %s | %s | %s | %s | %s |\n"
              .formatted(
                  task.title(),
                  joined(task, "%.0f", Step::step),
                  joined(task, "%.1f", step -> 100 * step.own()),
                  joined(task, "%.1f", step -> 100 * step.calibrated()),
                  joined(task, "%.3f", Step::lossRatio)));
    }
    return table.toString();
  }

  private static String joined(
      CalibrationResult task, String format, ToDoubleFunction<Step> figure) {
    return task.steps().stream()
        .map(step -> String.format(Locale.ROOT, format, figure.applyAsDouble(step)))
        .collect(Collectors.joining(", "));
  }
}
