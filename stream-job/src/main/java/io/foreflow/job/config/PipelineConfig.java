package io.foreflow.job.config;

import io.foreflow.job.score.ScoreSettings;
import io.foreflow.job.score.StateSection;
import io.foreflow.options.InvalidConfigurationException;
import io.foreflow.options.NamedOption;
import io.foreflow.options.Option;
import io.foreflow.options.Problem;
import io.foreflow.options.Problems;
import io.foreflow.options.Secrets;
import io.foreflow.options.SettingSources;
import io.foreflow.options.Settings;
import io.foreflow.outcome.AnomalyRules;
import io.foreflow.outcome.CalibrationMode;
import io.foreflow.outcome.TrackedSteps;
import io.foreflow.wire.registry.RegistrySettings;
import io.foreflow.wire.registry.SchemaRegistry;
import io.foreflow.wire.registry.TopicFormat;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.function.Predicate;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.CoreOptions;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;

/**
 * The configuration of one pipeline, checked as a whole. Immutable. Options are listed in {@link
 * JobOptions}; {@code kafka.*} goes to Kafka's clients and {@code flink.*} to Flink.
 */
public final class PipelineConfig {
  private final Settings settings;

  private PipelineConfig(Settings settings) {
    this.settings = settings;
  }

  /** Makes a configuration from settings by their full keys, such as {@code wave.size}. */
  public static PipelineConfig of(Map<String, String> settings) {
    return of(sources().commandLine(settings));
  }

  /** Makes a configuration from a YAML file. {@code overrides} take precedence over it. */
  public static PipelineConfig load(Path file, Map<String, String> overrides) {
    return of(sources().file(file).commandLine(overrides));
  }

  /**
   * Makes a configuration from all sources.
   *
   * @throws InvalidConfigurationException with everything that is wrong
   */
  public static PipelineConfig of(SettingSources sources) {
    Problems problems = new Problems();
    Settings settings = sources.read(problems);
    PipelineCheck.check(settings, problems);
    if (!problems.all().isEmpty()) {
      throw new InvalidConfigurationException(problems.all());
    }
    return new PipelineConfig(settings);
  }

  /** SettingSources of a pipeline's settings, none yet. */
  public static SettingSources sources() {
    return new SettingSources(JobOptions.ALL);
  }

  /** The value given or the default. Throws where there is neither: see {@link #find}. */
  public <T> T get(Option<T> option) {
    return settings.get(option);
  }

  /** The value given or the default, if any. */
  public <T> Optional<T> find(Option<T> option) {
    return settings.find(option);
  }

  /** The values given for an option that may be given many times, by their names. */
  public <T> Map<String, T> named(NamedOption<T> option) {
    return settings.named(option);
  }

  /** What is kept of forecasts, if anything is. */
  public Optional<ScoreSettings> scores() {
    List<String> steps = get(ScoreOptions.TRACK);
    if (steps.contains(ScoreOptions.NONE)) {
      return Optional.empty();
    }
    ScoreSettings settings =
        ScoreSettings.of(new TrackedSteps(steps))
            .withCalibration(get(ScoreOptions.CALIBRATION) == CalibrationMode.ONLINE)
            .withRawQuantiles(get(ScoreOptions.RAW_QUANTILES));
    if (find(ScoreOptions.SCORES_TOPIC).isPresent()) {
      settings =
          settings
              .with(StateSection.SUMS)
              .withRecordSlots(find(ScoreOptions.SCORES_EVERY).orElse(ScoreSettings.DAY));
    }
    return Optional.of(settings);
  }

  /** When readings that were not forecast are reported, if they are. */
  public Optional<AnomalyRules> anomalies() {
    return find(AnomalyOptions.TOPIC)
        .map(
            topic ->
                new AnomalyRules(
                    get(AnomalyOptions.PER_WEEK),
                    get(AnomalyOptions.SIDE),
                    get(AnomalyOptions.DEAD_BAND),
                    get(AnomalyOptions.RELATIVE_DEAD_BAND),
                    get(AnomalyOptions.HITS),
                    get(AnomalyOptions.WINDOW),
                    get(AnomalyOptions.MERGE),
                    get(AnomalyOptions.STUCK_AFTER),
                    get(AnomalyOptions.SILENT_AFTER),
                    get(AnomalyOptions.SHIELD)));
  }

  /** The consumer group. */
  public String groupId() {
    return find(KafkaOptions.GROUP_ID).orElseGet(() -> get(JobOptions.NAME));
  }

  /** The prefix of the transactional ids of all the pipeline's sinks. */
  public String transactionalIdPrefix() {
    return find(DeliveryOptions.TRANSACTIONAL_ID_PREFIX).orElseGet(() -> get(JobOptions.NAME));
  }

  /** How readings are written. */
  public TopicFormat readingsFormat() {
    return new TopicFormat(get(FormatOptions.READINGS_FORMAT), registry().orElse(null));
  }

  /** How forecasts are written, and what comes of them. */
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
  public Optional<RegistrySettings> registry() {
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
  public Problem problem(Option<?> option, String text) {
    return settings.problem(option, text);
  }

  /** Something wrong with a setting, with the place where it was given. */
  public Problem problem(String key, String text) {
    return settings.problem(key, text);
  }

  /** A library's text without the secrets that it may have quoted. */
  public String withoutSecrets(String text) {
    return Secrets.removed(text, settings.texts());
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
    settings
        .passedOn(JobOptions.KAFKA_PREFIX)
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
    settings.passedOn(JobOptions.FLINK_PREFIX).forEach(flink::setString);
    return flink;
  }

  private Tuning tuning() {
    return new Tuning(get(WaveOptions.WAVE_LINGER));
  }

  /** The settings given, by key, with stars in the place of secrets. */
  @Override
  public String toString() {
    return settings.toString();
  }
}
