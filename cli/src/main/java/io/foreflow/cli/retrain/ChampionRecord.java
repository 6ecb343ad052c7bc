package io.foreflow.cli.retrain;

import io.foreflow.store.Decision;
import io.foreflow.store.StoredModel;
import io.foreflow.store.StoredVersion;
import java.io.IOException;
import java.util.Optional;

/**
 * What the store says about a champion: how it was promoted, and whether anybody has looked at what
 * came true since.
 *
 * @param promotion the last promotion of the version
 * @param verdict the verdict about that promotion by its live scores: that the version stays
 */
record ChampionRecord(Optional<Decision> promotion, Optional<Decision> verdict) {

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
      } else if (decision.action().equals(Decision.PROVEN)) {
        verdict = Optional.of(decision);
      }
    }
    return new ChampionRecord(promotion, verdict);
  }

  /** Whether the version was promoted, and nobody has judged it by what came true. */
  boolean isUnproven() {
    return promotion.isPresent() && verdict.isEmpty();
  }
}
