package io.foreflow.job;

import io.foreflow.job.config.DeliveryOptions;
import io.foreflow.job.config.FormatOptions;
import io.foreflow.job.config.InvalidConfigurationException;
import io.foreflow.job.config.JobOptions;
import io.foreflow.job.config.KafkaOptions;
import io.foreflow.job.config.NamedOption;
import io.foreflow.job.config.Option;
import io.foreflow.job.config.Problem;
import io.foreflow.job.config.ScaleOptions;
import io.foreflow.job.config.Secrets;
import io.foreflow.job.config.Setting;
import io.foreflow.job.config.Sources;
import io.foreflow.job.config.StateOptions;
import io.foreflow.job.config.WaveOptions;
import io.foreflow.wire.registry.RegistrySettings;
import io.foreflow.wire.registry.SchemaRegistry;
import io.foreflow.wire.registry.TopicFormat;
import java.nio.file.Path;
import java.util.HashSet;
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
import org.apache.kafka.clients.admin.AdminClientConfig;
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

  private PipelineConfig(Sources sources) throws InvalidConfigurationException {
    this.values = sources.values();
    this.settings = sources.settings();
  }

  /** From settings by their full keys, such as {@code wave.size}. */
  public static PipelineConfig of(Map<String, String> settings)
      throws InvalidConfigurationException {
    return new PipelineConfig(new Sources().commandLine(settings));
  }

  /** From a YAML file; {@code overrides} win over it. */
  public static PipelineConfig load(Path file, Map<String, String> overrides)
      throws InvalidConfigurationException {
    return new PipelineConfig(new Sources().file(file).commandLine(overrides));
  }

  /** From the places that {@code sources} has looked at. */
  public static PipelineConfig of(Sources sources) throws InvalidConfigurationException {
    return new PipelineConfig(sources);
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

  /** How readings are written. */
  public TopicFormat readingsFormat() {
    return new TopicFormat(get(FormatOptions.READINGS_FORMAT), registry().orElse(null));
  }

  /** How forecasts are written. */
  public TopicFormat forecastsFormat() {
    return new TopicFormat(get(FormatOptions.FORECASTS_FORMAT), registry().orElse(null));
  }

  /** The subject of the schema of the forecasts in a topic. */
  public String subject(String topic) {
    return find(FormatOptions.FORECASTS_SUBJECT)
        .filter(subject -> topic.equals(get(KafkaOptions.FORECASTS_TOPIC)))
        .orElseGet(() -> SchemaRegistry.subjectOf(topic));
  }

  /** The schema registry, if there is one. */
  Optional<RegistrySettings> registry() {
    return find(FormatOptions.REGISTRY_URL)
        .map(
            urls -> {
              RegistrySettings settings =
                  RegistrySettings.of(urls)
                      .withPatience(get(FormatOptions.REGISTRY_PATIENCE))
                      .withAutoRegister(get(FormatOptions.REGISTRY_AUTO_REGISTER));
              return find(FormatOptions.REGISTRY_BASIC_AUTH)
                  .map(settings::withBasicAuth)
                  .or(() -> find(FormatOptions.REGISTRY_TOKEN).map(settings::withToken))
                  .orElse(settings);
            });
  }

  /** Kafka's settings for whoever asks about topics and brokers. */
  public Properties adminProperties() {
    Set<String> others = new HashSet<>(ProducerConfig.configNames());
    others.addAll(ConsumerConfig.configNames());
    return kafka(key -> AdminClientConfig.configNames().contains(key) || !others.contains(key));
  }

  /** Something wrong with an option's value, with the place where it was given. */
  Problem problem(Option<?> option, String rule) {
    Setting setting = settings.get(option.key());
    String value =
        setting == null
            ? "(default) \"" + option.defaultText() + "\" "
            : "(" + setting.place() + ") " + Secrets.shown(option.key(), setting.value()) + " ";
    return new Problem(option.key(), value + rule);
  }

  /** Something wrong with a setting that was given, with the place where it was. */
  Problem problem(String key, String rule) {
    Setting setting = settings.get(key);
    return new Problem(
        key,
        setting == null
            ? rule
            : "(" + setting.place() + ") " + Secrets.shown(key, setting.value()) + " " + rule);
  }

  /** What a library has said, without the secrets that it may have quoted. */
  String withoutSecrets(String text) {
    return Secrets.removed(text, settings);
  }

  /** Kafka's settings for the source: those that consumers know, and those that only plugins do. */
  public Properties consumerProperties() {
    Set<String> others = ProducerConfig.configNames();
    return kafka(key -> ConsumerConfig.configNames().contains(key) || !others.contains(key));
  }

  /** Kafka's settings for the sinks: those that producers know, and those that only plugins do. */
  public Properties producerProperties() {
    Set<String> others = ConsumerConfig.configNames();
    Properties properties =
        kafka(key -> ProducerConfig.configNames().contains(key) || !others.contains(key));
    tuning().addTo(properties);
    return properties;
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
    tuning().setIn(flink);
    find(ScaleOptions.PARALLELISM)
        .ifPresent(parallelism -> flink.set(CoreOptions.DEFAULT_PARALLELISM, parallelism));
    withoutPrefix(JobOptions.FLINK_PREFIX).forEach(flink::setString);
    return flink;
  }

  private Tuning tuning() {
    return new Tuning(get(WaveOptions.WAVE_LINGER));
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
