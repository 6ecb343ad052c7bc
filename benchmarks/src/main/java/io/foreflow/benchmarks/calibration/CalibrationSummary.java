package io.foreflow.benchmarks.calibration;

import io.foreflow.benchmarks.report.Commit;
import io.foreflow.benchmarks.report.JsonLine;
import io.foreflow.benchmarks.report.Machine;
import io.foreflow.benchmarks.report.Versions;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The result of {@code foreflow bench calibration}, with the machine and the commit. */
public record CalibrationSummary(
    String bench,
    Machine machine,
    Map<String, String> versions,
    String commit,
    List<CalibrationResult> tasks) {

  public CalibrationSummary {
    tasks = List.copyOf(tasks);
  }

  /** The summary of tasks that were run on this machine with this code. */
  static CalibrationSummary of(List<CalibrationResult> tasks) {
    return new CalibrationSummary(
        "calibration", Machine.current(), Versions.current(), Commit.current(), tasks);
  }

  /** The summary as one line of JSON. */
  String toJson() {
    return JsonLine.of(this);
  }

  /** A table for a person. */
  String toText() {
    StringBuilder text = new StringBuilder();
    text.append(line("task", "step", "own", "calibrated", "loss ratio"));
    for (CalibrationResult task : tasks) {
      for (CalibrationResult.Step step : task.steps()) {
        text.append(
            line(
                task.task(),
                "" + step.step(),
                String.format(Locale.ROOT, "%.1f %%", 100 * step.own()),
                String.format(Locale.ROOT, "%.1f %%", 100 * step.calibrated()),
                String.format(Locale.ROOT, "%.3f", step.lossRatio())));
      }
    }
    return text.toString();
  }

  private static String line(
      String task, String step, String own, String calibrated, String lossRatio) {
    return String.format("%-18s %5s %9s %11s %11s%n", task, step, own, calibrated, lossRatio);
  }
}
