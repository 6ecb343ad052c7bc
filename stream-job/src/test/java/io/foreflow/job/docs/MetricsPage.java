package io.foreflow.job.docs;

import io.foreflow.job.metrics.JobMetrics;
import io.foreflow.job.metrics.Metric;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** Makes docs/reference/metrics.md from the metrics. */
final class MetricsPage {
  private static final int WIDTH = 118;

  private MetricsPage() {}

  static String make() {
    StringBuilder page = new StringBuilder(introduction());
    byOperator()
        .forEach(
            (operator, metrics) -> {
              page.append("\n## Operator: ").append(operator).append("\n\n");
              metrics.forEach(metric -> describe(metric, page));
            });
    return page.append(SUMS).toString();
  }

  private static Map<String, List<Metric>> byOperator() {
    return JobMetrics.ALL.stream()
        .collect(Collectors.groupingBy(Metric::operator, LinkedHashMap::new, Collectors.toList()));
  }

  private static void describe(Metric metric, StringBuilder page) {
    String text =
        "- `%s` (%s, `%s`): %s"
            .formatted(
                metric.name(),
                metric.kind().name().toLowerCase(Locale.ROOT),
                metric.prometheus().substring(Metric.PROMETHEUS_PREFIX.length()),
                metric.description());
    int length = 0;
    for (String word : text.split(" ", -1)) {
      if (length > 0 && length + 1 + word.length() > WIDTH) {
        page.append("\n ");
        length = 1;
      }
      page.append(length == 0 ? "" : " ").append(word);
      length += word.length() + 1;
    }
    page.append('\n');
  }

  private static String introduction() {
    return """
        # Metrics

        The job reports these metrics, in addition to Flink's and Kafka's own. **Watch `lostTransactions` first**: above
        0, forecasts are lost. [Monitoring](../operations/monitoring.md) has alert rules, and what to do about each.

        Each line below has the name, the kind, and the end of the name in Prometheus.

        - **In Flink** all are in the group `%1$s` of their operator. Example:
          `<host>.taskmanager.<id>.<job>.waves.0.%1$s.readings`.
        - **In Prometheus** the names begin with `%2$s`. Example:
          `%3$s`.
        - They have the labels that Flink gives to each operator's metrics (`job_name`, `operator_name`, `subtask_index`,
          `tm_id` and others). None has a label for each series.
        - Prometheus shows Flink's counters as gauges, and histograms as summaries: quantiles of the last 1024 values by the
          label `quantile`, and the number of all values under the name with `_count`.
        """
        .formatted(JobMetrics.GROUP, Metric.PROMETHEUS_PREFIX, JobMetrics.READINGS.prometheus());
  }

  private static final String SUMS =
      """

      ## Sums that hold

      - `readings` = `forecasts` + `late` + `duplicates` + `deadLetters` of the operator `waves`. So each reading is counted
        once.
      - Each record that was read is counted before that as one of `readings`, `merged`, `held`, or `deadLetters` of `decode`
        and `order`.
      - Readings that came while the market is closed are those of `deadLetters` with the reason `market-closed`, of `order`
        and `waves`. Their share is of `readings` + `merged` + those of `order`.
      - `deadLetters` has the variable `reason`. It is the same code as in the headers of the record.

      ## Flink's own metrics of the sinks

      - `failedCommittables` rises with `lostTransactions` and with `unknownTransactions`. (Flink's documentation calls it
        `numCommittablesFailure`. Flink registers it as `failedCommittables`, and Prometheus finds it under this name.)
      - `alreadyCommittedCommittables` counts what a restored job found committed. This is normal.
      """;
}
