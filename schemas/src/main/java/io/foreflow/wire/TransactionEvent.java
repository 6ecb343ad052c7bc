package io.foreflow.wire;

import java.util.Locale;

/**
 * A transaction of a running job whose records are not in their topic.
 *
 * @param kind whether they are lost for certain
 * @param time when the job found out, in epoch milliseconds
 * @param pipeline the pipeline's name
 * @param topic where the records should be
 * @param transactionalId the id of the transaction at the broker
 * @param message what has happened and what to do, for a person
 */
public record TransactionEvent(
    Kind kind, long time, String pipeline, String topic, String transactionalId, String message) {

  /** How certain the loss is. */
  public enum Kind {
    /** The broker says that the transaction was aborted. */
    LOST,
    /** The broker does not know what became of it. */
    UNKNOWN;

    private final String code = "transaction-" + name().toLowerCase(Locale.ROOT);

    /** The name in JSON. */
    public String code() {
      return code;
    }
  }
}
