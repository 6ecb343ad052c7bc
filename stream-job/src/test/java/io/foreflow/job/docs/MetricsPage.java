package io.foreflow.job.docs;

import io.foreflow.job.metrics.JobMetrics;
import io.foreflow.job.metrics.Metric;
import java.util.Locale;

/** docs/reference/metrics.md, from the metrics. */
final class MetricsPage {
  private MetricsPage() {}

  static String make() {
    StringBuilder page =
        new StringBuilder(
            """
            # Metrics

            What the job measures beyond Flink's and Kafka's own metrics. All stand in the group `%s` of their operator,
            for instance `<host>.taskmanager.<id>.<job>.waves.0.%s.readings`, or in Prometheus
            `flink_taskmanager_job_task_operator_%s_readings` with the labels of the task. None has a label for each
            series. Prometheus shows Flink's counters as gauges, and histograms as summaries.

            | Metric | Kind | Operator | What it tells |
            |---|---|---|---|
            """
                .formatted(JobMetrics.GROUP, JobMetrics.GROUP, JobMetrics.GROUP));
    for (Metric metric : JobMetrics.ALL) {
      page.append("| `")
          .append(metric.name())
          .append("` | ")
          .append(metric.kind().name().toLowerCase(Locale.ROOT))
          .append(" | ")
          .append(metric.operator())
          .append(" | ")
          .append(metric.description())
          .append(" |\n");
    }
    page.append(
        """

        Each reading is counted once: `readings` = `forecasts` + `late` + `duplicates` + `deadLetters` of the operator
        `waves`. Before it, each record read is one of these: `readings`, `merged`, `held`, or `deadLetters` of `decode`
        and `order`. `deadLetters` has the variable `reason` with the code that also stands in the record's headers.

        Worth an alert:

        - `deadLetters` rises: somebody writes what is no reading.
        - `late` rises: a producer's clock, or a pipeline before this one that mixes up the order.
        - Kafka's `numCommittablesFailure` of a sink is above 0: a transaction could not be committed. The connector
          only logs this, and the forecasts in it are lost.
        """);
    return page.toString();
  }
}
