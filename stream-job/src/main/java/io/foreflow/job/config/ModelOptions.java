package io.foreflow.job.config;

import io.foreflow.job.model.AllowedUris;
import io.foreflow.job.model.ModelRoutes;
import io.foreflow.model.StepLimits;
import io.foreflow.model.StepModel;
import io.foreflow.options.NamedOption;
import io.foreflow.options.Option;
import io.foreflow.options.OptionGroup;
import io.foreflow.options.ValueType;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/** The options of the models that step the series. */
public final class ModelOptions {

  private static final ValueType<String> SHA256 =
      ValueType.matching("[0-9a-fA-F]{64}", "64 hexadecimal characters")
          .map(text -> text.toLowerCase(Locale.ROOT));

  private static final ValueType<URI> MODEL_FILE =
      ValueType.uri("file", "http", "https", "store", "seed");

  static final OptionGroup GROUP = new OptionGroup("Models");

  public static final Option<URI> MODEL_URI =
      Option.required(GROUP, "model.uri", MODEL_FILE)
          .help(
              "The model file, readable at this place on every TaskManager. A path is a file."
                  + " store:PLACE#NAME@REF is a version in a model store: an alias such as champion"
                  + " is looked up once, at the start. seed:NAME, such as seed:hourly, is a seed"
                  + " model of this release.");

  public static final Option<String> MODEL_SHA256 =
      Option.optional(GROUP, "model.sha256", SHA256)
          .help("What the model file must hash to. A file that does not is refused.");

  public static final Option<List<String>> ROUTES =
      Option.optional(
              GROUP,
              "routes",
              ValueType.list(
                  "a rule `pattern -> NAME`, where * in the pattern stands for any characters and ?"
                      + " for one, and NAME is one of models.NAME.uri or default, one or more",
                  ModelOptions::isRule))
          .help(
              "Which model steps which series: the first rule whose pattern the series' name"
                  + " matches. Where none does, or without rules, the model of model.uri.");

  public static final Option<String> MODELS_TOPIC =
      Option.optional(GROUP, "topics.models", KafkaOptions.TOPIC)
          .help(
              "Where models are announced to the running job; a compacted topic. Without it the job"
                  + " keeps the models that it was started with.");

  public static final Option<String> EVENTS_TOPIC =
      Option.of(GROUP, "topics.events", KafkaOptions.TOPIC, "model-events")
          .help(
              "Where the job says what became of announced models, with topics.models, and which"
                  + " Kafka transactions were lost, if the topic exists.");

  public static final Option<List<String>> ALLOWED_URIS =
      Option.optional(
              GROUP,
              "models.allowed-uris",
              ValueType.list(
                  "a URI that begins with file:, http:, https: or store:, or an absolute path, one"
                      + " or more",
                  AllowedUris::isPrefix))
          .help(
              "Where announced models may be: folders, servers and model stores, with everything"
                  + " under them. Models announced from elsewhere are refused, unopened. Without"
                  + " it: the folder, server or store of each model in the configuration. Seed"
                  + " models are always allowed.");

  public static final Option<String> CACHE_DIR =
      Option.optional(GROUP, "models.cache-dir", ValueType.text())
          .help(
              "A folder on each TaskManager that keeps announced models of servers, so that a"
                  + " restart does not need the servers. It holds at most 1 GiB. Without it, a"
                  + " folder in Java's temporary folder.");

  public static final Option<Duration> DOWNLOAD_TIMEOUT =
      Option.of(
              GROUP,
              "models.download.timeout",
              ValueType.duration(Duration.ofMillis(100), Duration.ofMinutes(10)),
              "30 s")
          .help(
              "How long it may take in all to read a model file. Within this time, a file that"
                  + " can't be read is asked for three times.");

  public static final Option<Integer> DOWNLOAD_MAX_BYTES =
      Option.of(
              GROUP,
              "models.download.max-bytes",
              ValueType.integer(1, (int) StepModel.LARGEST_FILE),
              Long.toString(StepModel.LARGEST_FILE))
          .help("The largest model file that is read.");

  public static final Option<Duration> STEP_LIMIT =
      Option.of(
              GROUP,
              "models.step-limit",
              ValueType.duration(Duration.ofMillis(10), Duration.ofMinutes(1)),
              "10 s")
          .help(
              "How long a model may take for a trial step of two series, and for one of wave.size"
                  + " series, before it is used. One that takes longer is cut off and refused.");

  public static final Option<Integer> STEP_MAX_BYTES =
      Option.of(
              GROUP,
              "models.step-max-bytes",
              ValueType.integer(1 << 20, Integer.MAX_VALUE),
              Long.toString(StepLimits.DEFAULT_BYTES))
          .help(
              "How much memory a step of wave.size series may take beside the model's weights. A"
                  + " model whose tensors add up to more is refused before it is loaded.");

  public static final Option<Duration> REPLAY_LIMIT =
      Option.of(
              GROUP,
              "models.replay-limit",
              ValueType.duration(Duration.ofMillis(10), Duration.ofDays(1)),
              "30 s")
          .help(
              "How long a wave of wave.size series may take in which all of them take over from"
                  + " another model, by a measured step times the readings in the model's history."
                  + " Meanwhile a task commits nothing. A model that takes longer is refused.");

  public static final Option<Double> TAKEOVER_SHARE =
      Option.of(
              GROUP,
              "models.takeover-share",
              ValueType.number("from 0.01 to 1", share -> share >= 0.01 && share <= 1),
              "0.15")
          .help(
              "The share of a task's time that goes into takeovers at most, after a swap. Histories"
                  + " are replayed between waves, a tenth as much while waves are full. The old"
                  + " model steps the series that have not moved, for at most an hour, or two"
                  + " cadences if they are longer. 1: each series moves at its next reading, which"
                  + " waits for the replay.");

  public static final Option<URI> SHADOW_URI =
      Option.optional(GROUP, "shadow.uri", MODEL_FILE)
          .help(
              "The file of a model that runs beside the others to be compared with them. Without"
                  + " it, none does.");

  public static final Option<String> SHADOW_SHA256 =
      Option.optional(GROUP, "shadow.sha256", SHA256)
          .help("What the file of shadow.uri must hash to.");

  public static final Option<Double> SHADOW_SHARE =
      Option.of(GROUP, "shadow.share", ValueType.share(), "1")
          .help("The share of the series that the shadow model steps too: always the same series.");

  public static final Option<String> SHADOW_TOPIC =
      Option.of(GROUP, "topics.shadow", KafkaOptions.TOPIC, "shadow-forecasts")
          .help("Where the forecasts of the shadow model go. Only with shadow.uri.");

  public static final NamedOption<URI> MODELS_URI =
      NamedOption.of(
          GROUP,
          "models.",
          ".uri",
          MODEL_FILE,
          "The file of a further model, for the series that routes give to it. NAME is the model's"
              + " own name, as in its manifest.");

  public static final NamedOption<String> MODELS_SHA256 =
      NamedOption.of(
          GROUP, "models.", ".sha256", SHA256, "What the file of models.NAME.uri must hash to.");

  private ModelOptions() {}

  private static boolean isRule(String text) {
    ModelRoutes.Rule rule = ModelRoutes.Rule.parse(text);
    return !rule.model().isEmpty();
  }
}
