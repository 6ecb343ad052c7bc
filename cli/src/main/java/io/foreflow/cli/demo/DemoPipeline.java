package io.foreflow.cli.demo;

import io.foreflow.job.config.AnomalyOptions;
import io.foreflow.job.config.DeliveryOptions;
import io.foreflow.job.config.FormatOptions;
import io.foreflow.job.config.JobOptions;
import io.foreflow.job.config.KafkaOptions;
import io.foreflow.job.config.ModelOptions;
import io.foreflow.job.config.PipelineConfig;
import io.foreflow.job.config.ScoreOptions;
import io.foreflow.job.config.StateOptions;
import io.foreflow.job.config.TimeOptions;
import io.foreflow.options.InvalidConfigurationException;
import java.io.IOException;
import java.nio.file.Files;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The configuration of the job in the demo. */
final class DemoPipeline {

  /** Records of scores come often, so that the figures on the screen move. */
  private static final int SLOTS_PER_SCORE = 24;

  private DemoPipeline() {}

  static PipelineConfig config(
      DemoPlan plan,
      String bootstrapServers,
      DemoTopics topics,
      DemoFolder folder,
      Optional<SeedStart> start)
      throws InvalidConfigurationException, IOException {
    boolean exactlyOnce = plan.delivery().equals("exactly-once");
    Map<String, String> settings = common("foreflow-demo", bootstrapServers, topics, folder);
    settings.put(ScoreOptions.CALIBRATION.name(), "online");
    settings.put(AnomalyOptions.TOPIC.name(), topics.anomalies());
    settings.put(AnomalyOptions.PER_WEEK.name(), Double.toString(plan.falseAlarmsPerWeek()));
    String format = plan.format().name().toLowerCase(Locale.ROOT);
    settings.put(FormatOptions.READINGS_FORMAT.name(), format);
    settings.put(FormatOptions.FORECASTS_FORMAT.name(), format);
    settings.put(DeliveryOptions.DELIVERY.name(), plan.delivery());
    // Under exactly-once a forecast is seen when a checkpoint completes.
    settings.put(StateOptions.CHECKPOINT_INTERVAL.name(), exactlyOnce ? "1 s" : "10 s");
    settings.put(
        ModelOptions.MODEL_URI.name(),
        start.map(one -> one.seed().uri()).orElseGet(() -> folder.model().toString()));
    if (start.isPresent()) {
      settings.put(ModelOptions.MODELS_TOPIC.name(), DemoTopics.MODELS);
      settings.put(ModelOptions.ALLOWED_URIS.name(), folder.model().toString());
    }
    return PipelineConfig.of(settings);
  }

  /** The settings that the jobs of all demos have. */
  static Map<String, String> common(
      String name, String bootstrapServers, DemoTopics topics, DemoFolder folder)
      throws IOException {
    Map<String, String> settings = new LinkedHashMap<>();
    settings.put(JobOptions.NAME.name(), name);
    settings.put(KafkaOptions.BOOTSTRAP_SERVERS.name(), bootstrapServers);
    settings.put(KafkaOptions.READINGS_TOPICS.name(), topics.readings());
    settings.put(KafkaOptions.FORECASTS_TOPIC.name(), topics.forecasts());
    settings.put(KafkaOptions.DEAD_LETTERS_TOPIC.name(), topics.deadLetters());
    settings.put(KafkaOptions.LATE_TOPIC.name(), topics.late());
    settings.put(ScoreOptions.SCORES_TOPIC.name(), topics.scores());
    settings.put(ScoreOptions.SCORES_EVERY.name(), Integer.toString(SLOTS_PER_SCORE));
    settings.put(KafkaOptions.START.name(), "earliest");
    // Simulated time runs ahead of the clock's.
    settings.put(TimeOptions.MAX_FUTURE.name(), "36500 d");
    settings.put(
        "flink.execution.checkpointing.dir",
        Files.createDirectories(folder.flink().resolve("checkpoints")).toUri().toString());
    // What fails here is a mistake to be seen, not an accident to be survived.
    settings.put("flink.restart-strategy.type", "none");
    return settings;
  }
}
