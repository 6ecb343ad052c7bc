package io.foreflow.job.model;

import io.foreflow.model.InvalidModelFileException;
import io.foreflow.store.StoreReference;
import java.io.Serial;
import org.jspecify.annotations.Nullable;

/**
 * A model that this job can't use. Its file is invalid, can't be read or may not be read, or the
 * model does not fit the job. The message says what was found and what is allowed.
 */
public final class UnusableModelException extends Exception {
  @Serial private static final long serialVersionUID = 1L;

  /** The file could not be read, at least not at this time. */
  public static final String UNREADABLE = InvalidModelFileException.Reason.UNREADABLE.code();

  /** The file is larger than the limit. */
  public static final String TOO_LARGE = InvalidModelFileException.Reason.TOO_LARGE.code();

  /** The disk has no room for the file. */
  public static final String NO_SPACE = "no-space";

  /** The URI is of a kind that no file is read from. */
  public static final String UNSUPPORTED_URI = "unsupported-uri";

  /** The URI is outside the places that announced models may come from. */
  public static final String URI_NOT_ALLOWED = "uri-not-allowed";

  /** The model store has no such version, or this release has another seed model of this name. */
  public static final String NOT_IN_STORE = "not-in-store";

  /** No series is stepped by a model of this name. */
  public static final String UNKNOWN_MODEL = "unknown-model";

  /** The manifest has another name or version than was announced. */
  public static final String WRONG_NAME = "wrong-name";

  /** The model has another cadence than the one it would replace. */
  public static final String WRONG_CADENCE = "wrong-cadence";

  /** Its trading calendar is another one, or only one of both models has one. */
  public static final String WRONG_CALENDAR = "wrong-calendar";

  /** The model takes another number of covariates than the one it would replace. */
  public static final String WRONG_COVARIATES = "wrong-covariates";

  /** Tasks ended while they loaded the model. */
  public static final String QUARANTINED = "quarantined";

  private final String reason;

  /** A refusal with a code for programs and a message for people. */
  public UnusableModelException(String reason, String message) {
    this(reason, message, null);
  }

  UnusableModelException(String reason, String message, @Nullable Throwable cause) {
    super(message, cause);
    this.reason = reason;
  }

  /** The refusal of an alias where a version is needed. */
  static UnusableModelException unresolved(StoreReference alias) {
    return new UnusableModelException(
        UNSUPPORTED_URI,
        "found the version \"%s\" of a model in a store, allowed: its whole sha256, since an alias can move at any time"
            .formatted(alias.ref()));
  }

  /** The refusal of a seed model without a version where one is needed. */
  static UnusableModelException unresolved(SeedUri seed) {
    return new UnusableModelException(
        UNSUPPORTED_URI,
        "found %s, allowed: %s@SHA256, since another release has another file of this name"
            .formatted(seed.uri(), seed.uri()));
  }

  /** The refusal of a seed model that another release has. */
  static UnusableModelException ofAnotherRelease(SeedUri seed) {
    return new UnusableModelException(
        NOT_IN_STORE,
        "found %s, which is the file of another release, allowed: that of this release, %s"
            .formatted(seed.uri(), seed.ofThisRelease().versionUri()));
  }

  static UnusableModelException of(InvalidModelFileException e) {
    return new UnusableModelException(e.reason().code(), String.valueOf(e.getMessage()), e);
  }

  /**
   * The refusal of a model whose loading has failed. It must not stop a task or the thread that
   * loads.
   *
   * @throws VirtualMachineError if the JVM itself is broken
   */
  static UnusableModelException broken(Throwable e) {
    if (e instanceof OutOfMemoryError) {
      return new UnusableModelException(
          TOO_LARGE,
          "found no memory for the model (%s), allowed: models that the TaskManager has room for"
              .formatted(e.getMessage()),
          e);
    }
    if (e instanceof VirtualMachineError broken && !(e instanceof StackOverflowError)) {
      throw broken;
    }
    return new UnusableModelException(
        InvalidModelFileException.Reason.NOT_RUNNABLE.code(),
        "The model could not be opened: " + e,
        e);
  }

  /** The code of the reason, which goes into events and does not change. */
  public String reason() {
    return reason;
  }
}
