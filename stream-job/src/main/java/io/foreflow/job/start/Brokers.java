package io.foreflow.job.start;

import io.foreflow.job.config.KafkaOptions;
import io.foreflow.job.config.PipelineConfig;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.jspecify.annotations.Nullable;

/** A client that asks the brokers of a pipeline before the job starts. */
final class Brokers implements AutoCloseable {
  private static final String LONGEST_TRANSACTION = "transaction.max.timeout.ms";
  private static final String LONGEST_MESSAGE = "max.message.bytes";
  private static final String CREATES_TOPICS = "auto.create.topics.enable";

  private final PipelineConfig config;
  private final Duration patience;
  private final Admin admin;

  private Brokers(PipelineConfig config, Duration patience, Admin admin) {
    this.config = config;
    this.patience = patience;
    this.admin = admin;
  }

  /** Whether a topic can be used. */
  enum Topic {
    THERE,
    MISSING,
    DENIED
  }

  static Brokers of(PipelineConfig config, Duration patience) throws StartFailedException {
    Properties properties = config.adminProperties();
    String millis = Long.toString(patience.toMillis());
    properties.putIfAbsent(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, millis);
    properties.putIfAbsent(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, millis);
    properties.putIfAbsent(AdminClientConfig.CLIENT_ID_CONFIG, "foreflow-start-check");
    try {
      return new Brokers(config, patience, Admin.create(properties));
    } catch (KafkaException e) {
      throw new StartFailedException(
          "Kafka's client does not take the kafka.* settings: "
              + config.withoutSecrets(rootMessage(e)),
          e);
    }
  }

  /** Reads the rules of the brokers, as far as these credentials may. */
  BrokerRules rules() throws StartFailedException {
    try {
      Node any = answer(admin.describeCluster().nodes()).iterator().next();
      ConfigResource broker = new ConfigResource(ConfigResource.Type.BROKER, any.idString());
      Config rules = answer(admin.describeConfigs(List.of(broker)).all()).get(broker);
      Optional<Duration> longest =
          value(rules, LONGEST_TRANSACTION).map(Long::parseLong).map(Duration::ofMillis);
      return new BrokerRules(
          longest, value(rules, CREATES_TOPICS).map(Boolean::parseBoolean).orElse(true));
    } catch (AuthorizationException e) {
      return new BrokerRules(Optional.empty(), true);
    }
  }

  private static Optional<String> value(@Nullable Config rules, String name) {
    ConfigEntry entry = rules == null ? null : rules.get(name);
    return entry == null ? Optional.empty() : Optional.ofNullable(entry.value());
  }

  /** Whether each of these topics can be used. */
  Map<String, Topic> topics(Collection<String> names) throws StartFailedException {
    Map<String, Topic> topics = new LinkedHashMap<>();
    Map<String, KafkaFuture<TopicDescription>> answers =
        admin.describeTopics(names).topicNameValues();
    for (String name : names) {
      KafkaFuture<TopicDescription> answer = answers.get(name);
      if (answer != null) {
        topics.put(name, topic(answer));
      }
    }
    return topics;
  }

  private Topic topic(KafkaFuture<TopicDescription> description) throws StartFailedException {
    try {
      TopicDescription unused = answer(description);
      return Topic.THERE;
    } catch (UnknownTopicOrPartitionException e) {
      return Topic.MISSING;
    } catch (AuthorizationException e) {
      return Topic.DENIED;
    }
  }

  /** The {@code max.message.bytes} of those of these topics whose settings can be read. */
  Map<String, Integer> longestMessages(Collection<String> names) throws StartFailedException {
    Map<ConfigResource, KafkaFuture<Config>> answers =
        admin
            .describeConfigs(
                names.stream().map(n -> new ConfigResource(ConfigResource.Type.TOPIC, n)).toList())
            .values();
    Map<String, Integer> longest = new LinkedHashMap<>();
    for (Map.Entry<ConfigResource, KafkaFuture<Config>> each : answers.entrySet()) {
      try {
        value(answer(each.getValue()), LONGEST_MESSAGE)
            .ifPresent(bytes -> longest.put(each.getKey().name(), Integer.parseInt(bytes)));
      } catch (AuthorizationException | UnknownTopicOrPartitionException e) {
        // The limit can't be read: tasks that write there assume Kafka's default.
      }
    }
    return longest;
  }

  /** The topics that these credentials may see. */
  Set<String> names() throws StartFailedException {
    return answer(admin.listTopics().names());
  }

  /** Waits for an answer. A missing topic or right is thrown as Kafka's own exception. */
  private <T> T answer(KafkaFuture<T> future) throws StartFailedException {
    try {
      return future.get();
    } catch (ExecutionException e) {
      Throwable cause = e.getCause();
      if (cause instanceof UnknownTopicOrPartitionException missing) {
        throw missing;
      }
      if (cause instanceof AuthorizationException denied) {
        throw denied;
      }
      throw failed(cause == null ? e : cause);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw failed(e);
    }
  }

  private StartFailedException failed(Throwable cause) {
    String servers = config.get(KafkaOptions.BOOTSTRAP_SERVERS);
    String message =
        cause instanceof AuthenticationException
            ? "the brokers at %s refused the connection (%s). Check kafka.security.protocol, kafka.sasl.* and kafka.ssl.*"
            : "no answer from a Kafka broker at %s (%s) within "
                + patience.toSeconds()
                + " s. Is it running, and can it be reached from here with these kafka.* settings?"
                + " If only the TaskManagers can reach it, set start-check: false";
    return new StartFailedException(
        message.formatted(servers, config.withoutSecrets(rootMessage(cause))), cause);
  }

  private static String rootMessage(Throwable failure) {
    Throwable root = failure;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    return root.getMessage() == null ? root.getClass().getSimpleName() : root.getMessage();
  }

  @Override
  public void close() {
    admin.close(Duration.ZERO);
  }
}
