package io.foreflow.job.score;

import io.foreflow.job.metrics.JobMetrics;
import io.foreflow.outcome.ScoreSums;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.runtime.metrics.groups.AbstractMetricGroup;

/** The counters of one tracked step of a version of a model. */
final class StepCounters {
  private final MetricGroup group;
  private final Counter forecasts;
  private final Counter inside;
  private final Counter nominal;
  private final Counter losses;
  private final Counter compared;
  private final Counter errors;
  private final Counter naiveErrors;

  /** Registers the counters in the job's group. */
  StepCounters(MetricGroup job, TrackedModel model, int step) {
    group =
        job.addGroup(JobMetrics.MODEL, model.model())
            .addGroup(JobMetrics.VERSION, model.version())
            .addGroup(JobMetrics.STEP, Integer.toString(step));
    forecasts = group.counter(JobMetrics.SCORED_FORECASTS.name());
    inside = group.counter(JobMetrics.SCORED_INSIDE.name());
    nominal = group.counter(JobMetrics.SCORED_NOMINAL.name());
    losses = group.counter(JobMetrics.SCORED_LOSS.name());
    compared = group.counter(JobMetrics.SCORED_COMPARED.name());
    errors = group.counter(JobMetrics.SCORED_ERROR.name());
    naiveErrors = group.counter(JobMetrics.SCORED_NAIVE_ERROR.name());
  }

  /**
   * Adds the sums of a tracked step.
   *
   * @param nominalCoverage of the forecasts in the sums, in millionths
   */
  void add(ScoreSums sums, int index, long nominalCoverage) {
    forecasts.inc(sums.forecasts(index));
    inside.inc(sums.inside(index));
    nominal.inc(sums.forecasts(index) * nominalCoverage);
    losses.inc(sums.losses(index));
    compared.inc(sums.compared(index));
    errors.inc(sums.errors(index));
    naiveErrors.inc(sums.naiveErrors(index));
  }

  /** Takes the counters away, so that their labels are not reported any more. */
  void close() {
    if (group instanceof AbstractMetricGroup<?> closeable) {
      closeable.close();
    }
  }
}
