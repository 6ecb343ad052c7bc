package io.foreflow.job.config;

import io.foreflow.job.model.ModelRoutes;
import io.foreflow.wire.WireFormat;
import java.time.DateTimeException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Turns settings into values, and gathers everything that is wrong with them on the way. */
final class SettingsCheck {

  /** What the job itself sets on Kafka's clients and on Flink, and the option that does it. */
  private static final Map<String, String> OWN =
      Map.ofEntries(
          Map.entry("kafka.group.id", KafkaOptions.GROUP_ID.key()),
          Map.entry("kafka.auto.offset.reset", KafkaOptions.START.key()),
          Map.entry("kafka.transactional.id", DeliveryOptions.TRANSACTIONAL_ID_PREFIX.key()),
          Map.entry("kafka.transaction.timeout.ms", DeliveryOptions.TRANSACTION_TIMEOUT.key()),
          Map.entry("kafka.key.deserializer", FormatOptions.READINGS_FORMAT.key()),
          Map.entry("kafka.value.deserializer", FormatOptions.READINGS_FORMAT.key()),
          Map.entry("kafka.key.serializer", FormatOptions.FORECASTS_FORMAT.key()),
          Map.entry("kafka.value.serializer", FormatOptions.FORECASTS_FORMAT.key()),
          Map.entry(
              "flink.execution.checkpointing.interval", StateOptions.CHECKPOINT_INTERVAL.key()),
          Map.entry("flink.parallelism.default", ScaleOptions.PARALLELISM.key()),
          Map.entry("flink.pipeline.max-parallelism", ScaleOptions.MAX_PARALLELISM.key()),
          Map.entry("flink.pipeline.name", JobOptions.NAME.key()));

  private final Map<String, Setting> settings;
  private final Map<String, Object> values = new LinkedHashMap<>();
  private final List<Problem> problems = new ArrayList<>();

  private SettingsCheck(Map<String, Setting> settings) {
    this.settings = settings;
  }

  /**
   * The typed value of each option that is given or has a default, by its key.
   *
   * @param found what is known to be wrong already
   */
  static Map<String, Object> values(Map<String, Setting> settings, List<Problem> found)
      throws InvalidConfigurationException {
    SettingsCheck check = new SettingsCheck(settings);
    check.problems.addAll(found);
    JobOptions.ALL.forEach(check::read);
    JobOptions.NAMED.forEach(check::readNamed);
    settings.forEach(check::refuseUnknown);
    check.checkTransactionTimeout();
    check.checkTopicsDiffer();
    check.checkRoutes();
    check.checkRegistry();
    check.problems.addAll(KafkaSettings.problems(settings));
    if (!check.problems.isEmpty()) {
      throw new InvalidConfigurationException(check.problems);
    }
    return check.values;
  }

  private void read(Option<?> option) {
    Setting setting = settings.get(option.key());
    if (setting == null) {
      if (option.required() && problems.stream().noneMatch(p -> p.key().equals(option.key()))) {
        problems.add(
            new Problem(
                option.key(),
                "is missing; set it to " + option.type().rule() + ". " + option.description()));
      }
      option.defaultValue().ifPresent(value -> values.put(option.key(), value));
      return;
    }
    parse(option.key(), option.type(), setting);
  }

  private void readNamed(NamedOption<?> option) {
    settings.forEach(
        (key, setting) -> {
          if (option.nameIn(key).isPresent()) {
            parse(key, option.type(), setting);
          }
        });
  }

  private void parse(String key, ValueType<?> type, Setting setting) {
    try {
      values.put(key, type.parse(setting.value()));
    } catch (IllegalArgumentException | DateTimeException e) {
      problems.add(new Problem(key, given(key, setting) + "must be " + type.rule()));
    }
  }

  private static String given(String key, Setting setting) {
    return "(" + setting.place() + ") " + Secrets.shown(key, setting.value()) + " ";
  }

  private void refuseUnknown(String key, Setting setting) {
    String own = OWN.get(key);
    if (own != null) {
      problems.add(
          new Problem(key, "(" + setting.place() + ") is set by the job; use " + own + " instead"));
    } else if (!key.startsWith(JobOptions.KAFKA_PREFIX)
        && !key.startsWith(JobOptions.FLINK_PREFIX)
        && !JobOptions.KEYS.contains(key)
        && JobOptions.NAMED.stream().allMatch(named -> named.nameIn(key).isEmpty())) {
      String near =
          Nearest.to(key, JobOptions.KEYS).map(name -> "did you mean " + name + "? ").orElse("");
      problems.add(
          new Problem(
              key,
              "("
                  + setting.place()
                  + ") is no option; "
                  + near
                  + "Kafka's own settings begin with kafka. and Flink's with flink."));
    }
  }

  private void checkTransactionTimeout() {
    Duration timeout = value(DeliveryOptions.TRANSACTION_TIMEOUT);
    Duration most = value(DeliveryOptions.BROKER_TRANSACTION_TIMEOUT);
    Duration interval = value(StateOptions.CHECKPOINT_INTERVAL);
    if (value(DeliveryOptions.DELIVERY) != Delivery.EXACTLY_ONCE
        || timeout == null
        || interval == null) {
      return;
    }
    Duration least = interval.plus(DeliveryOptions.RESTART);
    if (timeout.compareTo(least) < 0) {
      problem(
          DeliveryOptions.TRANSACTION_TIMEOUT,
          "must be at least "
              + ValueType.spoken(least)
              + " under exactly-once: checkpoint.interval ("
              + ValueType.spoken(interval)
              + ") and a minute for a restart, or the broker ends transactions that are still to be"
              + " committed; raise it or shorten checkpoint.interval");
    }
    if (most != null && timeout.compareTo(most) > 0) {
      problem(
          DeliveryOptions.TRANSACTION_TIMEOUT,
          "must be at most transaction-timeout.broker-max ("
              + ValueType.spoken(most)
              + "); lower it, or raise transaction.max.timeout.ms on the brokers and"
              + " transaction-timeout.broker-max here");
    }
  }

  private void checkRegistry() {
    for (Option<WireFormat> format :
        List.of(FormatOptions.READINGS_FORMAT, FormatOptions.FORECASTS_FORMAT)) {
      WireFormat value = value(format);
      if (value != null
          && value.needsRegistry()
          && !settings.containsKey(FormatOptions.REGISTRY_URL.key())) {
        problem(format, "needs a schema registry; set " + FormatOptions.REGISTRY_URL.key());
      }
    }
    if (settings.containsKey(FormatOptions.REGISTRY_BASIC_AUTH.key())
        && settings.containsKey(FormatOptions.REGISTRY_TOKEN.key())) {
      problem(
          FormatOptions.REGISTRY_TOKEN,
          "can't go with " + FormatOptions.REGISTRY_BASIC_AUTH.key() + "; leave one of them");
    }
  }

  private void checkTopicsDiffer() {
    Map<String, String> writers = new LinkedHashMap<>();
    List<String> readings = value(KafkaOptions.READINGS_TOPICS);
    if (readings != null) {
      readings.forEach(topic -> writers.put(topic, KafkaOptions.READINGS_TOPICS.key()));
    }
    for (Option<String> option :
        List.of(
            KafkaOptions.FORECASTS_TOPIC,
            KafkaOptions.DEAD_LETTERS_TOPIC,
            KafkaOptions.LATE_TOPIC,
            ModelOptions.MODELS_TOPIC,
            ModelOptions.EVENTS_TOPIC,
            ModelOptions.SHADOW_TOPIC)) {
      String topic = value(option);
      String other = topic == null ? null : writers.putIfAbsent(topic, option.key());
      if (other != null) {
        problem(option, "is already the topic of " + other + "; give each its own topic");
      }
    }
  }

  /** Each model that a rule names has a file, and each file a rule. */
  private void checkRoutes() {
    Set<String> routed = new TreeSet<>();
    List<String> rules = value(ModelOptions.ROUTES);
    if (rules != null) {
      rules.forEach(rule -> routed.add(ModelRoutes.Rule.parse(rule).model()));
    }
    routed.remove(ModelRoutes.DEFAULT_NAME);
    Set<String> given = new TreeSet<>();
    settings.keySet().forEach(key -> ModelOptions.MODELS_URI.nameIn(key).ifPresent(given::add));
    for (String name : routed) {
      if (!given.contains(name)) {
        problem(
            ModelOptions.ROUTES,
            "names the model " + name + ", which has no file; set models." + name + ".uri");
      }
    }
    for (String name : given) {
      if (!routed.contains(name)) {
        problems.add(
            new Problem(
                "models." + name + ".uri",
                "is for no series; add a rule such as `pattern -> " + name + "` to routes"));
      }
    }
  }

  private void problem(Option<?> option, String rule) {
    Setting setting = settings.get(option.key());
    String value =
        setting == null
            ? "(default) \"" + option.defaultText() + "\" "
            : given(option.key(), setting);
    problems.add(new Problem(option.key(), value + rule));
  }

  /** Safe: {@link #read} puts only what the option's own type parsed under its key. */
  @SuppressWarnings("unchecked")
  private <T> @Nullable T value(Option<T> option) {
    return (T) values.get(option.key());
  }
}
