package io.foreflow.benchmarks.docs;

import io.foreflow.benchmarks.report.BenchReport;
import io.foreflow.benchmarks.report.Machine;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/** Makes {@code docs/performance/results.md} from the reports in {@code benchmarks/results}. */
final class ResultsPage {
  private final Results results;
  private final StringBuilder page = new StringBuilder();

  private ResultsPage(Results results) {
    this.results = results;
  }

  static String make(Results results) {
    ResultsPage page = new ResultsPage(results);
    page.head();
    page.goals();
    page.sizes();
    page.page.append(AnomalyTables.of(results));
    page.files();
    return page.page.toString();
  }

  private void head() {
    page.append(
        """
        # Results

        <!-- This page is made from benchmarks/results. To make it again:
             ./mvnw -pl benchmarks -am test -Dtest=ResultsPageTest -Dforeflow.docs.write=true \\
               -Dsurefire.failIfNoSpecifiedTests=false -->

        Every figure is the median of five rounds. The brackets hold the smallest and the largest round. A ratio is
        taken round by round, and its median is shown. [Method](method.md) explains what each program and each variant
        measures.

        %s## Goals

        The project has set itself these goals. [Missed goals](missed.md) gives the reason for each missed one.

        | program | figure | goal | found | |
        |---|---|---|---|---|
        """
            .formatted(setting(results.report(ResultFile.JOB))));
  }

  private void goals() {
    Goals.of(results).forEach(goal -> page.append(goal.row()));
  }

  private void sizes() {
    page.append(
        """

        ## How cost grows

        Steps a second of one thread, in waves of 128 series (`bench step --hidden`, 24 steps ahead). The last column
        is the time of a step over the time of its matrix products.

        | hidden units | steps/s | times its products |
        |---|---|---|
        """);
    hidden(32, ResultFile.STEP_HIDDEN_32);
    hidden(64, ResultFile.STEP);
    hidden(128, ResultFile.STEP_HIDDEN_128);
    hidden(256, ResultFile.STEP_HIDDEN_256);
    page.append(
        """

        The same by the horizon (`bench step --horizon`, 64 hidden units, three levels).

        | steps ahead | steps/s |
        |---|---|
        """);
    steps(6, ResultFile.STEP_HORIZON_6);
    steps(24, ResultFile.STEP);
    steps(96, ResultFile.STEP_HORIZON_96);
    page.append(
        """

        A million series by the size of memory pages, in readings per second of processor time.

        | memory pages | 20,000 series | a million series | ratio |
        |---|---|---|---|
        """);
    pages("2 MiB", ResultFile.JOB_HUGE_PAGES);
    pages("4 KiB", ResultFile.JOB);
    page.append(
        """

        Weight updates a second by the windows of a batch (`bench train --batch`).

        | windows | one worker | two workers | two / one | one worker, two threads |
        |---|---|---|---|---|
        """);
    batch(16, ResultFile.TRAIN_BATCH_16);
    batch(32, ResultFile.TRAIN_BATCH_32);
    batch(64, ResultFile.TRAIN_BATCH_64);
    batch(128, ResultFile.TRAIN_BATCH_128);
    batch(256, ResultFile.TRAIN_BATCH_256);
  }

  private void hidden(int units, ResultFile file) {
    row(
        Integer.toString(units),
        Figures.text(results.median(file, "stepModel")),
        Figures.text(results.ratio(file, "matrixProductsToRawSession")));
  }

  private void steps(int ahead, ResultFile file) {
    row(Integer.toString(ahead), Figures.text(results.median(file, "stepModel")));
  }

  private void pages(String size, ResultFile file) {
    row(
        size,
        Figures.text(results.spread(file, "job")),
        Figures.text(results.spread(file, "millionSeries")),
        Figures.text(results.ratio(file, "millionSeries")));
  }

  private void batch(int windows, ResultFile file) {
    row(
        Integer.toString(windows),
        Figures.text(results.median(file, "trainer")),
        Figures.text(results.median(file, "trainer2Workers")),
        Figures.text(results.ratio(file, "twoWorkersToOne")),
        Figures.text(results.median(file, "trainer2Threads")));
  }

  private void files() {
    page.append(
        """

        ## All figures

        The ratios of `bench job` are the job over the variant. Those of `rocksdb` and `millionSeries` are the variant
        over the job.
        """);
    for (ResultFile file : ResultFile.values()) {
      file(file, results.report(file));
    }
  }

  private void file(ResultFile file, BenchReport report) {
    page.append(
        """

        ### %1$s

        `%2$s`: %3$s. Commit `%4$s`.
        [The file](../../benchmarks/results/%1$s).

        %5$s| figure | found | unit |
        |---|---|---|
        """
            .formatted(
                file.fileName(),
                file.command(),
                file.conditions(),
                report.commit(),
                differences(report)));
    report
        .variants()
        .forEach((name, spread) -> row("`" + name + "`", Figures.text(spread), spread.unit()));
    report.ratios().forEach((name, ratio) -> row("`" + name + "`", Figures.text(ratio), "ratio"));
    report.skipped().forEach((name, reason) -> row("`" + name + "`", "skipped: " + reason, ""));
  }

  /** Machine and versions of a report that differ from those at the top of the page. */
  private String differences(BenchReport report) {
    String setting = setting(report);
    return setting.equals(setting(results.report(ResultFile.JOB))) ? "" : setting;
  }

  private static String setting(BenchReport report) {
    Machine machine = report.machine();
    List<String> versions = new ArrayList<>();
    new TreeMap<>(report.versions())
        .forEach((library, version) -> versions.add(library + " " + version));
    return """
        Machine: %s, %d cores, %s, %s.

        Versions: %s.

        """
        .formatted(
            machine.processor(),
            machine.cores(),
            machine.system(),
            machine.java(),
            String.join(",\n", versions));
  }

  private void row(String... cells) {
    page.append("| ").append(String.join(" | ", cells)).append(" |\n");
  }
}
