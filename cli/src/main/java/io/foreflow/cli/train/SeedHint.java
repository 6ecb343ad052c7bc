package io.foreflow.cli.train;

import io.foreflow.seed.SeedModel;
import io.foreflow.seed.SeedModels;
import io.foreflow.trainer.TrainingConfig;
import io.foreflow.trainer.auto.AutoOptions;
import io.foreflow.trainer.auto.SeriesKind;
import io.foreflow.trainer.features.FeatureConfig;
import java.time.Duration;
import java.util.Optional;

/** Advice to start from a seed model, where that was found to be far better than random weights. */
final class SeedHint {

  private SeedHint() {}

  /** The advice for a training from random weights; empty if no seed model suits it. */
  static Optional<String> of(AutoOptions auto, TrainingConfig config) {
    FeatureConfig features = config.features();
    boolean isSuited =
        auto.looksLike() == SeriesKind.MANY_SHORT
            && features.covariateNames().isEmpty()
            && features.grid().calendar() == null
            && config.network().head().classes().isEmpty();
    return isSuited
        ? SeedModels.ofCadence(Duration.ofMillis(features.cadenceMillis())).map(SeedHint::text)
        : Optional.empty();
  }

  private static String text(SeedModel seed) {
    return "Hint: where series are many, a training that starts from the seed model of their cadence"
        + " is often better. Train with --from "
        + seed.uri()
        + ", and compare.";
  }
}
