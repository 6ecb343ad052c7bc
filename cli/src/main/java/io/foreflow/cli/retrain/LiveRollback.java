package io.foreflow.cli.retrain;

import io.foreflow.cli.canary.CanaryVerdict;
import io.foreflow.cli.canary.LiveComparison;
import io.foreflow.cli.job.PublishRun;
import io.foreflow.cli.models.StoreAccess;
import io.foreflow.cli.process.CommandOutput;
import io.foreflow.cli.process.ExitCodes;
import io.foreflow.job.config.ModelOptions;
import io.foreflow.job.config.PipelineConfig;
import io.foreflow.store.Alias;
import io.foreflow.store.Aliases;
import io.foreflow.store.Decision;
import io.foreflow.store.StoredModel;
import io.foreflow.store.StoredVersion;
import io.foreflow.topic.KafkaConnection;
import java.io.IOException;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** Brings the previous version back: in the store, on the topic of announcements, in forecasts. */
final class LiveRollback {

  static final String COMMAND = "foreflow watch";

  private final CommandOutput output;
  private final PipelineConfig config;
  private final KafkaConnection connection;
  private final StoredModel stored;
  private final Clock clock;

  LiveRollback(
      CommandOutput output,
      PipelineConfig config,
      KafkaConnection connection,
      StoredModel stored,
      Clock clock) {
    this.output = output;
    this.config = config;
    this.connection = connection;
    this.stored = stored;
    this.clock = clock;
  }

  /** Rolls back, and returns the exit code: whether the old version was seen in forecasts. */
  int rollBack(WatchedVersions versions, CanaryVerdict verdict, LiveComparison found)
      throws IOException {
    Decision decision =
        stored
            .moves()
            .rollBack(
                Optional.of(versions.champion().sha256()),
                new Decision.Reason(
                    StoreAccess.user(),
                    "worse by what came true: " + verdict.why(),
                    DecisionDetails.json(DecisionDetails.live(versions, found, config)),
                    Map.of()))
            .decision()
            .orElseThrow();
    output.say(
        "Rolled back %s to version %s: %s."
            .formatted(stored.name(), versions.previous().version(), decision.why()));
    return announce(decision, found.series().size());
  }

  /**
   * Announces the rollback of a watch that died before it had announced it. Empty if there is none.
   */
  OptionalInt finish() throws IOException {
    Aliases aliases = stored.aliases();
    Decision last = aliases.last();
    if (last == null
        || !last.action().equals(Decision.ROLLED_BACK)
        || !last.detailsJson().contains(COMMAND)
        || !aliases.find(Alias.CHAMPION).equals(Optional.of(last.version()))) {
      return OptionalInt.empty();
    }
    for (Decision decision : stored.decisions()) {
      if (decision.detailsJson().contains(last.id())) {
        return OptionalInt.empty();
      }
    }
    output.say(
        "The rollback %s was not announced to its end; it is announced again."
            .formatted(last.id()));
    return OptionalInt.of(announce(last, 1));
  }

  private int announce(Decision rollback, long series) throws IOException {
    StoredVersion version = stored.version(rollback.version());
    // First, so that no forecast is missed.
    try (ForecastProof proof = new ForecastProof(config, connection, version)) {
      PublishRun.Answer answer =
          new Announcer(output, config, connection, clock, COMMAND)
              .announce(stored, version, config.find(ModelOptions.MODELS_TOPIC).orElseThrow());
      proof.read(series);
      boolean isProven = proof.ofVersion() > 0;
      Map<String, Object> fields = new LinkedHashMap<>(answer.fields());
      fields.put("decision", rollback.id());
      fields.put("forecasts", proof.fields());
      String why = proof.text() + "; " + answers(answer);
      Decision confirmation =
          stored.record(
              isProven ? Decision.CONFIRMED : Decision.UNCONFIRMED,
              version,
              new Decision.Reason(StoreAccess.user(), why, DecisionDetails.json(fields), Map.of()));
      if (isProven) {
        output.say("Proof: %s.".formatted(why));
      } else {
        output.warn("foreflow watch: the rollback is not proven: %s.".formatted(why));
      }
      tell(rollback, confirmation, fields);
      return isProven ? ExitCodes.ROLLED_BACK : ExitCodes.FAILURE;
    }
  }

  private String answers(PublishRun.Answer answer) {
    return answer.text(config.get(RetrainOptions.CONFIRM));
  }

  private void tell(Decision rollback, Decision confirmation, Map<String, Object> announcement) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("action", rollback.action());
    fields.put("model", stored.name());
    fields.put("sha256", rollback.version());
    fields.put("rolledBack", rollback.champion());
    fields.put("why", rollback.why());
    fields.put("decision", rollback.id());
    fields.put("confirmation", confirmation.id());
    fields.put("confirmed", confirmation.action().equals(Decision.CONFIRMED));
    fields.put("proof", confirmation.why());
    fields.put("announcement", announcement);
    output.result(fields);
  }
}
