package io.foreflow.series;

import java.math.BigInteger;

/**
 * A mean of floats that does not depend on their order. The last bits of a floating-point sum
 * depend on it, so shuffled readings could lead to another forecast. That is why the sum is kept
 * exactly, as a whole number of the smallest float: at most 40 bytes for 2^31 floats.
 *
 * @param units the sum, in units of {@link Float#MIN_VALUE}
 * @param count how many floats were added
 */
public record ExactMean(BigInteger units, int count) {
  /** The mean of no floats. */
  public static final ExactMean NONE = new ExactMean(BigInteger.ZERO, 0);

  private static final int MANTISSA_BITS = 23;
  private static final int SMALLEST_EXPONENT = -149;

  /** This mean with one more float. A missing one changes nothing. */
  public ExactMean with(float value) {
    return Float.isNaN(value)
        ? this
        : new ExactMean(units.add(unitsOf(value)), Math.incrementExact(count));
  }

  private static BigInteger unitsOf(float value) {
    int bits = Float.floatToRawIntBits(value);
    int exponent = (bits >>> MANTISSA_BITS) & 0xFF;
    long mantissa = bits & ((1 << MANTISSA_BITS) - 1);
    if (exponent > 0) {
      mantissa |= 1 << MANTISSA_BITS;
      exponent--;
    }
    return BigInteger.valueOf(bits < 0 ? -mantissa : mantissa).shiftLeft(exponent);
  }

  /** The mean as a float; NaN if there are no floats. */
  public float value() {
    return count == 0
        ? Float.NaN
        : (float) (Math.scalb(units.doubleValue(), SMALLEST_EXPONENT) / count);
  }
}
