package io.foreflow.benchmarks.job;

import java.time.Duration;
import java.util.List;

/**
 * The options of {@code foreflow bench job}.
 *
 * @param variants the variants in the order of each round; {@link JobVariant#JOB} is among them
 * @param rounds number of measurements of each variant
 * @param parallelism number of parallel tasks that step series, in one TaskManager
 * @param hidden hidden units of the model; {@link JobVariant#HIDDEN_128} has twice as many
 * @param series number of series
 * @param manySeries number of series for {@link JobVariant#MILLION_SERIES}
 * @param readings number of readings in the topic
 * @param checkpointInterval time between the job's commits
 * @param warmUp least processor time of a variant before it is measured; each series must have had
 *     a reading too
 * @param span least processor time of a measurement; it ends with a commit
 * @param jvm further options for Flink's JVMs
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
