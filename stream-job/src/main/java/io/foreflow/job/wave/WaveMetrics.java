package io.foreflow.job.wave;

import io.foreflow.job.metrics.DeadLetterCounters;
import io.foreflow.job.metrics.JobMetrics;
import io.foreflow.job.metrics.Metric;
import io.foreflow.model.StepModel;
import io.foreflow.wire.Anomaly;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.Gauge;
import org.apache.flink.metrics.Histogram;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.runtime.metrics.DescriptiveStatisticsHistogram;

/** The metrics of one task's waves. */
public final class WaveMetrics {
  /** The number of waves that quantiles are taken of. */
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
  final Counter swaps;
  final Counter refusedModels;
  final Histogram waveSize;
  final Histogram stepNanos;
  final Histogram lagMillis;
  final DeadLetterCounters deadLetters;
  private final Map<Anomaly.Kind, Counter> anomalies = new EnumMap<>(Anomaly.Kind.class);

  private final MetricGroup group;
  private final Map<String, AtomicInteger> modelsInUse = new HashMap<>();
  private volatile int stateBytes;

  /** Registers the metrics with an operator. */
  public WaveMetrics(MetricGroup operator) {
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
    swaps = counter(JobMetrics.SWAPS);
    refusedModels = counter(JobMetrics.REFUSED_MODELS);
    waveSize = histogram(JobMetrics.WAVE_SIZE);
    stepNanos = histogram(JobMetrics.STEP_NANOS);
    lagMillis = histogram(JobMetrics.LAG_MILLIS);
    deadLetters = new DeadLetterCounters(operator);
    for (Anomaly.Kind kind : Anomaly.Kind.values()) {
      MetricGroup ofKind = group.addGroup(JobMetrics.KIND, kind.code());
      anomalies.put(kind, ofKind.counter(JobMetrics.ANOMALIES.name()));
    }
    group.gauge(JobMetrics.STATE_BYTES.name(), (Gauge<Integer>) () -> stateBytes);
  }

  /** Sets the size of a series' state under the model with the largest one. */
  void stateBytes(int bytes) {
    stateBytes = bytes;
  }

  /** Counts an episode that opened. */
  void count(Anomaly anomaly) {
    Counter ofKind = anomalies.get(anomaly.kind());
    if (ofKind != null && anomaly.change() == Anomaly.Change.OPENED) {
      ofKind.inc();
    }
  }

  /**
   * Shows a model as in use. Prometheus knows only numbers, so the model is in the labels of a
   * gauge that is 1, and 0 once another is in use. There are as many gauges as the task has used
   * models.
   */
  public void modelInUse(StepModel model) {
    inUse(model).set(1);
  }

  void modelNoLongerInUse(StepModel model) {
    inUse(model).set(0);
  }

  private AtomicInteger inUse(StepModel model) {
    return modelsInUse.computeIfAbsent(
        model.sha256(),
        sha256 -> {
          AtomicInteger inUse = new AtomicInteger();
          group
              .addGroup(JobMetrics.MODEL, model.manifest().model())
              .addGroup(JobMetrics.VERSION, model.manifest().version())
              .addGroup(JobMetrics.SHA256, sha256)
              .gauge(JobMetrics.MODEL_IN_USE.name(), (Gauge<Integer>) inUse::get);
          return inUse;
        });
  }

  void liveSeries(Gauge<Long> live) {
    group.gauge(JobMetrics.LIVE_SERIES.name(), live);
  }

  void takeoversLeft(Gauge<Long> left) {
    group.gauge(JobMetrics.TAKEOVERS_LEFT.name(), left);
  }

  private Counter counter(Metric metric) {
    return group.counter(metric.name());
  }

  private Histogram histogram(Metric metric) {
    return group.histogram(metric.name(), new DescriptiveStatisticsHistogram(HISTOGRAM_WAVES));
  }
}
