package io.foreflow.job.model;

import io.foreflow.seed.SeedModel;
import io.foreflow.seed.SeedModels;
import io.foreflow.seed.SeedReference;
import java.util.Optional;

/**
 * The URI of a seed model. Its file is in the job's own jar, so it is on every TaskManager. Without
 * a hash it is an alias of the version in this release.
 */
record SeedUri(SeedReference model) implements ModelUri {

  /**
   * Reads a URI.
   *
   * @throws IllegalArgumentException if there is no such seed model
   */
  static SeedUri of(String text) {
    SeedReference reference = SeedReference.parse(text);
    SeedModels.require(reference.name());
    return new SeedUri(reference);
  }

  /** The model in this release. */
  SeedModel ofThisRelease() {
    return SeedModels.require(model.name());
  }

  /** Whether this names one version for ever. */
  boolean isVersion() {
    return model.sha256() != null;
  }

  /** The same model in another version. */
  SeedUri at(String sha256) {
    return new SeedUri(new SeedReference(model.name(), sha256));
  }

  /** Only the same model. Seed models are allowed without being configured. */
  @Override
  public boolean isUnder(ModelUri folder) {
    return folder instanceof SeedUri other && model.name().equals(other.model.name());
  }

  @Override
  public Optional<ModelUri> resolved() {
    return Optional.of(this);
  }

  @Override
  public ModelUri surroundings() {
    return new SeedUri(new SeedReference(model.name(), null));
  }

  @Override
  public String uri() {
    return model.uri();
  }
}
