package io.foreflow.wire;

/** {@link TransactionEvent}s in JSON, the only form they have. */
public final class TransactionEventJson {

  private TransactionEventJson() {}

  /** Writes an event as one object in UTF-8. */
  public static byte[] write(TransactionEvent event) {
    return JsonOutput.object(
        out -> {
          out.writeStringField("event", event.kind().code());
          JsonOutput.time(out, "time", event.time());
          out.writeStringField("pipeline", event.pipeline());
          out.writeStringField("topic", event.topic());
          out.writeStringField("transactionalId", event.transactionalId());
          out.writeStringField("message", event.message());
        });
  }
}
