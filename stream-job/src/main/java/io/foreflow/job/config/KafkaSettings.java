package io.foreflow.job.config;

import io.foreflow.options.Problem;
import io.foreflow.options.Secrets;
import io.foreflow.options.Settings;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigValue;

/** Checks settings for Kafka's clients by the rules of those clients. */
final class KafkaSettings {
  private static final List<ConfigDef> CLIENTS =
      List.of(
          ConsumerConfig.configDef(), ProducerConfig.configDef(), AdminClientConfig.configDef());

  private KafkaSettings() {}

  /**
   * The settings that Kafka's clients would refuse. Without this check, they fail only on a
   * TaskManager, and the job restarts forever.
   */
  static List<Problem> problems(Settings settings) {
    Map<String, String> given = settings.passedOn(JobOptions.KAFKA_PREFIX);
    Map<String, Problem> problems = new TreeMap<>();
    for (ConfigDef client : CLIENTS) {
      Map<String, String> known = new TreeMap<>(given);
      known.keySet().retainAll(client.names());
      for (ConfigValue value : client.validate(known)) {
        if (given.containsKey(value.name()) && !value.errorMessages().isEmpty()) {
          problems.putIfAbsent(value.name(), problem(value, settings));
        }
      }
    }
    return new ArrayList<>(problems.values());
  }

  private static Problem problem(ConfigValue value, Settings settings) {
    String key = JobOptions.KAFKA_PREFIX + value.name();
    String why = Secrets.isSecret(key) ? "" : ": " + value.errorMessages().get(0);
    return settings.problem(key, "is refused by Kafka's client" + why);
  }

  /** Whether a key with its prefix is a setting of Kafka's clients. */
  static boolean isKnown(String key) {
    return key.startsWith(JobOptions.KAFKA_PREFIX)
        && CLIENTS.stream()
            .anyMatch(
                client -> client.names().contains(key.substring(JobOptions.KAFKA_PREFIX.length())));
  }
}
