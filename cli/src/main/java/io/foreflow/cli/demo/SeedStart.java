package io.foreflow.cli.demo;

import io.foreflow.cli.seed.ModelSource;
import io.foreflow.manifest.Manifest;
import io.foreflow.model.StepModel;
import io.foreflow.seed.SeedModel;
import io.foreflow.seed.SeedModels;
import java.time.Duration;
import java.util.Optional;

/**
 * The seed model that a demo starts with.
 *
 * @param seed the seed model
 * @param manifest what its file says about itself
 */
record SeedStart(SeedModel seed, Manifest manifest) {

  /** The seed model for series of a cadence; empty if there is none. */
  static Optional<SeedStart> of(Duration cadence) {
    return SeedModels.ofCadence(cadence).map(SeedStart::of);
  }

  private static SeedStart of(SeedModel seed) {
    try (StepModel model = ModelSource.of(seed.uri()).open()) {
      return new SeedStart(seed, model.manifest());
    }
  }
}
