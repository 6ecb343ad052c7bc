package io.foreflow.wire;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.Random;

/** Bytes made from others, as a fuzzer makes them. */
final class FuzzBytes {
  private FuzzBytes() {}

  /** One or a few changes to {@code one}, with parts of {@code other}. */
  static byte[] made(byte[] one, byte[] other, Random random) {
    byte[] bytes = one;
    int changes = 1 + random.nextInt(4);
    for (int i = 0; i < changes; i++) {
      bytes = changed(bytes, other, random);
    }
    return bytes;
  }

  private static byte[] changed(byte[] bytes, byte[] other, Random random) {
    if (bytes.length == 0) {
      return other;
    }
    int at = random.nextInt(bytes.length);
    byte[] changed = bytes.clone();
    switch (random.nextInt(5)) {
      case 0 -> changed[at] = (byte) random.nextInt(256);
      case 1 -> changed[at] ^= (byte) (1 << random.nextInt(8));
      case 2 -> changed = Arrays.copyOf(bytes, at);
      case 3 -> changed = spliced(bytes, at, at, other, random);
      default -> {
        int end = at + random.nextInt(Math.min(9, bytes.length - at));
        changed = spliced(bytes, at, end, new byte[0], random);
      }
    }
    return changed;
  }

  /** With a piece of {@code other} in the place of {@code from} to {@code to}. */
  private static byte[] spliced(byte[] bytes, int from, int to, byte[] other, Random random) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(bytes, 0, from);
    if (other.length > 0) {
      int start = random.nextInt(other.length);
      out.write(other, start, random.nextInt(other.length - start + 1));
    }
    out.write(bytes, to, bytes.length - to);
    return out.toByteArray();
  }
}
