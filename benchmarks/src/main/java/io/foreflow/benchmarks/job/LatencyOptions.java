package io.foreflow.benchmarks.job;

import java.time.Duration;
import java.util.List;

/**
 * The options of {@code foreflow bench latency}.
 *
 * @param rounds number of spans for each rate
 * @param hidden hidden units of the model
 * @param series number of series
 * @param rate readings per second; half of the saturation rate is measured too
 * @param readings number of readings that the job reads first, to warm up and to find its
 *     saturation rate
 * @param checkpointInterval time between the job's commits
 * @param warmUp processor time before saturation is measured, over a tenth of it
 * @param settle time of a load before its first span; at its start the JIT compilers compile for a
 *     job that waits, after they compiled for a busy one, and those of the load's own process
 *     compile for the first time
 * @param span length of one span on the clock
 * @param jvm further options for Flink's JVMs
 */
public record LatencyOptions(
    int rounds,
    int hidden,
    int series,
    int rate,
    long readings,
    Duration checkpointInterval,
    Duration warmUp,
    Duration settle,
    Duration span,
    List<String> jvm) {
  public LatencyOptions {
    jvm = List.copyOf(jvm);
  }

  /** The same options for the parts that start applications. */
  JobBenchOptions forJob() {
    return new JobBenchOptions(
        List.of(JobVariant.JOB),
        1,
        1,
        hidden,
        series,
        series,
        readings,
        checkpointInterval,
        warmUp,
        warmUp.dividedBy(10),
        jvm);
  }
}
