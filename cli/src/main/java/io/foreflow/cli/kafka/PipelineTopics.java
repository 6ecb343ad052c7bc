package io.foreflow.cli.kafka;

import io.foreflow.job.ForecastJob;
import io.foreflow.job.config.ModelOptions;
import io.foreflow.job.config.PipelineConfig;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The topics that a pipeline reads and writes, made where they are missing. */
public final class PipelineTopics {

  /** Enough for a few tasks of a trial. */
  public static final int PARTITIONS = 4;

  private PipelineTopics() {}

  /**
   * Makes what is missing; the topic with announcements of models is a compacted one.
   *
   * @return the topics made
   */
  public static List<String> create(KafkaCluster cluster, PipelineConfig config) {
    Optional<String> announcements = config.find(ModelOptions.MODELS_TOPIC);
    List<String> others = new ArrayList<>(ForecastJob.topics(config));
    announcements.ifPresent(others::remove);
    List<String> made = new ArrayList<>(cluster.create(others, PARTITIONS));
    announcements.filter(cluster::createCompacted).ifPresent(made::add);
    return made;
  }
}
