package io.foreflow.job.transaction;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.TransactionDescription;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.errors.TransactionalIdNotFoundException;

/** A client that asks the brokers about transactional ids. It connects when it is first asked. */
final class TransactionCoordinator implements AutoCloseable {
  private static final String PATIENCE_MILLIS = "15000";

  private final Properties settings;
  private Optional<Admin> admin = Optional.empty();

  /** A client with the settings of a producer. */
  TransactionCoordinator(Properties producer) {
    this.settings = new Properties();
    Set<String> others = ProducerConfig.configNames();
    producer.forEach(
        (key, value) -> {
          if (AdminClientConfig.configNames().contains((String) key) || !others.contains(key)) {
            settings.put(key, value);
          }
        });
    settings.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, PATIENCE_MILLIS);
    settings.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, PATIENCE_MILLIS);
  }

  /**
   * Returns once a broker has answered.
   *
   * @throws KafkaException if none does
   */
  void requireAnswer() throws InterruptedException {
    var unused = answer(admin().describeCluster().nodes());
  }

  /**
   * The state of each id. An id that the brokers do not know is not in the answer.
   *
   * @throws KafkaException if they can't be asked
   */
  Map<String, TransactionDescription> describe(Collection<String> ids) throws InterruptedException {
    Map<String, TransactionDescription> found = new HashMap<>();
    var answers = admin().describeTransactions(ids);
    for (String id : ids) {
      try {
        found.put(id, answer(answers.description(id)));
      } catch (TransactionalIdNotFoundException e) {
        // Brokers forget an id that was not used for transactional.id.expiration.ms.
      }
    }
    return found;
  }

  /** Aborts the open transaction of an id. */
  void abort(String id) throws InterruptedException {
    answer(admin().fenceProducers(List.of(id)).all());
  }

  /** Whether there is a topic by this name. */
  boolean hasTopic(String topic) throws InterruptedException {
    return answer(admin().listTopics().names()).contains(topic);
  }

  private Admin admin() {
    Admin known = admin.orElseGet(() -> Admin.create(settings));
    admin = Optional.of(known);
    return known;
  }

  private static <T> T answer(KafkaFuture<T> future) throws InterruptedException {
    try {
      return future.get();
    } catch (ExecutionException e) {
      throw e.getCause() instanceof KafkaException known ? known : new KafkaException(e.getCause());
    }
  }

  @Override
  public void close() {
    admin.ifPresent(Admin::close);
  }
}
