package io.foreflow.model;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * Memory outside the heap that begins at a multiple of 64 bytes, for engines that read and write it
 * in place. Some operators treat the numbers before such a place on their own, and products add up
 * in another order. The place of memory must not change a result.
 */
public final class AlignedMemory {

  /** The most bytes of one buffer. */
  public static final int MOST_BYTES = Integer.MAX_VALUE - 2 * AlignedMemory.ALIGNMENT;

  private static final int ALIGNMENT = 64;

  private AlignedMemory() {}

  /**
   * Zeros, in the order of bytes that the processor has.
   *
   * @param bytes at most {@link #MOST_BYTES}
   */
  public static ByteBuffer allocate(int bytes) {
    // An aligned slice ends at a multiple of the alignment too.
    return ByteBuffer.allocateDirect(Math.addExact(bytes, 2 * ALIGNMENT))
        .alignedSlice(ALIGNMENT)
        .slice(0, bytes)
        .order(ByteOrder.nativeOrder());
  }
}
