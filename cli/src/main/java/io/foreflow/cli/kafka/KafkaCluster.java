package io.foreflow.cli.kafka;

import io.foreflow.cli.process.CommandFailure;
import io.foreflow.topic.KafkaConnection;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.TopicExistsException;

/** A Kafka cluster whose topics a command looks up and creates. */
public final class KafkaCluster {

  /** How long no broker may take a connection. It may still be starting. */
  private static final Duration UNTIL_IT_LISTENS = Duration.ofSeconds(10);

  /** How long a broker that takes connections may take to answer. Its machine may be busy. */
  private static final Duration UNTIL_IT_ANSWERS = Duration.ofSeconds(90);

  private final KafkaConnection connection;
  private final String bootstrapServers;

  /**
   * @param bootstrapServers as Kafka's {@code bootstrap.servers}
   */
  public KafkaCluster(String bootstrapServers) {
    this(KafkaConnection.to(bootstrapServers));
  }

  /**
   * @param connection how clients connect
   */
  public KafkaCluster(KafkaConnection connection) {
    this.connection = connection;
    this.bootstrapServers = connection.bootstrapServers();
  }

  /**
   * Creates the topics that do not exist.
   *
   * @return the topics made
   * @throws CommandFailure if no broker answers or a topic can't be made
   */
  public List<String> create(Collection<String> topics, int partitions) {
    return create(topics, partitions, Map.of());
  }

  /**
   * Creates a topic of one partition that keeps the last record of each key, if it does not exist.
   *
   * @return whether it was made
   * @throws CommandFailure if no broker answers or the topic can't be made
   */
  public boolean createCompacted(String topic) {
    return !create(List.of(topic), 1, Map.of("cleanup.policy", "compact")).isEmpty();
  }

  private List<String> create(
      Collection<String> topics, int partitions, Map<String, String> settings) {
    return ask(
        admin -> {
          Set<String> existing = admin.listTopics().names().get();
          List<String> missing = topics.stream().filter(name -> !existing.contains(name)).toList();
          try {
            admin
                .createTopics(
                    missing.stream()
                        .map(name -> new NewTopic(name, partitions, (short) -1).configs(settings))
                        .toList())
                .all()
                .get();
          } catch (ExecutionException e) {
            if (!(e.getCause() instanceof TopicExistsException)) {
              throw e;
            }
          }
          awaitShown(admin, missing);
          return missing;
        });
  }

  /** Waits until brokers know the new topics, which happens a little after their creation. */
  private void awaitShown(Admin admin, List<String> made)
      throws ExecutionException, InterruptedException {
    long deadline = System.nanoTime() + UNTIL_IT_ANSWERS.toNanos();
    while (!admin.listTopics().names().get().containsAll(made) && System.nanoTime() < deadline) {
      TimeUnit.MILLISECONDS.sleep(50);
    }
  }

  /** Whether there is such a topic. */
  public boolean has(String topic) {
    return ask(admin -> admin.listTopics().names().get()).contains(topic);
  }

  /**
   * Checks that a topic exists.
   *
   * @throws CommandFailure if no broker answers, or if there is no such topic
   */
  public void require(String topic) {
    Set<String> existing = ask(admin -> admin.listTopics().names().get());
    if (!existing.contains(topic)) {
      throw CommandFailure.failed(
          "there is no topic '%s' at %s; it has %s. Choose one with --topic, or start the program that writes it."
              .formatted(
                  topic,
                  bootstrapServers,
                  existing.isEmpty() ? "no topics" : existing.stream().sorted().toList()));
    }
  }

  private <T> T ask(Question<T> question) {
    Properties settings = connection.admin();
    String millis = Long.toString(UNTIL_IT_ANSWERS.toMillis());
    settings.put(CommonClientConfigs.REQUEST_TIMEOUT_MS_CONFIG, millis);
    settings.put(CommonClientConfigs.DEFAULT_API_TIMEOUT_MS_CONFIG, millis);
    try (Admin admin = Admin.create(settings)) {
      if (!ListeningBroker.await(bootstrapServers, UNTIL_IT_LISTENS)) {
        throw CommandFailure.failed(noAnswer(UNTIL_IT_LISTENS, "nothing takes a connection"));
      }
      return question.ask(admin);
    } catch (ExecutionException e) {
      throw CommandFailure.failed(noAnswer(UNTIL_IT_ANSWERS, rootMessage(e)), e);
    } catch (KafkaException e) {
      throw CommandFailure.usage(
          "--bootstrap-servers %s: %s. Allowed: host:port, or several of them, comma-separated."
              .formatted(bootstrapServers, rootMessage(e)));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw CommandFailure.failed("interrupted while waiting for " + bootstrapServers, e);
    }
  }

  private String noAnswer(Duration waited, String reason) {
    return "no answer from a Kafka broker at %s within %d s (%s). Is it running? Set --bootstrap-servers to host:port of a broker, or start one on this machine: foreflow broker"
        .formatted(bootstrapServers, waited.toSeconds(), reason);
  }

  private static String rootMessage(Throwable failure) {
    Throwable root = failure;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    return String.valueOf(root.getMessage());
  }

  private interface Question<T> {
    T ask(Admin admin) throws ExecutionException, InterruptedException;
  }
}
