package io.foreflow.job;

import io.foreflow.job.config.DeliveryOptions;
import io.foreflow.job.config.InvalidConfigurationException;
import io.foreflow.job.config.JobOptions;
import io.foreflow.job.config.KafkaOptions;
import io.foreflow.job.config.NamedOption;
import io.foreflow.job.config.Option;
import io.foreflow.job.config.ScaleOptions;
import io.foreflow.job.config.Secrets;
import io.foreflow.job.config.Setting;
import io.foreflow.job.config.SettingsCheck;
import io.foreflow.job.config.StateOptions;
import io.foreflow.job.config.YamlSettings;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.CoreOptions;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;

/**
 * What one pipeline was told, checked as a whole: whoever holds one can run it. Immutable. Options
 * are listed in {@link JobOptions}; {@code kafka.*} goes to Kafka's clients and {@code flink.*} to
 * Flink.
 */
public final class PipelineConfig {
  private final Map<String, Setting> settings;
  private final Map<String, Object> values;

  private PipelineConfig(Map<String, Setting> settings) throws InvalidConfigurationException {
    this.settings = settings;
    this.values = SettingsCheck.values(settings);
  }

  /** From settings by their full keys, such as {@code wave.size}. */
  public static PipelineConfig of(Map<String, String> settings)
      throws InvalidConfigurationException {
    return new PipelineConfig(placed(settings));
  }

  /** From a YAML file; {@code overrides} win over it. */
  public static PipelineConfig load(Path file, Map<String, String> overrides)
      throws InvalidConfigurationException {
    Map<String, Setting> settings = new LinkedHashMap<>(YamlSettings.read(file));
    settings.putAll(placed(overrides));
    return new PipelineConfig(settings);
  }

  private static Map<String, Setting> placed(Map<String, String> settings) {
    Map<String, Setting> placed = new LinkedHashMap<>();
    settings.forEach((key, value) -> placed.put(key, new Setting(value, "-D" + key)));
    return placed;
  }

  /** The value given or the default. Throws where there is neither: see {@link #find}. */
  public <T> T get(Option<T> option) {
    return find(option).orElseThrow(() -> new NoSuchElementException(option.key() + " is not set"));
  }

  /** The value given or the default, if any. */
  @SuppressWarnings("unchecked") // the check puts only what the option's own type parsed
  public <T> Optional<T> find(Option<T> option) {
    return Optional.ofNullable((T) values.get(option.key()));
  }

  /** The values given for an option that may be given many times, by their names. */
  @SuppressWarnings("unchecked") // the check puts only what the option's own type parsed
  public <T> Map<String, T> named(NamedOption<T> option) {
    Map<String, T> named = new TreeMap<>();
    values.forEach(
        (key, value) -> option.nameIn(key).ifPresent(name -> named.put(name, (T) value)));
    return named;
  }

  /** The consumer group. */
  public String groupId() {
    return find(KafkaOptions.GROUP_ID).orElseGet(() -> get(JobOptions.NAME));
  }

  /** What the transactional ids of all the pipeline's sinks begin with. */
  public String transactionalIdPrefix() {
    return find(DeliveryOptions.TRANSACTIONAL_ID_PREFIX).orElseGet(() -> get(JobOptions.NAME));
  }

  /** Kafka's settings for the source: those that consumers know, and those that only plugins do. */
  public Properties consumerProperties() {
    Set<String> others = ProducerConfig.configNames();
    return kafka(key -> ConsumerConfig.configNames().contains(key) || !others.contains(key));
  }

  /** Kafka's settings for the sinks: those that producers know, and those that only plugins do. */
  public Properties producerProperties() {
    Set<String> others = ConsumerConfig.configNames();
    return kafka(key -> ProducerConfig.configNames().contains(key) || !others.contains(key));
  }

  private Properties kafka(Predicate<String> wanted) {
    Properties properties = new Properties();
    withoutPrefix(JobOptions.KAFKA_PREFIX)
        .forEach(
            (key, value) -> {
              if (wanted.test(key)) {
                properties.setProperty(key, value);
              }
            });
    return properties;
  }

  /** Everything that Flink is told: what the job needs, what options say, what the user adds. */
  public Configuration flinkConfiguration() {
    Configuration flink = new Configuration();
    // Every type on the job's wires has its own serializer: falling back to Kryo is a mistake.
    flink.set(PipelineOptions.GENERIC_TYPES, false);
    // No operator of the job keeps or changes what it has handed on.
    flink.set(PipelineOptions.OBJECT_REUSE, true);
    flink.set(PipelineOptions.NAME, get(JobOptions.NAME));
    flink.set(PipelineOptions.MAX_PARALLELISM, get(ScaleOptions.MAX_PARALLELISM));
    flink.set(CheckpointingOptions.CHECKPOINTING_INTERVAL, get(StateOptions.CHECKPOINT_INTERVAL));
    find(ScaleOptions.PARALLELISM)
        .ifPresent(parallelism -> flink.set(CoreOptions.DEFAULT_PARALLELISM, parallelism));
    withoutPrefix(JobOptions.FLINK_PREFIX).forEach(flink::setString);
    return flink;
  }

  private Map<String, String> withoutPrefix(String prefix) {
    Map<String, String> result = new TreeMap<>();
    settings.forEach(
        (key, setting) -> {
          if (key.startsWith(prefix)) {
            result.put(key.substring(prefix.length()), setting.value());
          }
        });
    return result;
  }

  /** The settings given, by key, with stars in the place of secrets. */
  @Override
  public String toString() {
    Map<String, String> shown = new TreeMap<>();
    settings.forEach((key, setting) -> shown.put(key, Secrets.shown(key, setting.value())));
    return shown.toString();
  }
}
