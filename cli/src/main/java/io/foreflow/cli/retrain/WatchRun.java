package io.foreflow.cli.retrain;

import io.foreflow.cli.canary.CanaryRule;
import io.foreflow.cli.canary.CanaryVerdict;
import io.foreflow.cli.canary.LiveComparison;
import io.foreflow.cli.canary.PairedScores;
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
import io.foreflow.store.StoreException;
import io.foreflow.store.StoredModel;
import io.foreflow.topic.KafkaConnection;
import io.foreflow.topic.ScoreDecoder;
import io.foreflow.topic.TopicReader;
import io.foreflow.wire.MalformedRecordException;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** The work of {@code foreflow watch}: read scores, judge, and roll back. */
final class WatchRun {

  private static final Duration BROKER_PATIENCE = Duration.ofSeconds(10);
  private static final Duration STOP_PATIENCE = Duration.ofSeconds(10);
  private static final Duration POLL = Duration.ofMillis(200);
  private static final Duration PAUSE = Duration.ofSeconds(5);

  private final CommandOutput output;
  private final PipelineConfig config;
  private final KafkaConnection connection;
  private final Clock clock;
  private final String model;
  private final String topic;
  private final CanaryRule rule;
  private final ScoreDecoder decoder;
  private long malformed;

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
    this.rule = WatchOptions.rule(config);
    this.decoder = new ScoreDecoder(config.registry().orElse(null));
  }

  private static CommandFailure missing(String option, String why) {
    return CommandFailure.usage(
        "%s is not set, so %s; set it in the pipeline, for the job too".formatted(option, why));
  }

  /** Watches until the end. */
  int run(End end) {
    KafkaCluster cluster = new KafkaCluster(connection, BROKER_PATIENCE);
    cluster.require(topic);
    cluster.require(config.get(KafkaOptions.FORECASTS_TOPIC));
    return StoreAccess.run(
        config.get(RetrainOptions.STORE), opened -> run(opened.model(model), end));
  }

  private int run(StoredModel stored, End end) throws IOException {
    LiveRollback rollback = new LiveRollback(output, config, connection, stored, clock);
    try (StopSignal stop = StopSignal.install(STOP_PATIENCE)) {
      Optional<Integer> finished = rollback.finish();
      if (finished.isPresent() && end != End.NEVER) {
        return finished.get();
      }
      boolean isTold = false;
      while (!stop.getAsBoolean()) {
        Optional<WatchedVersions> versions = WatchedVersions.of(stored);
        if (versions.isPresent()) {
          isTold = false;
          OptionalInt exitCode = watchUnlessMoved(stored, versions.get(), rollback, end, stop);
          if (exitCode.isPresent() && end != End.NEVER) {
            return exitCode.getAsInt();
          }
        } else if (!isTold) {
          isTold = true;
          output.say(
              "%s has no previous version to go back to, so there is nothing to watch."
                  .formatted(model));
          if (end != End.NEVER) {
            return ExitCodes.TOO_LITTLE_DATA;
          }
        }
        pause(stop);
      }
      return ExitCodes.OK;
    }
  }

  /** Watches one promotion. Empty if somebody moved the champion before the verdict. */
  private OptionalInt watchUnlessMoved(
      StoredModel stored, WatchedVersions versions, LiveRollback rollback, End end, StopSignal stop)
      throws IOException {
    try {
      return watch(stored, versions, rollback, end, stop);
    } catch (StoreException e) {
      if (e.reason() != StoreException.Reason.CONFLICT) {
        throw e;
      }
      output.say("Not rolled back: %s.".formatted(e.getMessage()));
      return OptionalInt.empty();
    }
  }

  /** Watches one promotion, until there is a verdict. Empty if another one comes before it. */
  private OptionalInt watch(
      StoredModel stored, WatchedVersions versions, LiveRollback rollback, End end, StopSignal stop)
      throws IOException {
    output.say("Watching %s.".formatted(versions.text()));
    PairedScores scores = versions.scores(config.get(WatchOptions.SERIES));
    CanaryVerdict.Kind told = CanaryVerdict.Kind.OPEN;
    long judged = -1;
    try (TopicReader reader = new TopicReader(connection, topic, TopicReader.From.BEGINNING)) {
      while (!stop.getAsBoolean() && versions.areNamedBy(stored.aliases())) {
        read(reader, scores, stop);
        if (scores.records() > judged) {
          judged = scores.records();
          LiveComparison found = scores.compare(Math.max(1, rule.forecasts()));
          CanaryVerdict verdict = rule.judge(found);
          if (verdict.kind() == CanaryVerdict.Kind.WORSE) {
            return OptionalInt.of(rollback.rollBack(versions, verdict, found));
          }
          if (verdict.kind() != told || end == End.NOW) {
            told = verdict.kind();
            tell(versions, verdict, found);
          }
          if (verdict.kind() == CanaryVerdict.Kind.GOOD && end != End.NEVER) {
            return OptionalInt.of(ExitCodes.OK);
          }
        }
        if (end == End.NOW) {
          return OptionalInt.of(ExitCodes.TOO_LITTLE_DATA);
        }
        pause(stop);
      }
    }
    return OptionalInt.empty();
  }

  private void read(TopicReader reader, PairedScores scores, StopSignal stop) {
    do {
      reader.poll(
          POLL,
          record -> {
            try {
              scores.add(decoder.decode(record.value()));
            } catch (MalformedRecordException e) {
              if (malformed++ == 0) {
                output.warn(
                    "%s, partition %d, offset %d: no score: %s. Such records are left out; this is said once."
                        .formatted(
                            record.topic(), record.partition(), record.offset(), e.getMessage()));
              }
            }
          });
    } while (!reader.isAtEnd() && !stop.getAsBoolean());
  }

  private void tell(WatchedVersions versions, CanaryVerdict verdict, LiveComparison found) {
    boolean isGood = verdict.kind() == CanaryVerdict.Kind.GOOD;
    output.say((isGood ? "Good: " : "No verdict yet: ") + verdict.why() + ".");
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("action", isGood ? "good" : "open");
    fields.put("model", model);
    fields.put("sha256", versions.champion().sha256());
    fields.put("previous", versions.previous().sha256());
    fields.put("why", verdict.why());
    fields.put("scores", DecisionDetails.comparison(found));
    output.result(fields);
  }

  private static void pause(StopSignal stop) {
    try {
      var unused = stop.await(PAUSE);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      stop.ask();
    }
  }
}
