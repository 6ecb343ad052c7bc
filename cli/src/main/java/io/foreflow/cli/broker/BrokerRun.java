package io.foreflow.cli.broker;

import io.foreflow.broker.BrokerOptions;
import io.foreflow.broker.LocalBroker;
import io.foreflow.cli.job.PipelineFile;
import io.foreflow.cli.kafka.KafkaCluster;
import io.foreflow.cli.kafka.PipelineTopics;
import io.foreflow.cli.process.CommandFailure;
import io.foreflow.cli.process.CommandOutput;
import io.foreflow.cli.process.ExitCodes;
import io.foreflow.cli.process.StopSignal;
import io.foreflow.job.ForecastJob;
import io.foreflow.job.config.FormatOptions;
import io.foreflow.job.config.KafkaOptions;
import io.foreflow.job.config.ModelOptions;
import io.foreflow.job.config.PipelineConfig;
import io.foreflow.wire.WireFormat;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The work of {@code foreflow broker}. */
final class BrokerRun {

  private static final Duration STOP_PATIENCE = Duration.ofSeconds(30);
  private static final Duration LOOK = Duration.ofMinutes(1);

  /** The settings of a pipeline without a file. Its topics have their default names. */
  private static final Map<String, String> DEFAULTS =
      Map.of(
          ModelOptions.MODEL_URI.name(), "model.onnx", ModelOptions.MODELS_TOPIC.name(), "models");

  private final CommandOutput output;

  BrokerRun(CommandOutput output) {
    this.output = output;
  }

  int run(int port, Optional<Path> folder, Optional<Path> pipeline) throws InterruptedException {
    BrokerOptions options = BrokerOptions.temporary().withPort(port);
    // Read before the broker starts: a file with a mistake needs none.
    Map<String, String> settings = new LinkedHashMap<>(pipeline.isPresent() ? Map.of() : DEFAULTS);
    settings.put(KafkaOptions.BOOTSTRAP_SERVERS.name(), "127.0.0.1:" + port);
    PipelineConfig config = PipelineFile.load(pipeline, settings);
    output.say("Starting a Kafka broker, about 3 seconds.");
    try (StopSignal stop = StopSignal.install(STOP_PATIENCE);
        LocalBroker broker = start(folder.map(options::withFolder).orElse(options))) {
      PipelineTopics.create(new KafkaCluster(broker.bootstrapServers()), config);
      tell(broker.bootstrapServers(), config, folder, pipeline);
      while (!stop.await(LOOK)) {
        // Kafka does its work in threads of its own.
      }
    }
    output.say("The broker has ended." + (folder.isEmpty() ? " Its data are deleted." : ""));
    return ExitCodes.OK;
  }

  private static LocalBroker start(BrokerOptions options) {
    try {
      return LocalBroker.start(options);
    } catch (IllegalStateException e) {
      throw CommandFailure.failed(
          "%s (%s). Choose another port with --port, or a free one with --port 0"
              .formatted(
                  options.port() == 0
                      ? "no Kafka broker started"
                      : "no Kafka broker started on port " + options.port(),
                  rootMessage(e)),
          e);
    }
  }

  private static String rootMessage(Throwable failure) {
    Throwable root = failure;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    return root.getMessage() == null ? root.getClass().getSimpleName() : root.getMessage();
  }

  private void tell(
      String servers, PipelineConfig config, Optional<Path> folder, Optional<Path> pipeline) {
    output.say(
        "Kafka is at %s, with the topics %s."
            .formatted(servers, String.join(", ", ForecastJob.topics(config))));
    output.say(
        folder
                .map(kept -> "Its data stay in " + kept + ".")
                .orElse("Its data are deleted at its end.")
            + " Ctrl-C ends it.");
    output.say("Next, in another terminal:");
    WireFormat format = config.get(FormatOptions.READINGS_FORMAT);
    if (!format.needsRegistry()) {
      output.say(
          "  foreflow simulate --bootstrap-servers %s --topic %s --format %s"
              .formatted(
                  servers,
                  config.get(KafkaOptions.READINGS_TOPICS).get(0),
                  format.name().toLowerCase(Locale.ROOT)));
    }
    output.say(
        pipeline
                .map("  foreflow run --config %s -Dkafka.bootstrap.servers="::formatted)
                .orElse(
                    "  foreflow run -Dmodel.uri=model.onnx -Dtopics.models=models"
                        + " -Dkafka.bootstrap.servers=")
            + servers);
  }
}
