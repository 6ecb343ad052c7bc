package io.foreflow.job.config;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;

/**
 * Values that stand in files of their own, as secrets of containers do: {@code KEY.file} names the
 * file that holds the value of {@code KEY}. Only for options of the job and for keys that name a
 * secret, since Kafka and Flink have keys of their own that end so.
 */
final class SecretFiles {
  private static final String SUFFIX = ".file";

  private SecretFiles() {}

  /** The settings of one source, with values in the place of names of files. */
  static Map<String, Setting> resolved(Map<String, Setting> settings, List<Problem> problems) {
    Map<String, Setting> resolved = new LinkedHashMap<>();
    settings.forEach(
        (key, setting) -> {
          if (!names(key)) {
            resolved.put(key, setting);
          }
        });
    settings.forEach(
        (key, setting) -> {
          if (names(key)) {
            String plain = key.substring(0, key.length() - SUFFIX.length());
            if (resolved.containsKey(plain)) {
              problems.add(
                  new Problem(
                      plain,
                      "(" + setting.place() + ") is given twice, by value and by file; leave one"));
            } else {
              read(plain, setting, problems, resolved);
            }
          }
        });
    return resolved;
  }

  private static void read(
      String key, Setting setting, List<Problem> problems, Map<String, Setting> resolved) {
    try {
      String value = Files.readString(Path.of(setting.value()), StandardCharsets.UTF_8);
      // Editors end a file with a newline, and no value does.
      resolved.put(
          key,
          new Setting(
              value.replaceFirst("\\R\\z", ""), setting.place() + ", file " + setting.value()));
    } catch (IOException | InvalidPathException e) {
      problems.add(
          new Problem(
              key,
              "("
                  + setting.place()
                  + ") the file \""
                  + setting.value()
                  + "\" can't be read ("
                  + e.getClass().getSimpleName()
                  + "); give the path of a file that holds the value and nothing else"));
    }
  }

  private static boolean names(String key) {
    if (!key.endsWith(SUFFIX) || key.length() == SUFFIX.length()) {
      return false;
    }
    String plain = key.substring(0, key.length() - SUFFIX.length());
    return (JobOptions.KEYS.contains(plain)
            || Secrets.isSecret(plain)
            || JobOptions.NAMED.stream().anyMatch(named -> named.nameIn(plain).isPresent()))
        && !kafkaKnows(key);
  }

  private static boolean kafkaKnows(String key) {
    if (!key.startsWith(JobOptions.KAFKA_PREFIX)) {
      return false;
    }
    String name = key.substring(JobOptions.KAFKA_PREFIX.length());
    return ConsumerConfig.configNames().contains(name)
        || ProducerConfig.configNames().contains(name)
        || AdminClientConfig.configNames().contains(name);
  }
}
