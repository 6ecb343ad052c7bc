package io.foreflow.cli.seed;

import io.foreflow.cli.process.CommandFailure;
import io.foreflow.seed.SeedModel;
import io.foreflow.seed.SeedModels;
import io.foreflow.seed.SeedReference;

/** Seed models that are named on the command line. */
public final class SeedChoice {

  private SeedChoice() {}

  /** Whether a text names a seed model. */
  public static boolean is(String text) {
    return SeedReference.is(text);
  }

  /**
   * The seed model of a URI.
   *
   * @throws CommandFailure if this release has no such model
   */
  public static SeedModel find(String uri) {
    try {
      SeedReference reference = SeedReference.parse(uri);
      SeedModel seed = SeedModels.require(reference.name());
      if (reference.sha256() != null && !reference.sha256().equals(seed.sha256())) {
        throw CommandFailure.usage(
            "found %s, which is the file of another release, allowed: that of this release, %s"
                .formatted(uri, seed.versionUri()));
      }
      return seed;
    } catch (IllegalArgumentException e) {
      throw CommandFailure.usage(String.valueOf(e.getMessage()));
    }
  }
}
