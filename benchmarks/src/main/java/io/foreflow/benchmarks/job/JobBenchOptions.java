package io.foreflow.benchmarks.job;

import java.time.Duration;
import java.util.List;

/**
 * How much {@code foreflow bench job} measures.
 *
 * @param variants what, in this order in each round; {@link JobVariant#JOB} among them
 * @param rounds how often each is measured
 * @param parallelism how many tasks step series side by side, in one TaskManager
 * @param hidden units of the model; of {@link JobVariant#HIDDEN_128} twice as many
 * @param series how many there are
 * @param manySeries how many there are for {@link JobVariant#MILLION_SERIES}
 * @param readings how many wait in the topic
 * @param checkpointInterval between the job's commits
 * @param warmUp processor time that a variant has before it is measured, at the least: each series
 *     has to have had a reading too
 * @param span processor time over which it is measured, at the least: it ends with a commit
 * @param jvm more options for Flink's JVMs
 */
public record JobBenchOptions(
    List<JobVariant> variants,
    int rounds,
    int parallelism,
    int hidden,
    int series,
    int manySeries,
    long readings,
    Duration checkpointInterval,
    Duration warmUp,
    Duration span,
    List<String> jvm) {
  public JobBenchOptions {
    variants = List.copyOf(variants);
    jvm = List.copyOf(jvm);
  }
}
