package io.foreflow.cli.retrain;

import io.foreflow.cli.canary.CanaryRule;
import io.foreflow.cli.canary.CanaryVerdict;
import io.foreflow.cli.canary.LiveComparison;
import io.foreflow.cli.canary.PairedScores;
import io.foreflow.cli.models.StoreAccess;
import io.foreflow.cli.process.CommandOutput;
import io.foreflow.cli.process.ExitCodes;
import io.foreflow.cli.process.StopSignal;
import io.foreflow.job.config.PipelineConfig;
import io.foreflow.store.Decision;
import io.foreflow.store.StoredModel;
import io.foreflow.topic.KafkaConnection;
import io.foreflow.topic.ScoreDecoder;
import io.foreflow.topic.TopicReader;
import io.foreflow.wire.MalformedRecordException;
import java.io.IOException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalInt;

/** Watches one promotion by its live scores, until there is a verdict. */
final class PromotionWatch {

  private static final Duration POLL = Duration.ofMillis(200);

  private final CommandOutput output;
  private final PipelineConfig config;
  private final KafkaConnection connection;
  private final String topic;
  private final StoredModel stored;
  private final LiveRollback rollback;
  private final Outage outage;
  private final CanaryRule rule;
  private final ScoreDecoder decoder;
  private long malformed;

  /**
   * @param topic the topic of scores
   * @param outage is told when the topic has been read
   */
  PromotionWatch(
      CommandOutput output,
      PipelineConfig config,
      KafkaConnection connection,
      String topic,
      StoredModel stored,
      LiveRollback rollback,
      Outage outage) {
    this.output = output;
    this.config = config;
    this.connection = connection;
    this.topic = topic;
    this.stored = stored;
    this.rollback = rollback;
    this.outage = outage;
    this.rule = WatchOptions.rule(config);
    this.decoder = new ScoreDecoder(config.registry().orElse(null));
  }

  /**
   * Watches until there is a verdict, and returns its exit code. Empty if somebody moves the
   * champion before it.
   */
  OptionalInt watch(WatchedVersions versions, boolean isOnlyNow, StopSignal stop)
      throws IOException {
    PairedScores scores = versions.scores(config.get(WatchOptions.SERIES));
    long judged = -1;
    try (TopicReader reader = new TopicReader(connection, topic, TopicReader.From.BEGINNING)) {
      while (!stop.getAsBoolean() && versions.areNamedBy(stored.aliases())) {
        read(reader, scores, stop);
        outage.isOver();
        if (scores.records() > judged) {
          judged = scores.records();
          LiveComparison found = scores.compare(Math.max(1, rule.forecasts()));
          CanaryVerdict verdict = rule.judge(found);
          switch (verdict.kind()) {
            case WORSE -> {
              return OptionalInt.of(rollback.rollBack(versions, verdict, found));
            }
            case GOOD -> {
              return OptionalInt.of(keep(versions, verdict, found));
            }
            case OPEN -> {
              if (isOnlyNow) {
                output.say("No verdict yet: " + verdict.why() + ".");
                tell("open", versions, verdict, found);
              }
            }
          }
        }
        if (isOnlyNow) {
          return OptionalInt.of(ExitCodes.TOO_LITTLE_DATA);
        }
        WatchRun.pause(stop, WatchRun.PAUSE);
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

  /** Keeps the record that somebody has looked at what came true, and that the version stays. */
  private int keep(WatchedVersions versions, CanaryVerdict verdict, LiveComparison found)
      throws IOException {
    Decision decision =
        stored.record(
            Decision.PROVEN,
            versions.champion(),
            new Decision.Reason(
                StoreAccess.user(),
                "kept by what came true: " + verdict.why(),
                DecisionDetails.json(DecisionDetails.live(versions, found, config)),
                Map.of()));
    output.say("Good: %s.".formatted(verdict.why()));
    output.say("Record: %s.".formatted(decision.id()));
    tell("good", versions, verdict, found);
    return ExitCodes.OK;
  }

  private void tell(
      String action, WatchedVersions versions, CanaryVerdict verdict, LiveComparison found) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("action", action);
    fields.put("model", stored.name());
    fields.put("sha256", versions.champion().sha256());
    fields.put("previous", versions.previous().sha256());
    fields.put("why", verdict.why());
    fields.put("scores", DecisionDetails.comparison(found));
    output.result(fields);
  }
}
