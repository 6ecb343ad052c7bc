package io.foreflow.job.kafka;

import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.Metric;
import org.apache.flink.metrics.MetricConfig;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.metrics.reporter.MetricReporter;
import org.apache.flink.metrics.reporter.MetricReporterFactory;

/**
 * A reporter that keeps the counters of all tasks that ever ran, also of those that are gone, so
 * that their sums can be read when the job has ended.
 */
public final class CollectedMetrics implements MetricReporter {
  private static final Map<Counter, String> COUNTERS = new HashMap<>();

  /** Found by Flink as a service. */
  public static final class Factory implements MetricReporterFactory {
    @Override
    public MetricReporter createMetricReporter(Properties properties) {
      return new CollectedMetrics();
    }
  }

  /** Lets a Flink runtime report here. */
  public static Configuration collect(Configuration flink) {
    synchronized (COUNTERS) {
      COUNTERS.clear();
    }
    flink.setString("metrics.reporter.collected.factory.class", Factory.class.getName());
    return flink;
  }

  /** The sum of a counter over all tasks of an operator so far. */
  public static long sum(String operator, String counter) {
    synchronized (COUNTERS) {
      return COUNTERS.entrySet().stream()
          .filter(each -> each.getValue().equals(operator + "/" + counter))
          .mapToLong(each -> each.getKey().getCount())
          .sum();
    }
  }

  @Override
  public void notifyOfAddedMetric(Metric metric, String name, MetricGroup group) {
    String operator = group.getAllVariables().get("<operator_name>");
    if (metric instanceof Counter counter && operator != null) {
      synchronized (COUNTERS) {
        COUNTERS.put(counter, operator + "/" + name);
      }
    }
  }

  @Override
  public void notifyOfRemovedMetric(Metric metric, String name, MetricGroup group) {}

  @Override
  public void open(MetricConfig config) {}

  @Override
  public void close() {}
}
