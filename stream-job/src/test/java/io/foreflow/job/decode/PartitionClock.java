package io.foreflow.job.decode;

import org.apache.flink.api.common.eventtime.WatermarkGeneratorSupplier;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.metrics.groups.UnregisteredMetricsGroup;
import org.apache.flink.util.clock.ManualClock;
import org.apache.flink.util.clock.RelativeClock;

/** What Flink hands to a partition's watermarks, with a clock that stands still. */
public final class PartitionClock implements WatermarkGeneratorSupplier.Context {
  final ManualClock clock = new ManualClock();

  @Override
  public MetricGroup getMetricGroup() {
    return new UnregisteredMetricsGroup();
  }

  @Override
  public RelativeClock getInputActivityClock() {
    return clock;
  }
}
