package io.foreflow.cli.kafka;

import io.foreflow.job.config.KafkaOptions;
import io.foreflow.job.config.PipelineConfig;
import io.foreflow.topic.KafkaConnection;

/** The connection to the Kafka cluster of a pipeline. */
public final class PipelineConnection {

  private PipelineConnection() {}

  /** A connection with the credentials of the configuration. */
  public static KafkaConnection of(PipelineConfig config) {
    return KafkaConnection.with(
        config.get(KafkaOptions.BOOTSTRAP_SERVERS),
        config.adminProperties(),
        config.consumerProperties(),
        config.producerProperties());
  }
}
