package io.foreflow.benchmarks.job;

import java.time.Duration;
import java.util.List;

/**
 * How much {@code foreflow bench latency} measures.
 *
 * @param rounds spans for each rate
 * @param hidden units of the model
 * @param series how many there are
 * @param rate readings per second, beside half of what saturates the job
 * @param readings how many the job reads first, to be warm and to find out what saturates it
 * @param checkpointInterval between the job's commits
 * @param warmUp processor time before saturation is measured, over a tenth of it
 * @param settle how long a load runs before its first span: its beginning has the JIT compilers of
 *     all processes compile for a job that waits, where they had compiled for one that is busy, and
 *     those of the load's own process for the first time
 * @param span length of one span on the clock
 * @param jvm more options for Flink's JVMs
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

  /** The same for the parts that start applications. */
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
