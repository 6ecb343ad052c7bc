package io.foreflow.job.order;

import io.foreflow.job.metrics.DeadLetterCounters;
import io.foreflow.job.metrics.JobMetrics;
import java.util.function.LongSupplier;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.Gauge;
import org.apache.flink.metrics.MetricGroup;

/** The metrics of one task that puts readings in order. */
final class OrderMetrics {
  final Counter merged;
  final DeadLetterCounters deadLetters;

  OrderMetrics(MetricGroup operator, LongSupplier held) {
    MetricGroup group = operator.addGroup(JobMetrics.GROUP);
    merged = group.counter(JobMetrics.MERGED.name());
    group.gauge(JobMetrics.HELD.name(), (Gauge<Long>) held::getAsLong);
    deadLetters = new DeadLetterCounters(operator);
  }
}
