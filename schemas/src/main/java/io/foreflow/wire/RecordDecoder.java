package io.foreflow.wire;

/**
 * Turns bytes into records. An instance keeps buffers between calls: it serves one thread at a
 * time, and making another is cheap.
 */
@FunctionalInterface
public interface RecordDecoder<T> {
  /**
   * The record that the bytes hold.
   *
   * @throws MalformedRecordException for any bytes that are not one whole, sensible record; no
   *     bytes make it throw anything else
   */
  T decode(byte[] bytes) throws MalformedRecordException;
}
