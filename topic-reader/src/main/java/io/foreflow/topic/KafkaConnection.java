package io.foreflow.topic;

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

  /** A connection to a cluster with the settings that each kind of client needs there. */
  public static KafkaConnection with(
      String bootstrapServers, Properties admin, Properties consumer, Properties producer) {
    return new KafkaConnection(bootstrapServers, admin, consumer, producer);
  }

  /** A copy of the settings for other brokers. */
  public KafkaConnection at(String otherServers) {
    return new KafkaConnection(otherServers, admin, consumer, producer);
  }

  /** The brokers in the form of Kafka's {@code bootstrap.servers}. */
  public String bootstrapServers() {
    return bootstrapServers;
  }

  /** A new copy of the settings of an admin client. */
  public Properties admin() {
    return complete(admin);
  }

  /** A new copy of the settings of a consumer. */
  public Properties consumer() {
    return complete(consumer);
  }

  /** A new copy of the settings of a producer. */
  public Properties producer() {
    return complete(producer);
  }

  private Properties complete(Properties settings) {
    Properties all = new Properties();
    all.putAll(settings);
    all.put(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers);
    return all;
  }
}
