package io.foreflow.job.metrics;

import org.jspecify.annotations.Nullable;

/**
 * A metric of the job.
 *
 * @param name within the group {@value JobMetrics#GROUP} of the operator's metrics
 * @param kind Flink's kind of metric
 * @param operator the operators that have it, by their names in Flink
 * @param description what it says, for the reference page
 * @param variable the variable for each value of which there is one such metric; null where there
 *     is just one
 */
public record Metric(
    String name, Kind kind, String operator, String description, @Nullable String variable) {
  /** The beginning of the names of operators' metrics in Prometheus. */
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

  /** This metric once for each value of a variable. */
  Metric by(String variable) {
    return new Metric(name, kind, operator, description, variable);
  }

  /**
   * The metric's name in Prometheus. A histogram is a summary there: its quantiles have this name,
   * and the number of values has this name and {@code _count}.
   */
  public String prometheus() {
    return PROMETHEUS_PREFIX
        + JobMetrics.GROUP
        + "_"
        + (variable == null ? "" : variable + "_")
        + name;
  }
}
