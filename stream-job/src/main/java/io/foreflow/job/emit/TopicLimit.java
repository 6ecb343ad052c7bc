package io.foreflow.job.emit;

import java.io.Serializable;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.config.ConfigResource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The largest record that may be written to a topic. A record that the producer or the broker
 * refuses would make the job restart and make the same record again, for ever.
 *
 * <p>A broker is asked only when the first record comes that is not small: most tasks never write
 * one. A restarted task asks again, so a limit that was lowered meanwhile is known.
 */
public final class TopicLimit implements Serializable {
  /** The size of a small record, which every topic takes. The start check makes sure of it. */
  public static final int SMALL = 8 << 10;

  /** Kafka's own default of {@code max.message.bytes}. */
  public static final int DEFAULT = 1_048_588;

  private static final long serialVersionUID = 1;

  private static final Logger LOG = LoggerFactory.getLogger(TopicLimit.class);
  private static final String MAX_MESSAGE_BYTES = "max.message.bytes";
  private static final String PATIENCE_MILLIS = "15000";

  /** The growth of bytes that compression can't shrink: 1 byte in this many, and 128. */
  private static final int PACKING = 128;

  private static final int NOT_ASKED = 0;

  private final String topic;
  private final Properties admin;
  private final int ofProducer;

  private transient int most;

  private TopicLimit(String topic, Properties admin, int ofProducer, int most) {
    this.topic = topic;
    this.admin = admin;
    this.ofProducer = ofProducer;
    this.most = most;
  }

  /** The limit of a topic to which a producer with these settings writes. */
  public static TopicLimit of(String topic, Properties admin, Properties producer) {
    return new TopicLimit(topic, admin, ofProducer(producer), NOT_ASKED);
  }

  /** The limit of a topic that is known to take so many bytes. */
  static TopicLimit known(String topic, int bytes) {
    return new TopicLimit(topic, new Properties(), bytes, usable(bytes));
  }

  /** The largest record that a producer with these settings sends. */
  public static int ofProducer(Properties producer) {
    // A ProducerConfig would write all of its settings to the log.
    Map<String, Object> values = ProducerConfig.configDef().parse(withSerializers(producer));
    return (int)
        Math.min(
            number(values, ProducerConfig.MAX_REQUEST_SIZE_CONFIG),
            number(values, ProducerConfig.BUFFER_MEMORY_CONFIG));
  }

  private static long number(Map<String, Object> values, String name) {
    return values.get(name) instanceof Number number ? number.longValue() : DEFAULT;
  }

  private static Properties withSerializers(Properties producer) {
    Properties all = new Properties();
    all.putAll(producer);
    String bytes = "org.apache.kafka.common.serialization.ByteArraySerializer";
    all.putIfAbsent(ProducerConfig.KEY_SERIALIZER_CLASS_CONFIG, bytes);
    all.putIfAbsent(ProducerConfig.VALUE_SERIALIZER_CLASS_CONFIG, bytes);
    return all;
  }

  String topic() {
    return topic;
  }

  /** Whether a record of this {@link RecordSize} can be written. */
  boolean takes(long size) {
    return size <= SMALL || size <= most();
  }

  /** The largest {@link RecordSize} that can be written. */
  int most() {
    if (most == NOT_ASKED) {
      most = usable(Math.min(ofProducer, ask()));
    }
    return most;
  }

  private static int usable(int bytes) {
    return Math.max(0, bytes - bytes / PACKING - PACKING);
  }

  private int ask() {
    Properties properties = new Properties();
    properties.putAll(admin);
    properties.putIfAbsent(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, PATIENCE_MILLIS);
    properties.putIfAbsent(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, PATIENCE_MILLIS);
    properties.putIfAbsent(AdminClientConfig.CLIENT_ID_CONFIG, "foreflow-topic-limit");
    ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, topic);
    try (Admin client = Admin.create(properties)) {
      Config config = client.describeConfigs(List.of(resource)).all().get().get(resource);
      ConfigEntry entry = config == null ? null : config.get(MAX_MESSAGE_BYTES);
      return entry == null ? DEFAULT : Integer.parseInt(entry.value());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return DEFAULT;
    } catch (ExecutionException | KafkaException e) {
      LOG.warn(
          "Cannot ask how large a record topic {} takes ({}); records are cut to Kafka's default of"
              + " {} bytes. Grant DESCRIBE_CONFIGS on the topic, or set kafka.max.request.size to"
              + " its max.message.bytes",
          topic,
          String.valueOf(e.getMessage()),
          DEFAULT);
      return DEFAULT;
    }
  }
}
