package io.foreflow.wire;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** A writer of Avro's binary encoding into an array that grows and is kept for the next record. */
final class AvroOutput {
  private static final int LONGEST_VARINT = 10;
  private static final VarHandle FLOAT =
      MethodHandles.byteArrayViewVarHandle(float[].class, ByteOrder.LITTLE_ENDIAN);
  private static final VarHandle DOUBLE =
      MethodHandles.byteArrayViewVarHandle(double[].class, ByteOrder.LITTLE_ENDIAN);

  private byte[] bytes = new byte[256];
  private int size;

  void reset() {
    size = 0;
  }

  byte[] toBytes() {
    return Arrays.copyOf(bytes, size);
  }

  void writeRaw(byte[] raw) {
    reserve(raw.length);
    System.arraycopy(raw, 0, bytes, size, raw.length);
    size += raw.length;
  }

  void writeLong(long value) {
    reserve(LONGEST_VARINT);
    long zigzag = (value << 1) ^ (value >> 63);
    while ((zigzag & ~0x7FL) != 0) {
      bytes[size++] = (byte) (zigzag | 0x80);
      zigzag >>>= 7;
    }
    bytes[size++] = (byte) zigzag;
  }

  void writeFloat(float value) {
    reserve(Float.BYTES);
    FLOAT.set(bytes, size, value);
    size += Float.BYTES;
  }

  void writeBoolean(boolean value) {
    reserve(1);
    bytes[size++] = (byte) (value ? 1 : 0);
  }

  void writeDouble(double value) {
    reserve(Double.BYTES);
    DOUBLE.set(bytes, size, value);
    size += Double.BYTES;
  }

  void writeString(String text) {
    byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
    writeLong(utf8.length);
    writeRaw(utf8);
  }

  /** Writes an array of floats in one block. */
  void writeFloats(float[] values, int from, int count) {
    writeArrayStart(count);
    reserve(count * Float.BYTES);
    for (int i = 0; i < count; i++) {
      FLOAT.set(bytes, size + i * Float.BYTES, values[from + i]);
    }
    size += count * Float.BYTES;
    writeArrayEnd();
  }

  /** Begins an array with all its items in one block. An empty array has no block. */
  void writeArrayStart(int count) {
    if (count > 0) {
      writeLong(count);
    }
  }

  void writeArrayEnd() {
    writeLong(0);
  }

  private void reserve(int more) {
    if (bytes.length - size < more) {
      bytes = Arrays.copyOf(bytes, Math.max(size + more, 2 * bytes.length));
    }
  }
}
