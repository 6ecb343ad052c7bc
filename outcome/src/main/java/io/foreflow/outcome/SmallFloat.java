package io.foreflow.outcome;

/**
 * A whole number in one byte, rounded to four binary digits. Numbers from -16 to 16 are exact. One
 * bit is the sign, four the exponent, three the digits after the first.
 */
final class SmallFloat {
  /** The largest number that a byte holds. */
  static final int LARGEST = 15 << 14;

  private static final int DIGITS = 3;
  private static final int FIRST = 1 << DIGITS;

  private SmallFloat() {}

  /** The byte of a number; of one that is too large, the byte of the largest. */
  static byte encode(int number) {
    int size = number == Integer.MIN_VALUE ? LARGEST : Math.min(Math.abs(number), LARGEST);
    int code;
    if (size < FIRST) {
      code = size;
    } else {
      int shift = Integer.SIZE - 1 - Integer.numberOfLeadingZeros(size) - DIGITS;
      int rounded = (size + ((1 << shift) >> 1)) >> shift;
      // A carry makes 16 of 15: the sum below then is the code of the next exponent.
      code = Math.min((shift << DIGITS) + rounded, Byte.MAX_VALUE);
    }
    return (byte) (number < 0 ? -code : code);
  }

  /** The number of a byte. */
  static int decode(byte code) {
    int size = Math.abs(code);
    int shift = Math.max(0, (size >> DIGITS) - 1);
    int number = size < FIRST ? size : (FIRST + (size & (FIRST - 1))) << shift;
    return code < 0 ? -number : number;
  }
}
