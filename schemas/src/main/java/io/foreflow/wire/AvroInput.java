package io.foreflow.wire;

import java.io.EOFException;
import java.io.IOException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import org.apache.avro.AvroTypeException;
import org.apache.avro.io.Decoder;
import org.apache.avro.util.Utf8;
import org.jspecify.annotations.Nullable;

/**
 * A reader of Avro's binary encoding for bytes that may be hostile. Avro's own decoder allocates
 * what a length claims before it looks whether so many bytes are there. This one compares every
 * length and count with the bytes that are left, so no input makes it allocate more than a small
 * multiple of its own size. It also refuses text that is not UTF-8. Avro's decoder would put in a
 * replacement character and so merge different series into one.
 */
final class AvroInput extends Decoder {
  private static final VarHandle FLOAT =
      MethodHandles.byteArrayViewVarHandle(float[].class, ByteOrder.LITTLE_ENDIAN);
  private static final VarHandle DOUBLE =
      MethodHandles.byteArrayViewVarHandle(double[].class, ByteOrder.LITTLE_ENDIAN);

  private byte[] bytes = {};
  private int position;

  /** Continues with other bytes. */
  void reset(byte[] newBytes, int newPosition) {
    bytes = newBytes;
    position = newPosition;
  }

  int position() {
    return position;
  }

  int remaining() {
    return bytes.length - position;
  }

  @Override
  public void readNull() {}

  @Override
  public boolean readBoolean() throws IOException {
    byte found = bytes[advance(1)];
    if (found != 0 && found != 1) {
      throw new AvroTypeException("found " + found + " for a boolean, allowed: 0 or 1");
    }
    return found == 1;
  }

  @Override
  public int readInt() throws IOException {
    long value = readLong();
    if (value != (int) value) {
      throw new AvroTypeException("found " + value + ", allowed: a 32-bit integer");
    }
    return (int) value;
  }

  @Override
  public long readLong() throws IOException {
    long zigzag = 0;
    for (int shift = 0; shift < 64; shift += 7) {
      byte next = bytes[advance(1)];
      zigzag |= (next & 0x7FL) << shift;
      if (next >= 0) {
        return (zigzag >>> 1) ^ -(zigzag & 1);
      }
    }
    throw new AvroTypeException("found an integer longer than 64 bits");
  }

  @Override
  public float readFloat() throws IOException {
    return (float) FLOAT.get(bytes, advance(Float.BYTES));
  }

  @Override
  public double readDouble() throws IOException {
    return (double) DOUBLE.get(bytes, advance(Double.BYTES));
  }

  @Override
  public String readString() throws IOException {
    int length = readLength();
    int from = advance(length);
    for (int i = from; i < from + length; i++) {
      if (bytes[i] < 0) {
        return decodeUtf8(from, length);
      }
    }
    return new String(bytes, from, length, StandardCharsets.ISO_8859_1);
  }

  private String decodeUtf8(int from, int length) throws CharacterCodingException {
    return StandardCharsets.UTF_8
        .newDecoder()
        .decode(ByteBuffer.wrap(bytes, from, length))
        .toString();
  }

  @Override
  public Utf8 readString(@Nullable Utf8 old) throws IOException {
    return new Utf8(readString());
  }

  @Override
  public void skipString() throws IOException {
    skipBytes();
  }

  @Override
  public ByteBuffer readBytes(@Nullable ByteBuffer old) throws IOException {
    int length = readLength();
    return ByteBuffer.wrap(bytes, advance(length), length).slice();
  }

  @Override
  public void skipBytes() throws IOException {
    advance(readLength());
  }

  @Override
  public void readFixed(byte[] target, int start, int length) throws IOException {
    System.arraycopy(bytes, advance(length), target, start, length);
  }

  @Override
  public void skipFixed(int length) throws IOException {
    advance(length);
  }

  @Override
  public int readEnum() throws IOException {
    return readInt();
  }

  @Override
  public int readIndex() throws IOException {
    return readInt();
  }

  @Override
  public long readArrayStart() throws IOException {
    return readCount();
  }

  @Override
  public long arrayNext() throws IOException {
    return readCount();
  }

  @Override
  public long skipArray() throws IOException {
    return skipSizedBlocks();
  }

  @Override
  public long readMapStart() throws IOException {
    return readCount();
  }

  @Override
  public long mapNext() throws IOException {
    return readCount();
  }

  @Override
  public long skipMap() throws IOException {
    return skipSizedBlocks();
  }

  /**
   * Reads how many items the next block has. Each item takes at least one byte, so there can't be
   * more items than bytes.
   */
  private int readCount() throws IOException {
    long count = readLong();
    if (count < 0) {
      readLength();
      count = -count;
    }
    if (count < 0 || count > remaining()) {
      throw endOfBytes(count + " items");
    }
    return (int) count;
  }

  /**
   * Skips the blocks that say how long they are; returns the items of the first that doesn't, which
   * the caller skips.
   */
  private int skipSizedBlocks() throws IOException {
    while (true) {
      long count = readLong();
      if (count >= 0) {
        if (count > remaining()) {
          throw endOfBytes(count + " items");
        }
        return (int) count;
      }
      advance(readLength());
    }
  }

  private int readLength() throws IOException {
    long length = readLong();
    if (length < 0 || length > remaining()) {
      throw endOfBytes("a length of " + length + " bytes");
    }
    return (int) length;
  }

  /** Takes the next bytes; returns where they begin. */
  private int advance(int length) throws IOException {
    if (length > bytes.length - position) {
      throw endOfBytes(length + " more bytes");
    }
    int from = position;
    position += length;
    return from;
  }

  private EOFException endOfBytes(String found) {
    return new EOFException(
        "found "
            + found
            + " at byte "
            + position
            + ", allowed: at most the "
            + remaining()
            + " left");
  }
}
