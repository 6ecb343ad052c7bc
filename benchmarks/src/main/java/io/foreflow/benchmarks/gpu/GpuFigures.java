package io.foreflow.benchmarks.gpu;

import io.foreflow.benchmarks.report.BenchReport;
import io.foreflow.benchmarks.report.Spread;
import io.foreflow.benchmarks.train.TrainTask;
import java.util.List;
import java.util.Locale;
import java.util.function.DoubleFunction;

/** The names of the figures of {@link GpuBench}, and a table of them for the documentation. */
final class GpuFigures {

  static final String MODEL_BYTES = "modelBytesOf";
  static final String MEAN = "meanDifferenceOf";
  static final String LARGEST = "largestDifferenceOf";

  private static final String NOT_MEASURED = "not measured";

  private GpuFigures() {}

  /** The name of a cell within the name of a figure. */
  static String name(String cell) {
    StringBuilder name = new StringBuilder();
    for (String word : cell.split("-", -1)) {
      name.append(word.substring(0, 1).toUpperCase(Locale.ROOT)).append(word.substring(1));
    }
    return name.toString();
  }

  static String speed(TrainTask task, String device) {
    return "width%dBatch%dOn%s".formatted(task.hidden(), task.batch(), device);
  }

  /** The figures as two tables in Markdown. */
  static String markdown(
      BenchReport report, List<String> cells, List<Integer> widths, List<Integer> batches) {
    StringBuilder text = new StringBuilder();
    text.append("| Cell | Mean difference | Largest difference |\n|---|---|---|\n");
    for (String cell : cells) {
      text.append(
          "| `%s` | %s | %s |%n"
              .formatted(cell, share(report, MEAN, cell), share(report, LARGEST, cell)));
    }
    text.append(
        "\n| Width | Batch | CPU, steps/s | GPU, steps/s | GPU to CPU |\n|---|---|---|---|---|\n");
    for (int width : widths) {
      for (int batch : batches) {
        TrainTask task = new TrainTask(cells.get(0), width, batch);
        String cpu = figure(report, speed(task, "Cpu"), GpuFigures::decimal);
        String gpu = figure(report, speed(task, "Gpu"), GpuFigures::decimal);
        text.append(
            "| %d | %d | %s | %s | %s |%n".formatted(width, batch, cpu, gpu, ratio(report, task)));
      }
    }
    report.skipped().forEach((what, why) -> text.append("%n%s: %s.%n".formatted(what, why)));
    return text.toString();
  }

  private static String share(BenchReport report, String kind, String cell) {
    return figure(report, kind + name(cell), found -> String.format(Locale.ROOT, "%.1e", found));
  }

  private static String ratio(BenchReport report, TrainTask task) {
    Spread cpu = report.variants().get(speed(task, "Cpu"));
    return figure(
        report,
        speed(task, "Gpu"),
        gpu -> String.format(Locale.ROOT, "%.2f", cpu == null ? Double.NaN : gpu / cpu.median()));
  }

  private static String figure(BenchReport report, String name, DoubleFunction<String> text) {
    Spread found = report.variants().get(name);
    return found == null ? NOT_MEASURED : text.apply(found.median());
  }

  private static String decimal(double figure) {
    return String.format(Locale.ROOT, "%.1f", figure);
  }
}
