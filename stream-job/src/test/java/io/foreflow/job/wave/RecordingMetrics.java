package io.foreflow.job.wave;

import java.util.Map;
import java.util.TreeMap;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.Gauge;
import org.apache.flink.metrics.Histogram;
import org.apache.flink.metrics.Metric;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.metrics.SimpleCounter;
import org.apache.flink.metrics.groups.UnregisteredMetricsGroup;

/** Remembers what is registered, by its name within the operator's group. */
final class RecordingMetrics extends UnregisteredMetricsGroup {
  private final String prefix;
  private final Map<String, Metric> metrics;

  RecordingMetrics() {
    this("", new TreeMap<>());
  }

  private RecordingMetrics(String prefix, Map<String, Metric> metrics) {
    this.prefix = prefix;
    this.metrics = metrics;
  }

  Map<String, Metric> metrics() {
    return metrics;
  }

  long count(String name) {
    return metrics.get(name) instanceof Counter counter ? counter.getCount() : 0;
  }

  @Override
  public Counter counter(String name) {
    return counter(name, new SimpleCounter());
  }

  @Override
  public <C extends Counter> C counter(String name, C counter) {
    metrics.put(prefix + name, counter);
    return counter;
  }

  @Override
  public <T, G extends Gauge<T>> G gauge(String name, G gauge) {
    metrics.put(prefix + name, gauge);
    return gauge;
  }

  @Override
  public <H extends Histogram> H histogram(String name, H histogram) {
    metrics.put(prefix + name, histogram);
    return histogram;
  }

  @Override
  public MetricGroup addGroup(String name) {
    return new RecordingMetrics(prefix + name + ".", metrics);
  }

  @Override
  public MetricGroup addGroup(String key, String value) {
    return new RecordingMetrics(prefix + key + "." + value + ".", metrics);
  }
}
