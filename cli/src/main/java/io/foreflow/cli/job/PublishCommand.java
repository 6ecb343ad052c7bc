package io.foreflow.cli.job;

import io.foreflow.cli.process.CommandFailure;
import io.foreflow.cli.process.JsonOption;
import io.foreflow.cli.process.Version;
import io.foreflow.cli.seed.ModelSource;
import io.foreflow.job.model.LoadLimits;
import io.foreflow.model.StepModel;
import io.foreflow.seed.SeedModel;
import io.foreflow.store.StoreReference;
import io.foreflow.topic.KafkaConnection;
import io.foreflow.wire.ModelAnnouncement;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The command {@code foreflow publish} and its options. */
@Command(
    name = "publish",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    header = "Announces a model to running jobs, which then use it instead of their old one.",
    description = {
      "Examples:",
      "  foreflow publish model.onnx",
      "  foreflow publish model.onnx --uri https://files.example/models/model.onnx",
      "  foreflow publish --uri store:/store#sensors@champion --config pipeline.yaml",
      "  foreflow publish model.onnx --config pipeline.yaml --wait 2m",
      "  foreflow publish seed:hourly --config pipeline.yaml",
      "  foreflow publish older.onnx --bootstrap-servers broker:9092 --topic models --json",
      "",
      "Checks the file as the job does, and writes its address and its hash to the topic",
      "topics.models. Every job that uses a model of this name loads the file from --uri and swaps",
      "to it. A job loads files only from the places in its models.allowed-uris. Without that"
          + " option,",
      "it loads them from the folders and servers of the models in its configuration. Seed models"
          + " are",
      "always allowed. To go back, publish the older file.",
      "",
      "The tasks of the job answer on the topic topics.events. The command waits for the answers"
          + " if",
      "it knows that topic, and ends with 1 if all tasks refuse. Under exactly-once the answers"
          + " come",
      "one checkpoint later.",
      ""
    })
public final class PublishCommand implements Callable<Integer> {

  @Parameters(
      index = "0",
      arity = "0..1",
      paramLabel = "MODEL",
      description =
          "The model file, or seed:NAME, a seed model. Not needed if --uri names a version in a"
              + " store.")
  private Optional<String> file;

  @Option(
      names = "--config",
      paramLabel = "FILE",
      description = "The job's pipeline, as YAML, with the brokers, credentials and topics.")
  private Optional<Path> config;

  @Option(
      names = "--bootstrap-servers",
      paramLabel = "HOST:PORT",
      description =
          "Kafka brokers to connect to, comma-separated. Default: those of --config, or"
              + " localhost:9092.")
  private Optional<String> bootstrapServers;

  @Option(
      names = "--topic",
      paramLabel = "NAME",
      description =
          "The topic for announcements. If it is missing, it is created as a compacted topic."
              + " Default: topics.models of --config, or models.")
  private Optional<String> topic;

  @Option(
      names = "--events",
      paramLabel = "NAME",
      description =
          "The topic with the tasks' answers. Default: topics.events of --config, or model-events"
              + " if this topic exists.")
  private Optional<String> events;

  @Option(
      names = "--wait",
      paramLabel = "TIME",
      defaultValue = "30s",
      description =
          "How long to wait for the answers of all tasks; 0s does not wait. Default:"
              + " ${DEFAULT-VALUE}.")
  private Duration wait;

  @Option(
      names = "--uri",
      paramLabel = "URI",
      description =
          "The address of the same file for the job's machines: file:, http: or https:. Default:"
              + " its path on this machine. Or store:PLACE#NAME@REF, a version in a store; an alias"
              + " is announced as the version that it names now.")
  private Optional<String> uri;

  @Mixin private JsonOption json;

  @Override
  public Integer call() {
    Optional<ModelSource> model = file.map(ModelSource::of);
    PublishTarget target = target();
    return new PublishRun(json.output(), "foreflow publish").tell(announcement(model), target);
  }

  private ModelAnnouncement announcement(Optional<ModelSource> given) {
    InstantSource clock = InstantSource.system();
    if (uri.filter(StoreReference::is).isPresent()) {
      return StoredAnnouncement.of(uri.get(), given.map(PublishCommand::sha256), clock);
    }
    ModelSource model =
        given.orElseThrow(
            () ->
                CommandFailure.usage(
                    "name the model FILE, or a version in a store: --uri store:PLACE#NAME@REF"));
    if (model.seed().isPresent() && uri.isPresent()) {
      throw CommandFailure.usage(
          "--uri: a seed model is in the job's own jar, so leave --uri out; found " + uri.get());
    }
    String place = uri.map(PublishCommand::checked).map(URI::toString).orElseGet(() -> own(model));
    try (StepModel opened = open(model)) {
      return new ModelAnnouncement(
          opened.manifest().model(),
          opened.manifest().version(),
          place,
          opened.sha256(),
          clock.millis());
    }
  }

  /** The place of a model on this machine, or in the job's jar. */
  private static String own(ModelSource model) {
    return model
        .seed()
        .map(SeedModel::versionUri)
        .orElseGet(() -> Path.of(model.text()).toAbsolutePath().toUri().toString());
  }

  private static StepModel open(ModelSource model) {
    return model.open(LoadLimits.DEFAULT.step());
  }

  private static String sha256(ModelSource model) {
    try (StepModel opened = open(model)) {
      return opened.sha256();
    }
  }

  private PublishTarget target() {
    if (config.isPresent()) {
      return PublishTarget.of(config.get(), bootstrapServers, topic, events, wait);
    }
    return new PublishTarget(
        KafkaConnection.to(bootstrapServers.orElse("localhost:9092")),
        topic.orElse("models"),
        events,
        wait);
  }

  private static URI checked(String text) {
    try {
      URI uri = new URI(text);
      String scheme = String.valueOf(uri.getScheme());
      boolean http = scheme.equals("http") || scheme.equals("https");
      if (scheme.equals("file") ? uri.getPath() != null : http && uri.getHost() != null) {
        return uri;
      }
    } catch (URISyntaxException e) {
      throw CommandFailure.usage(
          "--uri must be a URI, found '%s' (%s)".formatted(text, e.getReason()));
    }
    throw CommandFailure.usage(
        "--uri must begin with file:, http://, https:// or store:, found '%s'".formatted(text));
  }
}
