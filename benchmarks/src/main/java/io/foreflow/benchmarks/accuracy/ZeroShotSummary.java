package io.foreflow.benchmarks.accuracy;

import io.foreflow.benchmarks.report.Commit;
import io.foreflow.benchmarks.report.JsonLine;
import io.foreflow.benchmarks.report.Machine;
import io.foreflow.benchmarks.report.Versions;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import java.util.stream.DoubleStream;

/**
 * The result of {@code foreflow bench accuracy --zero-shot}, with the machine and the commit.
 *
 * @param seeds SHA-256 of the seed models, by kind
 * @param means of all tasks, and of the tasks of each kind
 * @param published figures that other people publish for the same protocol, by name
 */
record ZeroShotSummary(
    String bench,
    Machine machine,
    Map<String, String> versions,
    String commit,
    Map<String, String> seeds,
    List<ZeroShotRow> tasks,
    Map<String, Means> means,
    Map<String, Double> published) {

  private static final String ALL = "all";

  /** OWA compares with the published scores of the method Naive 2 on the hourly series of M4. */
  private static final double NAIVE2_SMAPE = 18.383;

  private static final double NAIVE2_MASE = 2.395;

  /**
   * Figures over tasks, each with the same weight.
   *
   * @param tasks number of tasks
   * @param mase geometric mean of MASE relative to the seasonal naive forecast
   * @param wql the same of the weighted quantile loss
   * @param better share of the tasks whose wQL is below that of the seasonal naive forecast
   * @param betterMase the same of MASE
   * @param coverage mean of the coverages
   * @param calibrated the same of calibrated bands; NaN if none were
   */
  record Means(
      int tasks,
      double mase,
      double wql,
      double better,
      double betterMase,
      double coverage,
      double calibrated) {

    static Means of(List<ZeroShotRow> rows) {
      return new Means(
          rows.size(),
          geometric(rows, ZeroShotRow::maseRatio),
          geometric(rows, ZeroShotRow::wqlRatio),
          below(rows, ZeroShotRow::wqlRatio),
          below(rows, ZeroShotRow::maseRatio),
          finite(rows, ZeroShotRow::coverage).average().orElse(Double.NaN),
          finite(rows, ZeroShotRow::calibratedShare).average().orElse(Double.NaN));
    }

    private static double geometric(List<ZeroShotRow> rows, ToDoubleFunction<ZeroShotRow> ratio) {
      return Math.exp(finite(rows, ratio).map(Math::log).average().orElse(Double.NaN));
    }

    private static double below(List<ZeroShotRow> rows, ToDoubleFunction<ZeroShotRow> ratio) {
      return finite(rows, ratio).map(one -> one < 1 ? 1 : 0).average().orElse(Double.NaN);
    }

    private static DoubleStream finite(
        List<ZeroShotRow> rows, ToDoubleFunction<ZeroShotRow> figure) {
      return rows.stream().mapToDouble(figure).filter(Double::isFinite);
    }
  }

  ZeroShotSummary {
    seeds = Map.copyOf(seeds);
    tasks = List.copyOf(tasks);
    means = new LinkedHashMap<>(means);
    published = new LinkedHashMap<>(published);
  }

  /** The summary of tasks that were run on this machine with this code. */
  static ZeroShotSummary of(
      Map<String, String> seeds,
      List<ZeroShotRow> tasks,
      Optional<ZeroShotProtocol.Result> standardized) {
    Map<String, Means> means = new LinkedHashMap<>();
    tasks.stream()
        .map(ZeroShotRow::kind)
        .distinct()
        .forEach(
            kind ->
                means.put(
                    kind,
                    Means.of(tasks.stream().filter(row -> row.kind().equals(kind)).toList())));
    means.put(ALL, Means.of(tasks));
    Map<String, Double> published = new LinkedHashMap<>();
    tasks.stream()
        .filter(row -> row.task().equals("m4-hourly"))
        .forEach(
            row -> {
              published.put(
                  "M4 Hourly OWA", (row.smape() / NAIVE2_SMAPE + row.mase() / NAIVE2_MASE) / 2);
              published.put("M4 Hourly sMAPE", row.smape());
              published.put("M4 Hourly MASE", row.mase());
              published.put("M4 Hourly wQL", row.wql());
            });
    standardized.ifPresent(
        result -> {
          published.put("ETTh1 24 h MSE", result.mse());
          published.put("ETTh1 24 h MAE", result.mae());
        });
    return new ZeroShotSummary(
        "zero-shot",
        Machine.current(),
        Versions.current(),
        Commit.current(),
        seeds,
        tasks,
        means,
        published);
  }

  /** The summary as one line of JSON. */
  String toJson() {
    return JsonLine.of(this);
  }

  /** A table for a person. */
  String toText() {
    StringBuilder text = new StringBuilder();
    text.append(
        line("task", "seed", "MASE", "wQL", "MASE ratio", "wQL ratio", "naive", "80 %", "calib."));
    for (ZeroShotRow row : tasks) {
      text.append(
          line(
              row.task(),
              row.kind(),
              number(row.mase()),
              number(row.wql()),
              number(row.maseRatio()),
              number(row.wqlRatio()),
              number(row.naiveRatio()),
              percent(row.coverage()),
              percent(row.calibratedShare())));
    }
    text.append(String.format("%nGeometric means, relative to seasonal naive:%n"));
    means.forEach(
        (kind, mean) ->
            text.append(
                String.format(
                    Locale.ROOT,
                    "  %-12s %2d tasks: MASE %s (below 1 on %s), wQL %s (below 1 on %s), 80 %%"
                        + " band %s%s%n",
                    kind,
                    mean.tasks(),
                    number(mean.mase()),
                    percent(mean.betterMase()),
                    number(mean.wql()),
                    percent(mean.better()),
                    percent(mean.coverage()),
                    Double.isNaN(mean.calibrated())
                        ? ""
                        : ", calibrated " + percent(mean.calibrated()))));
    text.append(System.lineSeparator());
    published.forEach(
        (name, figure) -> text.append(String.format(Locale.ROOT, "%-16s %.4f%n", name, figure)));
    return text.toString();
  }

  private static String number(double figure) {
    return Double.isFinite(figure) ? String.format(Locale.ROOT, "%.3f", figure) : "-";
  }

  private static String percent(double share) {
    return Double.isFinite(share) ? String.format(Locale.ROOT, "%.1f %%", 100 * share) : "-";
  }

  private static String line(String task, String seed, String... cells) {
    StringBuilder line = new StringBuilder(String.format("%-42s %-11s", task, seed));
    for (String cell : cells) {
      line.append(String.format(" %10s", cell));
    }
    return line.append(System.lineSeparator()).toString();
  }
}
