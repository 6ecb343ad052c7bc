package io.foreflow.job.start;

import io.foreflow.job.config.AnomalyOptions;
import io.foreflow.job.config.Delivery;
import io.foreflow.job.config.DeliveryOptions;
import io.foreflow.job.config.FormatOptions;
import io.foreflow.job.config.JobOptions;
import io.foreflow.job.config.KafkaOptions;
import io.foreflow.job.config.ModelOptions;
import io.foreflow.job.config.PipelineConfig;
import io.foreflow.job.config.ScoreOptions;
import io.foreflow.job.config.StateOptions;
import io.foreflow.job.emit.TopicLimit;
import io.foreflow.job.topology.KafkaConnectors;
import io.foreflow.options.InvalidConfigurationException;
import io.foreflow.options.Nearest;
import io.foreflow.options.Option;
import io.foreflow.options.Problem;
import io.foreflow.wire.AnomalyCodec;
import io.foreflow.wire.ForecastCodec;
import io.foreflow.wire.ForecastScoreCodec;
import io.foreflow.wire.SchemaVersions;
import io.foreflow.wire.registry.RegistryException;
import io.foreflow.wire.registry.RegistrySettings;
import io.foreflow.wire.registry.SchemaRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.flink.util.TimeUtils;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A check before the start that brokers and schema registry are as the pipeline needs them. */
public final class StartCheck {
  /** How long a person at a terminal waits for an answer. */
  private static final Duration PATIENCE = Duration.ofSeconds(15);

  private static final Logger LOG = LoggerFactory.getLogger(StartCheck.class);

  private final PipelineConfig config;
  private final List<Problem> problems = new ArrayList<>();

  /** A check of one pipeline. */
  public StartCheck(PipelineConfig config) {
    this.config = config;
  }

  /**
   * Asks the brokers and the schema registry, unless {@code start-check} is off.
   *
   * @throws InvalidConfigurationException if the pipeline can't run there, with all problems
   * @throws StartFailedException if they can't be asked
   */
  public void run() throws InvalidConfigurationException, StartFailedException {
    Duration longest = config.find(DeliveryOptions.BROKER_TRANSACTION_TIMEOUT).orElse(null);
    if (config.get(JobOptions.START_CHECK)) {
      try (Brokers brokers = Brokers.of(config, PATIENCE)) {
        BrokerRules rules = brokers.rules();
        checkTopics(brokers, rules);
        checkSizes(brokers);
        if (longest == null) {
          longest = rules.longestTransaction().orElse(null);
        }
      }
      askRegistry();
    }
    checkTransactionTimeout(
        longest == null ? DeliveryOptions.DEFAULT_BROKER_TRANSACTION_TIMEOUT : longest);
    if (!problems.isEmpty()) {
      throw new InvalidConfigurationException(problems);
    }
  }

  private void checkTopics(Brokers brokers, BrokerRules rules) throws StartFailedException {
    Map<String, Option<?>> wanted = topics();
    for (Map.Entry<String, Brokers.Topic> found : brokers.topics(wanted.keySet()).entrySet()) {
      String topic = found.getKey();
      Option<?> option = wanted.getOrDefault(topic, KafkaOptions.READINGS_TOPICS);
      // Options are compared by key: the equals that the compiler makes for a record would keep the
      // job's classes in the JobManager.
      boolean reads =
          List.of(KafkaOptions.READINGS_TOPICS.name(), ModelOptions.MODELS_TOPIC.name())
              .contains(option.name());
      if (found.getValue() == Brokers.Topic.DENIED) {
        problems.add(config.problem(option, denied(topic, reads ? "READ" : "WRITE")));
      } else if (found.getValue() == Brokers.Topic.MISSING && (reads || !rules.createsTopics())) {
        // A reader never makes a topic. A writer's first record does, where the brokers allow it.
        problems.add(config.problem(option, missing(topic, brokers)));
      }
    }
  }

  /** The topics that the pipeline uses, each with the option that names it. */
  public Map<String, Option<?>> topics() {
    Map<String, Option<?>> topics = new LinkedHashMap<>();
    config
        .get(KafkaOptions.READINGS_TOPICS)
        .forEach(topic -> topics.put(topic, KafkaOptions.READINGS_TOPICS));
    List<Option<String>> others =
        new ArrayList<>(
            List.of(
                KafkaOptions.FORECASTS_TOPIC,
                KafkaOptions.DEAD_LETTERS_TOPIC,
                KafkaOptions.LATE_TOPIC));
    if (config.find(ModelOptions.MODELS_TOPIC).isPresent()) {
      others.add(ModelOptions.MODELS_TOPIC);
      others.add(ModelOptions.EVENTS_TOPIC);
    }
    if (config.find(ModelOptions.SHADOW_URI).isPresent()) {
      others.add(ModelOptions.SHADOW_TOPIC);
    }
    if (config.find(ScoreOptions.SCORES_TOPIC).isPresent()) {
      others.add(ScoreOptions.SCORES_TOPIC);
    }
    if (config.find(AnomalyOptions.TOPIC).isPresent()) {
      others.add(AnomalyOptions.TOPIC);
    }
    others.forEach(option -> topics.put(config.get(option), option));
    return topics;
  }

  private void checkSizes(Brokers brokers) throws StartFailedException {
    Map<String, Option<?>> written = topics();
    MessageSizeCheck sizes =
        new MessageSizeCheck(
            brokers.longestMessages(written.keySet()),
            TopicLimit.ofProducer(KafkaConnectors.producerProperties(config)));
    written.keySet().removeAll(config.get(KafkaOptions.READINGS_TOPICS));
    config.find(ModelOptions.MODELS_TOPIC).ifPresent(written::remove);
    problems.addAll(sizes.problems(config, written));
    sizes.warnings(config).forEach(LOG::warn);
  }

  private static String denied(String topic, String right) {
    return "names topic "
        + topic
        + ", which these credentials may not see; grant them DESCRIBE and "
        + right;
  }

  private String missing(String topic, Brokers brokers) throws StartFailedException {
    return "names topic "
        + topic
        + ", which is not there"
        + Nearest.to(topic, brokers.names())
            .map(near -> "; did you mean " + near + "? Otherwise")
            .orElse(";")
        + " create it: kafka-topics.sh --bootstrap-server "
        + config.get(KafkaOptions.BOOTSTRAP_SERVERS)
        + " --create --topic "
        + topic
        + " --partitions 4; or start foreflow run with --create-topics";
  }

  private void checkTransactionTimeout(Duration longest) {
    Duration timeout = config.get(DeliveryOptions.TRANSACTION_TIMEOUT);
    if (config.get(DeliveryOptions.DELIVERY) != Delivery.EXACTLY_ONCE
        || timeout.compareTo(longest) <= 0) {
      return;
    }
    Duration least = config.get(StateOptions.CHECKPOINT_INTERVAL).plus(DeliveryOptions.RESTART);
    String most = TimeUtils.formatWithHighestUnit(longest);
    problems.add(
        config.problem(
            DeliveryOptions.TRANSACTION_TIMEOUT,
            "must be at most "
                + most
                + ", the brokers' transaction.max.timeout.ms; "
                + (least.compareTo(longest) <= 0
                    ? "set " + DeliveryOptions.TRANSACTION_TIMEOUT.name() + ": " + most
                    : "raise that on the brokers, or shorten checkpoint.interval to less than "
                        + most
                        + " without a minute")
                + ", or raise it on the brokers"));
  }

  private void askRegistry() throws StartFailedException {
    RegistrySettings settings = config.registry().orElse(null);
    if (settings == null) {
      return;
    }
    try {
      SchemaRegistry registry = new SchemaRegistry(settings.withPatience(PATIENCE));
      if (config.get(FormatOptions.FORECASTS_FORMAT).needsRegistry()) {
        registerSchemas(registry);
      } else if (config.get(FormatOptions.READINGS_FORMAT).needsRegistry()) {
        registry.requireThere();
      }
    } catch (RegistryException e) {
      throw new StartFailedException(config.withoutSecrets(String.valueOf(e.getMessage())), e);
    }
  }

  private void registerSchemas(SchemaRegistry registry) {
    register(registry, config.get(KafkaOptions.FORECASTS_TOPIC), ForecastCodec.versions());
    Optional<String> scores = config.find(ScoreOptions.SCORES_TOPIC);
    if (scores.isPresent()) {
      register(registry, scores.get(), ForecastScoreCodec.versions());
    }
    Optional<String> anomalies = config.find(AnomalyOptions.TOPIC);
    if (anomalies.isPresent()) {
      register(registry, anomalies.get(), AnomalyCodec.versions());
    }
  }

  private void register(SchemaRegistry registry, String topic, SchemaVersions versions) {
    int unused = registry.idOf(config.subject(topic), versions.current());
  }
}
