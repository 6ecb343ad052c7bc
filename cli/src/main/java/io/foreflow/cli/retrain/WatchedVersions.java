package io.foreflow.cli.retrain;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.foreflow.cli.canary.PairedScores;
import io.foreflow.cli.process.CommandFailure;
import io.foreflow.store.Alias;
import io.foreflow.store.Aliases;
import io.foreflow.store.Decision;
import io.foreflow.store.StoredModel;
import io.foreflow.store.StoredVersion;
import java.io.IOException;
import java.util.Optional;

/**
 * The version that was promoted last, and the one before it.
 *
 * @param after records of the new version that begin before this time do not count, because it was
 *     rolled back for them already; in epoch milliseconds
 */
record WatchedVersions(StoredVersion champion, StoredVersion previous, long after) {

  /** The field of a rollback's record with the end of the range that was compared. */
  static final String END = "endMillis";

  private static final ObjectMapper JSON = new ObjectMapper();

  /** The versions that the aliases name; empty if there is no version to go back to. */
  static Optional<WatchedVersions> of(StoredModel stored) throws IOException {
    Aliases aliases = stored.aliases();
    Optional<String> champion = aliases.find(Alias.CHAMPION);
    Optional<String> previous = aliases.find(Alias.PREVIOUS);
    if (champion.isEmpty() || previous.isEmpty()) {
      return Optional.empty();
    }
    StoredVersion ofNew = stored.version(champion.get());
    StoredVersion ofOld = stored.version(previous.get());
    if (ofNew.version().equals(ofOld.version())) {
      throw CommandFailure.failed(
          "the champion %s and the previous version %s of %s are both named \"%s\" in their manifests, so their scores can't be told apart; give each training another version"
              .formatted(ofNew.shortSha256(), ofOld.shortSha256(), stored.name(), ofNew.version()));
    }
    return Optional.of(new WatchedVersions(ofNew, ofOld, after(stored, ofNew)));
  }

  private static long after(StoredModel stored, StoredVersion version) throws IOException {
    long after = Long.MIN_VALUE;
    for (Decision decision : stored.decisions()) {
      if (decision.action().equals(Decision.ROLLED_BACK)
          && version.sha256().equals(decision.champion())) {
        after = Math.max(after, end(decision));
      }
    }
    return after;
  }

  private static long end(Decision decision) throws IOException {
    try {
      return JSON.readTree(decision.detailsJson()).path(END).asLong(Long.MIN_VALUE);
    } catch (JsonProcessingException e) {
      throw new IOException("the details of " + decision.id() + " are no JSON", e);
    }
  }

  /** Whether the aliases still name both. */
  boolean areNamedBy(Aliases aliases) {
    return aliases.find(Alias.CHAMPION).equals(Optional.of(champion.sha256()))
        && aliases.find(Alias.PREVIOUS).equals(Optional.of(previous.sha256()));
  }

  /** An empty collection of the scores of both. */
  PairedScores scores(int mostSeries) {
    return new PairedScores(
        champion.model(), champion.version(), previous.version(), mostSeries, after);
  }

  /** Both versions, for a person. */
  String text() {
    return "%s, version %s (%s), in place of version %s (%s)"
        .formatted(
            champion.model(),
            champion.version(),
            champion.shortSha256(),
            previous.version(),
            previous.shortSha256());
  }
}
