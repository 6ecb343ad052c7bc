package io.foreflow.job.score;

import java.util.ArrayList;
import java.util.List;
import org.apache.flink.metrics.MetricGroup;

/**
 * The counters of scores, one set for each model, version and step. None has a label per series.
 */
final class ScoreCounters {
  private final MetricGroup job;
  private final List<Entry> entries = new ArrayList<>();

  private record Entry(TrackedModel model, int step, StepCounters counters) {}

  /** Counters that are registered in the job's group. */
  ScoreCounters(MetricGroup job) {
    this.job = job;
  }

  /** The counters of a step; two files with the same name and version have the same. */
  StepCounters of(TrackedModel model, int step) {
    for (Entry entry : entries) {
      if (entry.step == step && entry.model.hasLabelsOf(model)) {
        return entry.counters;
      }
    }
    StepCounters counters = new StepCounters(job, model, step);
    entries.add(new Entry(model, step, counters));
    return counters;
  }

  /** Takes away all counters of a version. */
  void remove(TrackedModel model) {
    entries.removeIf(
        entry -> {
          boolean gone = entry.model.hasLabelsOf(model);
          if (gone) {
            entry.counters.close();
          }
          return gone;
        });
  }
}
