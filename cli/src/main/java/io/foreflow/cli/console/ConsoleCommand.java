package io.foreflow.cli.console;

import io.foreflow.cli.argument.ArgumentChecks;
import io.foreflow.cli.job.PipelineFile;
import io.foreflow.cli.job.PipelineOptions;
import io.foreflow.cli.kafka.PipelineConnection;
import io.foreflow.cli.kafka.RegistryOptions;
import io.foreflow.cli.page.ConsoleStart;
import io.foreflow.cli.page.ConsoleTopics;
import io.foreflow.cli.process.CommandFailure;
import io.foreflow.cli.process.CommandOutput;
import io.foreflow.cli.process.JsonOption;
import io.foreflow.cli.process.Version;
import io.foreflow.console.ConsoleSettings;
import io.foreflow.console.intake.PipelineTopics;
import io.foreflow.job.config.KafkaOptions;
import io.foreflow.job.config.PipelineConfig;
import io.foreflow.store.StoreException;
import io.foreflow.store.StoreLocation;
import io.foreflow.topic.KafkaConnection;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The command {@code foreflow console} and its options. */
@Command(
    name = "console",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    header = "Shows readings, forecasts and the pipeline on a page, and answers over HTTP.",
    description = {
      "Examples:",
      "  foreflow console --bootstrap-servers localhost:9092",
      "  foreflow console --config pipeline.yaml --store /store --flink http://localhost:8081",
      "  foreflow console --config pipeline.yaml --since 7d --series-limit 500 --readings 5000",
      "  foreflow console --config pipeline.yaml --bind 0.0.0.0 --token-file console.token",
      "  foreflow console --config pipeline.yaml --mcp stdio",
      "",
      "Reads the topics of a pipeline with consumers of its own, in no group, so that it takes",
      "nothing from the job. It begins with the records of the last day, goes on with what comes, and",
      "runs until Ctrl-C. It needs no broker to start: it waits for one. What it keeps is bounded; a",
      "series that fell out of memory is read again when somebody looks at it.",
      "",
      "The page and the API are open to this machine only. docs/reference/console-api.md describes",
      "the API.",
      ""
    })
public final class ConsoleCommand implements Callable<Integer> {

  private static final String STORE = "FOREFLOW_STORE";
  private static final String HTTP = "http";
  private static final String STDIO = "stdio";

  @Spec private CommandSpec spec;

  @Option(
      names = "--bootstrap-servers",
      paramLabel = "HOST:PORT",
      description =
          "Kafka brokers to connect to, comma-separated. Default: those of --config, or"
              + " localhost:9092.")
  private Optional<String> bootstrapServers;

  @Mixin private PipelineOptions pipeline;

  @Mixin private TopicOptions topics;

  @Mixin private RegistryOptions registry;

  @Option(
      names = "--since",
      paramLabel = "TIME",
      defaultValue = "24h",
      description = "How far back it begins to read, such as 24h. Default: ${DEFAULT-VALUE}.")
  private Duration since;

  @Mixin private AccessOptions access;

  @Mixin private MemoryOptions memory;

  @Option(
      names = "--store",
      paramLabel = "PLACE",
      description =
          "The model store whose decisions it shows: a folder, or s3://BUCKET/FOLDER. Default: the"
              + " environment variable FOREFLOW_STORE, or none.")
  private Optional<String> store;

  @Option(
      names = "--flink",
      paramLabel = "URL",
      description =
          "Web page of the Flink that runs the job, such as http://localhost:8081. The console asks"
              + " it for the sizes of waves, which are in no topic. Default: none.")
  private Optional<URI> flink;

  @Option(
      names = "--mcp",
      paramLabel = "HOW",
      arity = "0..1",
      fallbackValue = HTTP,
      description =
          "Serve the Model Context Protocol too, so that an assistant can ask: http under /mcp, or"
              + " stdio over standard input and output. Default: no; without HOW http.")
  private Optional<String> mcp;

  @Mixin private JsonOption json;

  @Override
  public Integer call() throws Exception {
    mcp.ifPresent(how -> ArgumentChecks.oneOf("--mcp", how, List.of(HTTP, STDIO)));
    boolean stdio = mcp.equals(Optional.of(STDIO));
    // With stdio, standard output is for the protocol.
    CommandOutput output = stdio ? new CommandOutput(spec.commandLine(), true) : json.output();
    ConsoleRun run = new ConsoleRun(output);
    return stdio ? run.serve(settings(0)) : run.run(settings(ConsoleStart.USUAL_PORT));
  }

  private ConsoleSettings settings(int usualPort) throws IOException {
    Optional<Path> file = pipeline.file();
    KafkaConnection connection;
    PipelineTopics read;
    if (pipeline.areGiven()) {
      topics.refuseBesidePipeline();
      Map<String, String> settings = new LinkedHashMap<>(pipeline.overrides());
      bootstrapServers.ifPresent(
          servers -> settings.put(KafkaOptions.BOOTSTRAP_SERVERS.name(), servers));
      PipelineConfig config = PipelineFile.load(file, settings);
      connection = PipelineConnection.of(config);
      read = ConsoleTopics.of(config);
    } else {
      connection = KafkaConnection.to(bootstrapServers.orElse("localhost:9092"));
      read = topics.topics(registry.settings());
    }
    return new ConsoleSettings(
        connection,
        read,
        since,
        memory.limits(),
        access.settings(usualPort),
        location(),
        flink(),
        mcp.isPresent(),
        ConsoleStart.release());
  }

  private Optional<URI> flink() {
    flink.ifPresent(
        address -> {
          boolean isWeb = "http".equals(address.getScheme()) || "https".equals(address.getScheme());
          if (!isWeb || address.getHost() == null || address.getUserInfo() != null) {
            throw CommandFailure.usage(
                "--flink must be http://HOST:PORT or https://HOST:PORT without a user, found '%s'"
                    .formatted(address));
          }
        });
    return flink;
  }

  private Optional<StoreLocation> location() {
    Optional<String> place =
        store.or(() -> Optional.ofNullable(System.getenv(STORE)).filter(text -> !text.isBlank()));
    try {
      return place.isEmpty() ? Optional.empty() : Optional.of(StoreLocation.parse(place.get()));
    } catch (StoreException e) {
      throw CommandFailure.usage("--store: " + e.getMessage());
    }
  }
}
