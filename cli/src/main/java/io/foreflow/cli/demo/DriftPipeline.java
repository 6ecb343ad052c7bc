package io.foreflow.cli.demo;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.foreflow.job.config.DeliveryOptions;
import io.foreflow.job.config.FormatOptions;
import io.foreflow.job.config.ModelOptions;
import io.foreflow.job.config.PipelineConfig;
import io.foreflow.job.config.StateOptions;
import io.foreflow.options.InvalidConfigurationException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/** The configuration of the job and of the retrainings in a demo of drift, as files. */
final class DriftPipeline {

  /** The name of the model. */
  static final String MODEL = "demo";

  /** Options that would else be chosen for the history. A short training has a small network. */
  private static final Map<String, String> SMALL_TRAINING =
      Map.of(
          "cell", "gru",
          "members", "1",
          "profile", "0",
          "linear-window", "0",
          "disturbed", "0",
          "dropout", "0",
          "batch", "32",
          "window", "36",
          "averaging", "none");

  private static final ObjectMapper JSON = new ObjectMapper();

  private DriftPipeline() {}

  /** Writes both files, and returns the configuration of the job. */
  static PipelineConfig write(
      DriftPlan plan, String bootstrapServers, DemoTopics topics, DemoFolder folder)
      throws InvalidConfigurationException, IOException {
    Map<String, String> job = job(bootstrapServers, topics, folder);
    write(folder.pipelineFile(), job);
    write(folder.retrainFile(), retraining(plan, folder));
    return PipelineConfig.of(job);
  }

  private static Map<String, String> job(
      String bootstrapServers, DemoTopics topics, DemoFolder folder) throws IOException {
    Map<String, String> settings =
        DemoPipeline.common("foreflow-demo-drift", bootstrapServers, topics, folder);
    settings.put(FormatOptions.READINGS_FORMAT.name(), "json");
    settings.put(FormatOptions.FORECASTS_FORMAT.name(), "json");
    // Forecasts and scores are seen when a checkpoint completes.
    settings.put(DeliveryOptions.DELIVERY.name(), "exactly-once");
    settings.put(StateOptions.CHECKPOINT_INTERVAL.name(), "1 s");
    settings.put(
        ModelOptions.MODEL_URI.name(), "store:" + folder.store() + "#" + MODEL + "@champion");
    settings.put(ModelOptions.MODELS_TOPIC.name(), DemoTopics.MODELS);
    return settings;
  }

  private static Map<String, String> retraining(DriftPlan plan, DemoFolder folder) {
    Map<String, String> settings = new LinkedHashMap<>();
    settings.put("pipeline", folder.pipelineFile().getFileName().toString());
    settings.put("store", folder.store().toString());
    settings.put("work", folder.flink().resolve("retrain").toString());
    // Little more than what has come since the change, so that the change is what is learnt.
    settings.put("history", "6d");
    settings.put("held-out", "1d");
    settings.put("confirm", "1 min");
    settings.put("watch.for", "24h");
    settings.put("watch.until", "4d");
    settings.put("train.model", MODEL);
    settings.put("train.horizon", Integer.toString(plan.network().horizon()));
    settings.put("train.context", "24");
    settings.put("train.seasons", "24");
    settings.put("train.hidden", Integer.toString(plan.network().hidden()));
    settings.put("train.steps", Integer.toString(plan.network().steps()));
    settings.put("train.seed", Long.toString(plan.simulation().seed()));
    SMALL_TRAINING.forEach((name, value) -> settings.put("train." + name, value));
    return settings;
  }

  /** Writes settings as YAML, in which each value is a quoted text. */
  private static void write(Path file, Map<String, String> settings) throws IOException {
    StringBuilder text = new StringBuilder();
    for (Map.Entry<String, String> setting : settings.entrySet()) {
      text.append(setting.getKey()).append(": ").append(quoted(setting.getValue())).append('\n');
    }
    Files.writeString(file, text);
  }

  private static String quoted(String text) throws JsonProcessingException {
    return JSON.writeValueAsString(text);
  }
}
