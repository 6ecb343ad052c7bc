package io.foreflow.job.metrics;

import java.util.HashMap;
import java.util.Map;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MetricGroup;

/** Counts dead letters by reason. A reason's counter appears with its first dead letter. */
public final class DeadLetterCounters {
  private final MetricGroup group;
  private final Map<String, Counter> counters = new HashMap<>();

  /** Counters among the metrics of an operator. */
  public DeadLetterCounters(MetricGroup operator) {
    group = operator.addGroup(JobMetrics.GROUP);
  }

  /** Counts one dead letter. */
  public void count(String reason) {
    counters
        .computeIfAbsent(
            reason,
            code -> group.addGroup(JobMetrics.REASON, code).counter(JobMetrics.DEAD_LETTERS.name()))
        .inc();
  }
}
