package io.foreflow.wire;

/**
 * Turns records into bytes. An instance keeps buffers between calls: it serves one thread at a
 * time, and making another is cheap.
 */
@FunctionalInterface
public interface RecordEncoder<T> {
  /** The bytes of a record, in an array of their own. */
  byte[] encode(T record);
}
