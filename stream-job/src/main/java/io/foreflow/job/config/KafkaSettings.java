package io.foreflow.job.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigValue;

/** Holds settings for Kafka's clients against the rules of those clients. */
final class KafkaSettings {
  private static final List<ConfigDef> CLIENTS =
      List.of(
          ConsumerConfig.configDef(), ProducerConfig.configDef(), AdminClientConfig.configDef());

  private KafkaSettings() {}

  /**
   * What Kafka's clients would refuse. Where it is not found here, it is found on a TaskManager, by
   * a job that restarts for ever.
   */
  static List<Problem> problems(Map<String, Setting> settings) {
    Map<String, String> given = new TreeMap<>();
    settings.forEach(
        (key, setting) -> {
          if (key.startsWith(JobOptions.KAFKA_PREFIX)) {
            given.put(key.substring(JobOptions.KAFKA_PREFIX.length()), setting.value());
          }
        });
    Map<String, Problem> problems = new TreeMap<>();
    for (ConfigDef client : CLIENTS) {
      Map<String, String> known = new TreeMap<>(given);
      known.keySet().retainAll(client.names());
      for (ConfigValue value : client.validate(known)) {
        Setting setting = settings.get(JobOptions.KAFKA_PREFIX + value.name());
        if (setting != null && !value.errorMessages().isEmpty()) {
          problems.putIfAbsent(value.name(), problem(value, setting));
        }
      }
    }
    return new ArrayList<>(problems.values());
  }

  private static Problem problem(ConfigValue value, Setting setting) {
    String key = JobOptions.KAFKA_PREFIX + value.name();
    String why = Secrets.isSecret(key) ? "" : ": " + value.errorMessages().get(0);
    return new Problem(
        key,
        "("
            + setting.place()
            + ") "
            + Secrets.shown(key, setting.value())
            + " is refused by Kafka's client"
            + why);
  }
}
