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

            What the job measures beyond Flink's and Kafka's own metrics. All stand in the group `%1$s` of their operator,
            for instance `<host>.taskmanager.<id>.<job>.waves.0.%1$s.readings`. In Prometheus their names begin with
            `%2$s`, for instance `%3$s`, and they have the labels that Flink gives to
            each operator's metrics (`job_name`, `operator_name`, `subtask_index`, `tm_id` and others). None has a label
            for each series. Prometheus shows Flink's counters as gauges, and histograms as summaries: quantiles of the
            last 1024 values by the label `quantile`, and how many there were in all under the name with `_count`.

            | Metric | Kind | Operator | In Prometheus | What it tells |
            |---|---|---|---|---|
            """
                .formatted(
                    JobMetrics.GROUP, Metric.PROMETHEUS_PREFIX, JobMetrics.READINGS.prometheus()));
    for (Metric metric : JobMetrics.ALL) {
      page.append("| `")
          .append(metric.name())
          .append("` | ")
          .append(metric.kind().name().toLowerCase(Locale.ROOT))
          .append(" | ")
          .append(metric.operator())
          .append(" | `")
          .append(metric.prometheus().substring(Metric.PROMETHEUS_PREFIX.length()))
          .append("` | ")
          .append(metric.description())
          .append(" |\n");
    }
    page.append(
        """

        Each reading is counted once: `readings` = `forecasts` + `late` + `duplicates` + `deadLetters` of the operator
        `waves`. Before it, each record read is one of these: `readings`, `merged`, `held`, or `deadLetters` of `decode`
        and `order`. `deadLetters` has the variable `reason` with the code that also stands in the record's headers.

        `lostTransactions` is worth more than any other: above 0, forecasts are lost. Flink's own `failedCommittables` of the
        sinks rises with it, and with `unknownTransactions`. (Flink's documentation calls it `numCommittablesFailure`; what it
        is registered under, and what Prometheus finds, is `failedCommittables`.) `alreadyCommittedCommittables` counts what a
        restored job found committed, which is as it should be.

        [Monitoring](../operations/monitoring.md) has alert rules, and what to do about each.
        """);
    return page.toString();
  }
}
