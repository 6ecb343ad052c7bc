package io.foreflow.job.topology;

import io.foreflow.job.model.UnusableModelException;
import java.io.Serial;

/** A configured version of a model that can't be found in its store. */
public final class UnresolvedModelException extends RuntimeException {
  @Serial private static final long serialVersionUID = 1L;

  private final String key;
  private final String problem;

  UnresolvedModelException(String key, UnusableModelException why) {
    super(key + ": " + why.getMessage(), why);
    this.key = key;
    this.problem = String.valueOf(why.getMessage());
  }

  /** The option that names the version. */
  public String key() {
    return key;
  }

  /** What is wrong with it. */
  public String problem() {
    return problem;
  }
}
