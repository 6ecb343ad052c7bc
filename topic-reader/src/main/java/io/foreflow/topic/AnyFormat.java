package io.foreflow.topic;

import io.foreflow.wire.MalformedRecordException;
import io.foreflow.wire.RecordDecoder;
import io.foreflow.wire.RejectionReason;
import org.jspecify.annotations.Nullable;

/** A decoder of any format, which it finds by the first byte of each record. Not thread-safe. */
final class AnyFormat<T> implements RecordDecoder<T> {

  /** The first byte of Avro's single-object encoding. No JSON text begins with it. */
  private static final byte AVRO_MARKER = (byte) 0xC3;

  /** The first byte of Confluent's wire format. No JSON text begins with it. */
  private static final byte CONFLUENT_MARKER = 0;

  private final RecordDecoder<T> avro;
  private final RecordDecoder<T> json;
  private final @Nullable RecordDecoder<T> confluent;

  /**
   * @param confluent null without a schema registry
   */
  AnyFormat(RecordDecoder<T> avro, RecordDecoder<T> json, @Nullable RecordDecoder<T> confluent) {
    this.avro = avro;
    this.json = json;
    this.confluent = confluent;
  }

  @Override
  public T decode(byte[] bytes) throws MalformedRecordException {
    byte first = bytes.length == 0 ? (byte) '{' : bytes[0];
    return switch (first) {
      case AVRO_MARKER -> avro.decode(bytes);
      case CONFLUENT_MARKER -> decodeConfluent(bytes);
      default -> json.decode(bytes);
    };
  }

  private T decodeConfluent(byte[] bytes) throws MalformedRecordException {
    if (confluent == null) {
      throw new MalformedRecordException(
          RejectionReason.UNKNOWN_SCHEMA,
          "it is in Confluent's wire format; name its schema registry: --schema-registry URL");
    }
    return confluent.decode(bytes);
  }
}
