package io.foreflow.job.config;

import io.foreflow.job.model.ModelRoutes;
import io.foreflow.options.Durations;
import io.foreflow.options.Option;
import io.foreflow.options.Problem;
import io.foreflow.options.Problems;
import io.foreflow.options.Setting;
import io.foreflow.options.Settings;
import io.foreflow.outcome.CalibrationMode;
import io.foreflow.wire.WireFormat;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Checks what options mean together, and settings of Kafka and Flink that are the job's. */
final class PipelineCheck {

  /** Settings of Kafka's clients and of Flink that the job makes, and the option that does it. */
  private static final Map<String, String> OWN =
      Map.ofEntries(
          Map.entry("kafka.group.id", KafkaOptions.GROUP_ID.name()),
          Map.entry("kafka.auto.offset.reset", KafkaOptions.START.name()),
          Map.entry("kafka.transactional.id", DeliveryOptions.TRANSACTIONAL_ID_PREFIX.name()),
          Map.entry("kafka.transaction.timeout.ms", DeliveryOptions.TRANSACTION_TIMEOUT.name()),
          Map.entry("kafka.key.deserializer", FormatOptions.READINGS_FORMAT.name()),
          Map.entry("kafka.value.deserializer", FormatOptions.READINGS_FORMAT.name()),
          Map.entry("kafka.key.serializer", FormatOptions.FORECASTS_FORMAT.name()),
          Map.entry("kafka.value.serializer", FormatOptions.FORECASTS_FORMAT.name()),
          Map.entry(
              "flink.execution.checkpointing.interval", StateOptions.CHECKPOINT_INTERVAL.name()),
          Map.entry("flink.parallelism.default", ScaleOptions.PARALLELISM.name()),
          Map.entry("flink.pipeline.max-parallelism", ScaleOptions.MAX_PARALLELISM.name()),
          Map.entry("flink.pipeline.name", JobOptions.NAME.name()));

  private final Settings settings;
  private final Problems problems;

  private PipelineCheck(Settings settings, Problems problems) {
    this.settings = settings;
    this.problems = problems;
  }

  /** Adds everything that is wrong with settings that have been read. */
  static void check(Settings settings, Problems problems) {
    PipelineCheck check = new PipelineCheck(settings, problems);
    check.refuseOwn();
    check.checkTransactionTimeout();
    check.checkTopicsDiffer();
    check.checkRoutes();
    check.checkRegistry();
    check.checkTrack();
    check.checkCalibration();
    check.checkAnomalies();
    problems.addAll(KafkaSettings.problems(settings));
  }

  private void refuseOwn() {
    settings
        .texts()
        .forEach(
            (key, setting) -> {
              String own = OWN.get(key);
              if (own != null) {
                String text = "is set by the job; use " + own + " instead";
                problems.add(new Problem(key, text).at(setting.place()));
              }
            });
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
              + Durations.write(least)
              + " under exactly-once: checkpoint.interval ("
              + Durations.write(interval)
              + ") and a minute for a restart, or the broker ends transactions that are still to be"
              + " committed; raise it or shorten checkpoint.interval");
    }
    if (most != null && timeout.compareTo(most) > 0) {
      problem(
          DeliveryOptions.TRANSACTION_TIMEOUT,
          "must be at most transaction-timeout.broker-max ("
              + Durations.write(most)
              + "); lower it, or raise transaction.max.timeout.ms on the brokers and"
              + " transaction-timeout.broker-max here");
    }
  }

  private void checkRegistry() {
    for (Option<WireFormat> format :
        List.of(FormatOptions.READINGS_FORMAT, FormatOptions.FORECASTS_FORMAT)) {
      WireFormat value = value(format);
      if (value != null && value.needsRegistry() && !isGiven(FormatOptions.REGISTRY_URL)) {
        problem(format, "needs a schema registry; set " + FormatOptions.REGISTRY_URL.name());
      }
    }
    if (isGiven(FormatOptions.REGISTRY_BASIC_AUTH) && isGiven(FormatOptions.REGISTRY_TOKEN)) {
      problem(
          FormatOptions.REGISTRY_TOKEN,
          "can't go with " + FormatOptions.REGISTRY_BASIC_AUTH.name() + "; leave one of them");
    }
  }

  private void checkTrack() {
    List<String> steps = value(ScoreOptions.TRACK);
    if (steps != null && steps.size() > 1 && steps.contains(ScoreOptions.NONE)) {
      problem(ScoreOptions.TRACK, "can't have none and steps; leave out one or the other");
    }
    if (steps != null && steps.contains(ScoreOptions.NONE) && isGiven(ScoreOptions.SCORES_TOPIC)) {
      problem(
          ScoreOptions.SCORES_TOPIC,
          "needs scores, and track: none turns them off; name steps to track, or leave the topic out");
    }
  }

  private void checkCalibration() {
    List<String> steps = value(ScoreOptions.TRACK);
    boolean online = value(ScoreOptions.CALIBRATION) == CalibrationMode.ONLINE;
    Setting track = settings.texts().get(ScoreOptions.TRACK.name());
    if (online
        && isGiven(ScoreOptions.CALIBRATION)
        && track != null
        && steps != null
        && steps.contains(ScoreOptions.NONE)) {
      problem(
          ScoreOptions.CALIBRATION,
          "needs steps to track, and track (%s) is none; name steps there, or set calibration to off"
              .formatted(track.place()));
    }
    if (!online && Boolean.TRUE.equals(value(ScoreOptions.RAW_QUANTILES))) {
      problem(
          ScoreOptions.RAW_QUANTILES,
          "is only of use with calibration: online; leave it out, or set calibration");
    }
  }

  private void checkAnomalies() {
    List<String> steps = value(ScoreOptions.TRACK);
    Setting track = settings.texts().get(ScoreOptions.TRACK.name());
    if (isGiven(AnomalyOptions.TOPIC)
        && track != null
        && steps != null
        && steps.contains(ScoreOptions.NONE)) {
      problem(
          AnomalyOptions.TOPIC,
          "needs steps to track, and track (%s) is none; name steps there, or leave this topic out"
              .formatted(track.place()));
    }
    Integer hits = value(AnomalyOptions.HITS);
    Integer window = value(AnomalyOptions.WINDOW);
    if (hits != null && window != null && hits > window) {
      problem(
          AnomalyOptions.HITS,
          "must be at most anomalies.window (" + window + "); raise that or lower this");
    }
  }

  private void checkTopicsDiffer() {
    Map<String, String> writers = new LinkedHashMap<>();
    List<String> readings = value(KafkaOptions.READINGS_TOPICS);
    if (readings != null) {
      readings.forEach(topic -> writers.put(topic, KafkaOptions.READINGS_TOPICS.name()));
    }
    for (Option<String> option :
        List.of(
            KafkaOptions.FORECASTS_TOPIC,
            KafkaOptions.DEAD_LETTERS_TOPIC,
            KafkaOptions.LATE_TOPIC,
            ModelOptions.MODELS_TOPIC,
            ModelOptions.EVENTS_TOPIC,
            ModelOptions.SHADOW_TOPIC,
            ScoreOptions.SCORES_TOPIC,
            AnomalyOptions.TOPIC)) {
      String topic = value(option);
      String other = topic == null ? null : writers.putIfAbsent(topic, option.name());
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
    settings
        .texts()
        .keySet()
        .forEach(key -> ModelOptions.MODELS_URI.nameIn(key).ifPresent(given::add));
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

  private void problem(Option<?> option, String text) {
    problems.add(settings.problem(option, text));
  }

  private boolean isGiven(Option<?> option) {
    return settings.texts().containsKey(option.name());
  }

  private <T> @Nullable T value(Option<T> option) {
    return settings.find(option).orElse(null);
  }
}
