package io.foreflow.cli.retrain;

import io.foreflow.cli.job.PublishRun;
import io.foreflow.cli.models.StoreAccess;
import io.foreflow.cli.process.CommandOutput;
import io.foreflow.cli.process.ExitCodes;
import io.foreflow.evaluation.gate.GateOutcome;
import io.foreflow.job.config.ModelOptions;
import io.foreflow.store.Alias;
import io.foreflow.store.AliasMoves;
import io.foreflow.store.Decision;
import io.foreflow.store.NewVersion;
import io.foreflow.store.StoredModel;
import io.foreflow.store.StoredVersion;
import io.foreflow.topic.KafkaConnection;
import io.foreflow.trainer.TrainedModel;
import java.io.IOException;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Carries a decision out: in the store first, then on the topic of announcements. */
final class Decider {

  private final CommandOutput output;
  private final RetrainConfig config;
  private final KafkaConnection connection;
  private final Clock clock;
  private final StoredModel stored;

  Decider(
      CommandOutput output,
      RetrainConfig config,
      KafkaConnection connection,
      Clock clock,
      StoredModel stored) {
    this.output = output;
    this.config = config;
    this.connection = connection;
    this.clock = clock;
    this.stored = stored;
  }

  /** The version that a challenger is compared with. */
  Optional<StoredVersion> champion() throws IOException {
    Optional<String> sha256 = stored.aliases().find(Alias.CHAMPION);
    return sha256.isEmpty() ? Optional.empty() : Optional.of(stored.version(sha256.get()));
  }

  /**
   * Adds the challenger to the store, and promotes it or keeps the champion.
   *
   * @param details what the decision was made from, for its record
   */
  int decide(
      TrainedModel model,
      Optional<StoredVersion> champion,
      Judgement judgement,
      Map<String, Object> details,
      boolean force)
      throws IOException {
    StoredVersion version =
        stored
            .add(new NewVersion(model.file(), model.manifest(), StoreAccess.user(), Map.of()))
            .version();
    boolean isSame =
        champion.map(StoredVersion::sha256).filter(version.sha256()::equals).isPresent();
    GateOutcome outcome = judgement.outcome();
    boolean promotes = outcome instanceof GateOutcome.Promoted;
    String why =
        isSame
            ? "the challenger is the champion's own file"
            : promotes || !force ? outcome.why() : "forced, against the gate: " + outcome.why();
    Decision.Reason reason =
        new Decision.Reason(
            StoreAccess.user(), why, DecisionDetails.json(details), judgement.report());
    return isSame || !(promotes || force)
        ? keep(version, champion, reason, details)
        : promote(version, champion, reason, details);
  }

  private int keep(
      StoredVersion version,
      Optional<StoredVersion> champion,
      Decision.Reason reason,
      Map<String, Object> details)
      throws IOException {
    Decision decision = stored.record(Decision.KEPT, version, reason);
    output.say(
        "Kept %s: %s."
            .formatted(
                champion
                    .map(old -> "the champion " + old.shortSha256())
                    .orElse("no version: there is still no champion"),
                reason.why()));
    finish(decision, version, details, Map.of());
    return ExitCodes.KEPT;
  }

  private int promote(
      StoredVersion version,
      Optional<StoredVersion> champion,
      Decision.Reason reason,
      Map<String, Object> details)
      throws IOException {
    AliasMoves.Moved moved =
        stored.moves().promote(version, champion.map(StoredVersion::sha256), reason);
    Decision decision = moved.decision().orElseThrow();
    output.say(
        "Promoted %s, version %s: %s."
            .formatted(version.shortSha256(), version.version(), reason.why()));
    Optional<String> topic = config.job().find(ModelOptions.MODELS_TOPIC);
    if (topic.isEmpty()) {
      finish(decision, version, details, Map.of());
      return ExitCodes.OK;
    }
    PublishRun.Answer published =
        new Announcer(output, config.job(), connection, clock, "foreflow retrain")
            .announce(stored, version, topic.get());
    Decision confirmation = confirm(decision, version, published);
    Map<String, Object> announcement = new LinkedHashMap<>(published.fields());
    announcement.put("confirmation", confirmation.id());
    announcement.put("confirmed", published.isInUse());
    announcement.put("why", confirmation.why());
    finish(decision, version, details, announcement);
    return published.exitCode();
  }

  /** Keeps a second record, about what the job said. */
  private Decision confirm(Decision promotion, StoredVersion version, PublishRun.Answer published)
      throws IOException {
    String why =
        published.lines().isEmpty()
            ? "no task has said within %s that it uses the version"
                .formatted(config.job().get(RetrainOptions.CONFIRM))
            : String.join("; ", published.lines());
    Map<String, Object> fields = new LinkedHashMap<>(published.fields());
    fields.put("decision", promotion.id());
    return stored.record(
        published.isInUse() ? Decision.CONFIRMED : Decision.UNCONFIRMED,
        version,
        new Decision.Reason(StoreAccess.user(), why, DecisionDetails.json(fields), Map.of()));
  }

  private void finish(
      Decision decision,
      StoredVersion version,
      Map<String, Object> details,
      Map<String, Object> announcement) {
    output.say(
        "Record: %s, in %s.".formatted(decision.id(), stored.reference(version).store().text()));
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("action", decision.action());
    fields.put("model", stored.name());
    fields.put("version", version.version());
    fields.put("sha256", version.sha256());
    fields.put("uri", stored.reference(version).uri());
    fields.put("champion", decision.champion());
    fields.put("decision", decision.id());
    fields.put("why", decision.why());
    fields.putAll(details);
    fields.put("announcement", announcement.isEmpty() ? null : announcement);
    output.result(fields);
  }
}
