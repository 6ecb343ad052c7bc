package io.foreflow.cli.kafka;

import io.foreflow.job.config.KafkaOptions;
import io.foreflow.job.config.PipelineConfig;
import java.util.Properties;
import org.apache.kafka.clients.CommonClientConfigs;

/** The address of a Kafka cluster and the settings of its clients. */
public final class KafkaConnection {

  private final String bootstrapServers;
  private final Properties admin;
  private final Properties consumer;
  private final Properties producer;

  private KafkaConnection(
      String bootstrapServers, Properties admin, Properties consumer, Properties producer) {
    this.bootstrapServers = bootstrapServers;
    this.admin = admin;
    this.consumer = consumer;
    this.producer = producer;
  }

  /** A connection to a cluster without credentials. */
  public static KafkaConnection to(String bootstrapServers) {
    return new KafkaConnection(
        bootstrapServers, new Properties(), new Properties(), new Properties());
  }

  /** A connection to the cluster of a pipeline, with its credentials. */
  public static KafkaConnection of(PipelineConfig config) {
    return new KafkaConnection(
        config.get(KafkaOptions.BOOTSTRAP_SERVERS),
        config.adminProperties(),
        config.consumerProperties(),
        config.producerProperties());
  }

  /** A copy of the settings for other brokers. */
  public KafkaConnection at(String otherServers) {
    return new KafkaConnection(otherServers, admin, consumer, producer);
  }

  /** The brokers in the form of Kafka's {@code bootstrap.servers}. */
  public String bootstrapServers() {
    return bootstrapServers;
  }

  Properties admin() {
    return with(admin);
  }

  Properties consumer() {
    return with(consumer);
  }

  Properties producer() {
    return with(producer);
  }

  private Properties with(Properties settings) {
    Properties all = new Properties();
    all.putAll(settings);
    all.put(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers);
    return all;
  }
}
