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
import java.util.OptionalInt;

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
            .add(
                new NewVersion(
                    model.file(),
                    model.manifest(),
                    StoreAccess.user(),
                    Map.of(StoredVersion.WEIGHTS, model.weights().file())))
            .version();
    boolean isSame =
        champion.map(StoredVersion::sha256).filter(version.sha256()::equals).isPresent();
    GateOutcome outcome = judgement.outcome();
    boolean promotes = outcome instanceof GateOutcome.Promoted;
    boolean replaces = !isSame && (promotes || force);
    details.put(
        DecisionDetails.IS_ANNOUNCED,
        replaces && config.job().find(ModelOptions.MODELS_TOPIC).isPresent());
    String why =
        isSame
            ? "the challenger is the champion's own file"
            : promotes || !force ? outcome.why() : "forced, against the gate: " + outcome.why();
    Decision.Reason reason =
        new Decision.Reason(
            StoreAccess.user(), why, DecisionDetails.json(details), judgement.report());
    return replaces
        ? promote(version, champion, reason, details)
        : keep(version, champion, reason, details);
  }

  /**
   * Brings a retraining to its end that was killed after its decision. Empty if it had not decided.
   *
   * @param retraining its id
   */
  OptionalInt finish(String retraining) throws IOException {
    for (Decision decision : stored.decisions()) {
      Map<String, Object> details = DecisionDetails.read(decision);
      if (retraining.equals(details.get(DecisionDetails.RETRAINING))) {
        output.say(
            "The retraining that was interrupted had decided: %s, %s."
                .formatted(decision.action(), decision.why()));
        boolean isPromoted = decision.action().equals(Decision.PROMOTED);
        if (isPromoted && isUnannounced(decision)) {
          return OptionalInt.of(announce(decision, stored.version(decision.version()), details));
        }
        finish(decision, stored.version(decision.version()), details, Map.of());
        return OptionalInt.of(isPromoted ? ExitCodes.OK : ExitCodes.KEPT);
      }
    }
    return OptionalInt.empty();
  }

  /** Announces the champion if a retraining has promoted it, and was killed before that. */
  void finishPromotion() throws IOException {
    Optional<StoredVersion> champion = champion();
    if (champion.isEmpty()) {
      return;
    }
    Optional<Decision> promotion = ChampionRecord.of(stored, champion.get()).promotion();
    if (promotion.isPresent() && isUnannounced(promotion.get())) {
      output.say(
          "The promotion %s was not announced to its end; it is announced again."
              .formatted(promotion.get().id()));
      int unused = announce(promotion.get(), champion.get(), DecisionDetails.read(promotion.get()));
    }
  }

  /** Whether a retraining meant to announce a promotion, and has not written what came of it. */
  private boolean isUnannounced(Decision promotion) throws IOException {
    if (!stored.aliases().find(Alias.CHAMPION).equals(Optional.of(promotion.version()))
        || !Boolean.TRUE.equals(
            DecisionDetails.read(promotion).get(DecisionDetails.IS_ANNOUNCED))) {
      return false;
    }
    for (Decision decision : stored.decisions()) {
      if (promotion.id().equals(DecisionDetails.read(decision).get("decision"))) {
        return false;
      }
    }
    return true;
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
    return announce(decision, version, details);
  }

  private int announce(Decision decision, StoredVersion version, Map<String, Object> details)
      throws IOException {
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
    String why = published.text(config.job().get(RetrainOptions.CONFIRM));
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
