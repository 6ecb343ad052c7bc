package io.foreflow.cli.job;

import io.foreflow.cli.flink.LocalFlink;
import io.foreflow.cli.flink.RootCause;
import io.foreflow.cli.kafka.KafkaCluster;
import io.foreflow.cli.kafka.PipelineConnection;
import io.foreflow.cli.kafka.PipelineTopics;
import io.foreflow.cli.page.ConsoleStart;
import io.foreflow.cli.page.ConsoleTopics;
import io.foreflow.cli.process.CommandFailure;
import io.foreflow.cli.process.CommandOutput;
import io.foreflow.cli.process.ExitCodes;
import io.foreflow.cli.process.RunLog;
import io.foreflow.cli.process.StopSignal;
import io.foreflow.cli.process.TemporaryFolder;
import io.foreflow.console.Console;
import io.foreflow.job.ForecastJob;
import io.foreflow.job.checkpoint.DamagedCheckpointException;
import io.foreflow.job.checkpoint.SavedCheckpoint;
import io.foreflow.job.config.JobOptions;
import io.foreflow.job.config.KafkaOptions;
import io.foreflow.job.config.PipelineConfig;
import io.foreflow.job.config.ScaleOptions;
import io.foreflow.job.start.StartFailedException;
import io.foreflow.job.transaction.LostTransactions;
import io.foreflow.options.InvalidConfigurationException;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The work of {@code foreflow run}. */
final class JobRun {

  private static final String CHECKPOINTS = JobOptions.FLINK_PREFIX + "execution.checkpointing.dir";
  private static final Duration STOP_PATIENCE = Duration.ofSeconds(50);
  private static final Duration LOOK = Duration.ofMillis(500);

  private final CommandOutput output;
  private final InstantSource clock;
  private final JobWatch watch;

  JobRun(CommandOutput output, InstantSource clock) {
    this.output = output;
    this.clock = clock;
    this.watch = new JobWatch(output::say, output::warn);
  }

  int run(
      Optional<Path> file,
      Map<String, String> overrides,
      Optional<Integer> webPort,
      boolean createTopics,
      boolean withConsole)
      throws Exception {
    try (StopSignal stop = StopSignal.install(STOP_PATIENCE);
        TemporaryFolder folder = TemporaryFolder.create("foreflow-run-")) {
      PipelineConfig config = config(file, overrides, folder);
      check(config, createTopics);
      int parallelism =
          config
              .find(ScaleOptions.PARALLELISM)
              .orElseGet(() -> Runtime.getRuntime().availableProcessors());
      String ports = webPort.map(String::valueOf).orElse(LocalFlink.DEFAULT_PORTS);
      output.say("Starting the job, about 5 seconds. Log: " + RunLog.file());
      // Before the job, which may accept or refuse a model as soon as it runs.
      KafkaWatch kafka = new KafkaWatch(config, clock, output::say);
      try (Console console = withConsole ? console(config) : null;
          LocalFlink flink = LocalFlink.start(config, parallelism, ports, folder.path())) {
        say(flink, config);
        if (console != null) {
          console.watchFlink(flink.webPage());
        }
        do {
          follow(flink, stop);
        } while (goesBack(flink));
        Throwable failure = flink.failure().orElse(null);
        if (failure != null) {
          throw CommandFailure.failed("the job failed: " + reason(failure), failure);
        }
      } finally {
        kafka.close();
      }
    }
    failIfTransactionsWereLost(LostTransactions.inThisProcess());
    output.say("The job has ended.");
    if (watch.hasRestarted()) {
      RunLog.keep();
      output.say("The job restarted during the run. The reasons are in the log: " + RunLog.file());
    }
    return ExitCodes.OK;
  }

  private Console console(PipelineConfig config) throws IOException {
    Console console =
        ConsoleStart.besideJob(PipelineConnection.of(config), ConsoleTopics.of(config));
    output.say("Console: " + console.address());
    return console;
  }

  private void say(LocalFlink flink, PipelineConfig config) {
    output.say(
        "Flink's web page: %s. %s -> %s at %s. Ctrl-C ends it."
            .formatted(
                flink.webPage(),
                String.join(", ", config.get(KafkaOptions.READINGS_TOPICS)),
                config.get(KafkaOptions.FORECASTS_TOPIC),
                config.get(KafkaOptions.BOOTSTRAP_SERVERS)));
  }

  static void failIfTransactionsWereLost(long lost) {
    if (lost > 0) {
      throw CommandFailure.failed(
          "the job has ended, and may have lost the records of %d Kafka transaction%s. See %s for the transactions, and docs/operations/monitoring.md, ForeflowForecastsLost, for what to do"
              .formatted(lost, lost == 1 ? "" : "s", RunLog.file()));
    }
  }

  private void follow(LocalFlink flink, StopSignal stop) throws InterruptedException {
    while (!flink.ended() && !stop.await(LOOK)) {
      watch.look(flink.status(), flink.lastRestart(), clock.instant());
    }
  }

  /** Whether a job that failed for a damaged checkpoint continues from an earlier one. */
  private boolean goesBack(LocalFlink flink) throws Exception {
    Optional<DamagedCheckpointException> damaged =
        flink.failure().flatMap(DamagedCheckpointException::in);
    if (damaged.isEmpty()) {
      return false;
    }
    Optional<SavedCheckpoint> earlier = flink.goBack();
    earlier.ifPresent(
        checkpoint ->
            output.warn(
                damaged.get().damage()
                    + " The job continues from the checkpoint before it, "
                    + checkpoint.folder().getName()
                    + ". It forecasts the readings since then again, with the same ids."));
    return earlier.isPresent();
  }

  private static String reason(Throwable failure) {
    return DamagedCheckpointException.in(failure)
        .map(damaged -> damaged.damage() + " There is no other checkpoint to continue from.")
        .orElseGet(() -> RootCause.of(failure));
  }

  private static PipelineConfig config(
      Optional<Path> file, Map<String, String> overrides, TemporaryFolder folder) {
    PipelineConfig asked = PipelineFile.load(file, overrides);
    if (asked.flinkConfiguration().containsKey("execution.checkpointing.dir")) {
      return asked;
    }
    Map<String, String> settings = new LinkedHashMap<>(overrides);
    // In the JobManager's memory, which Flink takes otherwise, states of a few MB fail.
    settings.put(CHECKPOINTS, folder.path().resolve("checkpoints").toUri().toString());
    return PipelineFile.load(file, settings);
  }

  private void check(PipelineConfig config, boolean createTopics) throws InterruptedException {
    try {
      // First, because it needs no broker.
      ForecastJob.checkModels(config);
      if (createTopics) {
        List<String> made =
            PipelineTopics.create(new KafkaCluster(PipelineConnection.of(config)), config);
        output.say(
            made.isEmpty() ? "All topics exist." : "Made the topics " + String.join(", ", made));
      }
      ForecastJob.check(config);
    } catch (InvalidConfigurationException e) {
      throw CommandFailure.usage(String.valueOf(e.getMessage()));
    } catch (StartFailedException e) {
      throw CommandFailure.failed(String.valueOf(e.getMessage()), e);
    }
  }
}
