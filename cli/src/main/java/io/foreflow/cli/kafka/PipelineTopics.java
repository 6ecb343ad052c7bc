package io.foreflow.cli.kafka;

import io.foreflow.job.ForecastJob;
import io.foreflow.job.config.ModelOptions;
import io.foreflow.job.config.PipelineConfig;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Creates the topics that a pipeline reads and writes. */
public final class PipelineTopics {

  /** The number of partitions of a new topic, enough for a few tasks. */
  public static final int PARTITIONS = 4;

  private PipelineTopics() {}

  /**
   * Creates the missing topics. The topic with announcements of models is compacted.
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
