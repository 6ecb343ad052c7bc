package io.foreflow.model;

import java.io.Serial;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A model file that breaks the contract of model files, whoever wants to use it. The message says
 * what was found and what is allowed.
 */
public final class InvalidModelFileException extends Exception {
  @Serial private static final long serialVersionUID = 1L;

  private final Reason reason;

  /** Why a file was refused. The {@link #code} goes into events and metrics and does not change. */
  public enum Reason {
    /** The file could not be read. */
    UNREADABLE,
    /** The file, or something in it, is larger than any model has reason to be. */
    TOO_LARGE,
    /** The file is not the one that was announced. */
    WRONG_SHA256,
    /**
     * The file holds no manifest with a digest: it is no model file of this project, or was cut
     * off.
     */
    NO_DIGEST,
    /** The file was changed after it was made: its digest is that of other bytes. */
    WRONG_DIGEST,
    /** The file is not an ONNX model. */
    NOT_ONNX,
    /** The manifest breaks the contract. */
    BAD_MANIFEST,
    /** The graph has an operator, or another means, that a step has no need of. */
    FORBIDDEN_GRAPH,
    /** A weight lies outside the file, or has not the size that it declares. */
    BAD_WEIGHTS,
    /** Inputs or outputs are not those that the manifest declares. */
    WRONG_TENSORS,
    /** ONNX Runtime cannot run the graph. */
    NOT_RUNNABLE,
    /** The graph runs, but its results break the contract. */
    WRONG_RESULTS,
    /** The graph runs, but a wave in which all series take over would take too long. */
    TOO_SLOW;

    private final String code = name().toLowerCase(Locale.ROOT).replace('_', '-');

    /** The name in events and metrics, such as {@code wrong-digest}. */
    public String code() {
      return code;
    }
  }

  InvalidModelFileException(Reason reason, String message) {
    this(reason, message, null);
  }

  InvalidModelFileException(Reason reason, String message, @Nullable Throwable cause) {
    super("model refused (" + reason.code() + "): " + message, cause);
    this.reason = reason;
  }

  static InvalidModelFileException found(Reason reason, Object found, String allowed) {
    return new InvalidModelFileException(reason, "found " + found + ", allowed: " + allowed);
  }

  /** Why the file was refused. */
  public Reason reason() {
    return reason;
  }
}
