package io.foreflow.job.wave;

import io.foreflow.job.metrics.DeadLetterCounters;
import io.foreflow.job.metrics.JobMetrics;
import io.foreflow.job.metrics.Metric;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.Gauge;
import org.apache.flink.metrics.Histogram;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.runtime.metrics.DescriptiveStatisticsHistogram;

/** The metrics of one task's waves. */
final class WaveMetrics {
  /** Quantiles are of this many waves. */
  private static final int HISTOGRAM_WAVES = 1024;

  final Counter readings;
  final Counter forecasts;
  final Counter warming;
  final Counter late;
  final Counter duplicates;
  final Counter gapsFilled;
  final Counter freshStarts;
  final Counter newSeries;
  final Counter expiredSeries;
  final Counter takeovers;
  final Histogram waveSize;
  final Histogram stepNanos;
  final Histogram lagMillis;
  final DeadLetterCounters deadLetters;

  private final MetricGroup group;

  WaveMetrics(MetricGroup operator) {
    group = operator.addGroup(JobMetrics.GROUP);
    readings = counter(JobMetrics.READINGS);
    forecasts = counter(JobMetrics.FORECASTS);
    warming = counter(JobMetrics.WARMING);
    late = counter(JobMetrics.LATE);
    duplicates = counter(JobMetrics.DUPLICATES);
    gapsFilled = counter(JobMetrics.GAPS_FILLED);
    freshStarts = counter(JobMetrics.FRESH_STARTS);
    newSeries = counter(JobMetrics.NEW_SERIES);
    expiredSeries = counter(JobMetrics.EXPIRED_SERIES);
    takeovers = counter(JobMetrics.TAKEOVERS);
    waveSize = histogram(JobMetrics.WAVE_SIZE);
    stepNanos = histogram(JobMetrics.STEP_NANOS);
    lagMillis = histogram(JobMetrics.LAG_MILLIS);
    deadLetters = new DeadLetterCounters(operator);
  }

  void stateBytes(int bytes) {
    group.gauge(JobMetrics.STATE_BYTES.name(), (Gauge<Integer>) () -> bytes);
  }

  void liveSeries(Gauge<Long> live) {
    group.gauge(JobMetrics.LIVE_SERIES.name(), live);
  }

  private Counter counter(Metric metric) {
    return group.counter(metric.name());
  }

  private Histogram histogram(Metric metric) {
    return group.histogram(metric.name(), new DescriptiveStatisticsHistogram(HISTOGRAM_WAVES));
  }
}
