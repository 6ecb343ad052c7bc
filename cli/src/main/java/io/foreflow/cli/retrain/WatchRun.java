package io.foreflow.cli.retrain;

import io.foreflow.cli.kafka.KafkaCluster;
import io.foreflow.cli.kafka.PipelineConnection;
import io.foreflow.cli.models.StoreAccess;
import io.foreflow.cli.process.CommandFailure;
import io.foreflow.cli.process.CommandOutput;
import io.foreflow.cli.process.ExitCodes;
import io.foreflow.cli.process.StopSignal;
import io.foreflow.job.config.KafkaOptions;
import io.foreflow.job.config.ModelOptions;
import io.foreflow.job.config.PipelineConfig;
import io.foreflow.job.config.ScoreOptions;
import io.foreflow.store.Decision;
import io.foreflow.store.StoreException;
import io.foreflow.store.StoredModel;
import io.foreflow.topic.KafkaConnection;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;

/** The work of {@code foreflow watch}: read scores, judge, and roll back. */
final class WatchRun {

  private static final Duration STOP_PATIENCE = Duration.ofSeconds(10);
  static final Duration PAUSE = Duration.ofSeconds(5);

  private final CommandOutput output;
  private final PipelineConfig config;
  private final KafkaConnection connection;
  private final Clock clock;
  private final String model;
  private final String topic;
  private String said = "";

  /** When the command ends. */
  enum End {
    /** After a look at what is there. */
    NOW,
    /** After a verdict. */
    VERDICT,
    /** When it is stopped. */
    NEVER
  }

  WatchRun(CommandOutput output, RetrainConfig retrain, Clock clock) {
    this.output = output;
    this.config = retrain.job();
    this.clock = clock;
    this.connection = PipelineConnection.of(config);
    this.model = retrain.model();
    this.topic =
        config
            .find(ScoreOptions.SCORES_TOPIC)
            .orElseThrow(() -> missing(ScoreOptions.SCORES_TOPIC.name(), "there are no scores"));
    if (config.find(ModelOptions.MODELS_TOPIC).isEmpty()) {
      throw missing(ModelOptions.MODELS_TOPIC.name(), "a rollback would not reach the job");
    }
  }

  private static CommandFailure missing(String option, String why) {
    return CommandFailure.usage(
        "%s is not set, so %s; set it in the pipeline, for the job too".formatted(option, why));
  }

  /** Watches until the end. */
  int run(End end) {
    KafkaCluster cluster = new KafkaCluster(connection);
    cluster.require(topic);
    cluster.require(config.get(KafkaOptions.FORECASTS_TOPIC));
    return StoreAccess.run(
        config.get(RetrainOptions.STORE), opened -> run(opened.model(model), end));
  }

  private int run(StoredModel stored, End end) throws IOException {
    LiveRollback rollback = new LiveRollback(output, config, connection, stored, clock);
    Outage outage = new Outage(output, "foreflow watch", clock);
    PromotionWatch watch =
        new PromotionWatch(output, config, connection, topic, stored, rollback, outage);
    try (StopSignal stop = StopSignal.install(STOP_PATIENCE)) {
      while (!stop.getAsBoolean()) {
        Duration wait = PAUSE;
        try {
          OptionalInt exitCode = look(stored, rollback, watch, end, stop);
          outage.isOver();
          if (exitCode.isPresent() && end != End.NEVER) {
            return exitCode.getAsInt();
          }
        } catch (IOException | RuntimeException e) {
          if (end == End.NOW || !Outage.isBehind(e)) {
            throw e;
          }
          wait = outage.goesOn(e);
        }
        pause(stop, wait);
      }
      return ExitCodes.OK;
    }
  }

  /** Watches the promotion that the store names now, if there is one without a verdict. */
  private OptionalInt look(
      StoredModel stored, LiveRollback rollback, PromotionWatch watch, End end, StopSignal stop)
      throws IOException {
    OptionalInt finished = rollback.finish();
    if (finished.isPresent()) {
      return finished;
    }
    Optional<WatchedVersions> versions = WatchedVersions.of(stored);
    if (versions.isEmpty()) {
      sayOnce(
          "%s has no previous version to go back to, so there is nothing to watch."
              .formatted(model));
      return OptionalInt.of(ExitCodes.TOO_LITTLE_DATA);
    }
    Optional<Decision> verdict = ChampionRecord.of(stored, versions.get().champion()).verdict();
    if (verdict.isPresent()) {
      sayOnce("%s is good already: %s.".formatted(versions.get().text(), verdict.get().why()));
      return OptionalInt.of(ExitCodes.OK);
    }
    sayOnce("Watching %s.".formatted(versions.get().text()));
    try {
      return watch.watch(versions.get(), end == End.NOW, stop);
    } catch (StoreException e) {
      if (e.reason() != StoreException.Reason.CONFLICT) {
        throw e;
      }
      output.say("Not rolled back: %s.".formatted(e.getMessage()));
      return OptionalInt.empty();
    }
  }

  /** Says what is going on, unless it was said last. */
  private void sayOnce(String line) {
    if (!line.equals(said)) {
      said = line;
      output.say(line);
    }
  }

  /** Waits, or ends sooner if the command should end. */
  static void pause(StopSignal stop, Duration time) {
    try {
      var unused = stop.await(time);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      stop.ask();
    }
  }
}
