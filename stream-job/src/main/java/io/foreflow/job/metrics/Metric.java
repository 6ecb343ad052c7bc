package io.foreflow.job.metrics;

/**
 * One thing the job measures.
 *
 * @param name within the group {@value JobMetrics#GROUP} of the operator's metrics
 * @param kind what Flink makes of it
 * @param operator the operators that have it, by their names in Flink
 * @param description what it tells
 */
public record Metric(String name, Kind kind, String operator, String description) {
  /** Flink's kinds of metrics. */
  public enum Kind {
    COUNTER,
    GAUGE,
    HISTOGRAM
  }

  static Metric counter(String name, String operator, String description) {
    return new Metric(name, Kind.COUNTER, operator, description);
  }

  static Metric histogram(String name, String operator, String description) {
    return new Metric(name, Kind.HISTOGRAM, operator, description);
  }

  static Metric gauge(String name, String operator, String description) {
    return new Metric(name, Kind.GAUGE, operator, description);
  }
}
