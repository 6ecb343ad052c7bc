package io.foreflow.job.metrics;

import org.jspecify.annotations.Nullable;

/**
 * One thing the job measures.
 *
 * @param name within the group {@value JobMetrics#GROUP} of the operator's metrics
 * @param kind what Flink makes of it
 * @param operator the operators that have it, by their names in Flink
 * @param description what it tells
 * @param variable what there is one of it for each value of; null where there is just one
 */
public record Metric(
    String name, Kind kind, String operator, String description, @Nullable String variable) {
  /** What Flink's reporter begins the names of operators' metrics with in Prometheus. */
  public static final String PROMETHEUS_PREFIX = "flink_taskmanager_job_task_operator_";

  /** Flink's kinds of metrics. */
  public enum Kind {
    COUNTER,
    GAUGE,
    HISTOGRAM
  }

  static Metric counter(String name, String operator, String description) {
    return new Metric(name, Kind.COUNTER, operator, description, null);
  }

  static Metric histogram(String name, String operator, String description) {
    return new Metric(name, Kind.HISTOGRAM, operator, description, null);
  }

  static Metric gauge(String name, String operator, String description) {
    return new Metric(name, Kind.GAUGE, operator, description, null);
  }

  /** The same, once for each value of a variable. */
  Metric by(String variable) {
    return new Metric(name, kind, operator, description, variable);
  }

  /**
   * Its name in Prometheus. There a histogram is a summary: its quantiles under this name, and how
   * many values it has seen under this name and {@code _count}.
   */
  public String prometheus() {
    return PROMETHEUS_PREFIX
        + JobMetrics.GROUP
        + "_"
        + (variable == null ? "" : variable + "_")
        + name;
  }
}
