package io.foreflow.cli.job;

import io.foreflow.cli.process.CommandFailure;
import io.foreflow.cli.process.CommandOutput;
import io.foreflow.cli.process.Version;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The command {@code foreflow run} and its options. */
@Command(
    name = "run",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    header = "Runs the job on a Flink runtime in this process, with its web page.",
    description = {
      "Examples:",
      "  foreflow run -Dkafka.bootstrap.servers=localhost:9092 -Dmodel.uri=model.onnx",
      "  foreflow run -Dkafka.bootstrap.servers=localhost:9092 -Dmodel.uri=seed:hourly",
      "  foreflow run --config pipeline.yaml --create-topics --console",
      "  foreflow run --config pipeline.yaml -Ddelivery=at-least-once -Dwave.linger=10ms",
      "",
      "Runs until Ctrl-C, or until the end of the topics with -Dbounded=true. The options are"
          + " those",
      "of the job: docs/reference/job-options.md. It continues at the offsets of its consumer"
          + " group.",
      "The states of the series are lost when the process ends. To keep them, submit the job to a",
      "Flink cluster.",
      "",
      "Without model.uri it looks at the topic of the readings, and says which seed model suits"
          + " them.",
      ""
    })
public final class RunCommand implements Callable<Integer> {

  private static final int LAST_PORT = 65_535;

  @Spec private CommandSpec spec;

  @Mixin private PipelineOptions pipeline;

  @Option(
      names = "--web-port",
      paramLabel = "PORT",
      description = "The port of Flink's web page. Default: the first free port from 8081.")
  private Optional<Integer> webPort;

  @Option(
      names = "--create-topics",
      description = "Create the missing topics of the pipeline, with 4 partitions each.")
  private boolean createTopics;

  @Option(
      names = "--console",
      description = "Show series and forecasts on a page, at the first free port from 8090.")
  private boolean console;

  private static void refusePort(int port) {
    throw CommandFailure.usage("--web-port must be 0 to %d, found %d".formatted(LAST_PORT, port));
  }

  @Override
  public Integer call() throws Exception {
    Optional<Path> file = pipeline.file();
    if (!pipeline.areGiven()) {
      throw CommandFailure.usage(
          "there is no pipeline to run: give --config FILE, or at least "
              + "-Dkafka.bootstrap.servers=HOST:PORT and -Dmodel.uri=FILE, or seed:NAME for a seed"
              + " model");
    }
    SeedAdvice.requireModel(file, pipeline.overrides());
    webPort.filter(port -> port < 0 || port > LAST_PORT).ifPresent(RunCommand::refusePort);
    return new JobRun(new CommandOutput(spec.commandLine(), false), InstantSource.system())
        .run(file, pipeline.overrides(), webPort, createTopics, console);
  }
}
