package io.foreflow.cli.retrain;

import io.foreflow.store.Decision;
import io.foreflow.store.StoredModel;
import io.foreflow.store.StoredVersion;
import java.io.IOException;
import java.util.Optional;
import java.util.Set;

/**
 * What the store says about a champion: how it was promoted, and whether anybody has looked at what
 * came true since.
 *
 * @param promotion the last promotion of the version
 * @param verdict the verdict about the version since then by live scores: that it stays, or that it
 *     comes back
 */
record ChampionRecord(Optional<Decision> promotion, Optional<Decision> verdict) {

  /** A rollback is a verdict too: the version was better than the one in its place. */
  private static final Set<String> VERDICTS = Set.of(Decision.PROVEN, Decision.ROLLED_BACK);

  static ChampionRecord of(StoredModel stored, StoredVersion champion) throws IOException {
    Optional<Decision> promotion = Optional.empty();
    Optional<Decision> verdict = Optional.empty();
    for (Decision decision : stored.decisions()) {
      if (!decision.version().equals(champion.sha256())) {
        continue;
      }
      if (decision.action().equals(Decision.PROMOTED)) {
        promotion = Optional.of(decision);
        verdict = Optional.empty();
      } else if (VERDICTS.contains(decision.action())) {
        verdict = Optional.of(decision);
      }
    }
    return new ChampionRecord(promotion, verdict);
  }

  /**
   * Whether the version has replaced another one, and nobody has judged it by what came true since.
   */
  boolean isUnproven() {
    return verdict.isEmpty() && promotion.map(Decision::champion).isPresent();
  }
}
