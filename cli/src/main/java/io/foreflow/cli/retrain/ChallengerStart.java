package io.foreflow.cli.retrain;

import io.foreflow.cli.train.TrainingSession;
import io.foreflow.manifest.ManifestException;
import io.foreflow.store.Attachment;
import io.foreflow.store.StoreException;
import io.foreflow.store.StoredModel;
import io.foreflow.store.StoredVersion;
import io.foreflow.trainer.NetworkShape;
import io.foreflow.trainer.TrainingConfig;
import io.foreflow.trainer.features.FeatureConfig;
import io.foreflow.trainer.start.SavedWeights;
import io.foreflow.trainer.start.StartException;
import java.io.IOException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Where the training of a challenger starts. If it can't start from the champion, it starts from
 * scratch, because a night without a retraining is worse than one with more steps to go.
 *
 * @param asked what the options ask for
 * @param weights the champion's weights; empty for random ones
 * @param why why it starts from scratch although the champion is asked for; empty if it doesn't
 */
record ChallengerStart(StartFrom asked, Optional<SavedWeights> weights, Optional<String> why) {

  /** A start from random weights, as asked for. */
  static final ChallengerStart SCRATCH =
      new ChallengerStart(StartFrom.SCRATCH, Optional.empty(), Optional.empty());

  /**
   * Finds the champion's weights, if they are asked for and fit.
   *
   * @param training the session with the options that are given
   */
  static ChallengerStart of(
      StartFrom asked,
      StoredModel stored,
      Optional<StoredVersion> champion,
      RetrainData data,
      TrainingSession training)
      throws IOException {
    if (asked == StartFrom.SCRATCH) {
      return SCRATCH;
    }
    if (champion.isEmpty()) {
      return scratch("there is no champion yet");
    }
    StoredVersion version = champion.get();
    Optional<Attachment> file = version.weights();
    if (file.isEmpty()) {
      return scratch("the champion %s was added without weights".formatted(version.shortSha256()));
    }
    try {
      Instant end = version.manifest().provenance().to();
      if (!end.isBefore(data.heldOutFrom())) {
        return scratch(
            "the champion has learnt from readings up to %s, so it knows a part of the held-out end"
                .formatted(end));
      }
      SavedWeights weights = SavedWeights.read(stored.read(version, file.get()));
      if (!weights.modelSha256().equals(version.sha256())) {
        return scratch(
            "the weights of the champion are those of the model " + weights.modelSha256());
      }
      TrainingConfig config = keepingNetwork(weights, training).config();
      List<String> differences =
          NetworkShape.differences(weights, config.suitedTo(data.learning()));
      return differences.isEmpty()
          ? new ChallengerStart(asked, Optional.of(weights), Optional.empty())
          : scratch("the champion is another network: " + String.join("; ", differences));
    } catch (StartException | ManifestException e) {
      return scratch("the champion can't be read: " + e.getMessage());
    } catch (StoreException e) {
      if (e.reason() != StoreException.Reason.DAMAGED) {
        throw e;
      }
      return scratch("the weights of the champion are damaged: " + e.getMessage());
    }
  }

  /** The session with the network of the champion, where the options say nothing else. */
  TrainingSession keepingNetwork(TrainingSession training) {
    return weights.map(champion -> keepingNetwork(champion, training)).orElse(training);
  }

  private static TrainingSession keepingNetwork(SavedWeights weights, TrainingSession training) {
    Map<String, String> network = new TreeMap<>(weights.network());
    // The cadence is that of the readings. If it is another one, the start is refused.
    network.remove(FeatureConfig.CADENCE.name());
    return training.unlessGiven("the weights of the champion", network);
  }

  private static ChallengerStart scratch(String why) {
    return new ChallengerStart(StartFrom.CHAMPION, Optional.empty(), Optional.of(why));
  }

  /** Where it starts. */
  StartFrom from() {
    return weights.isPresent() ? StartFrom.CHAMPION : StartFrom.SCRATCH;
  }

  /** The start in words. */
  String text() {
    return weights
        .map(
            champion ->
                "Started from the weights of the champion "
                    + StoredVersion.shorten(champion.modelSha256())
                    + (NetworkShape.hasRidge(champion) ? "; the member ridge was made anew" : ""))
        .orElseGet(
            () ->
                why.map(reason -> "Started from scratch and not from the champion: " + reason)
                    .orElse("Started from scratch"));
  }

  /** The start as fields of a record. */
  Map<String, Object> fields() {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("asked", asked.text());
    fields.put("from", from().text());
    fields.put("model", weights.map(SavedWeights::modelSha256).orElse(null));
    fields.put("why", why.orElse(null));
    return fields;
  }
}
