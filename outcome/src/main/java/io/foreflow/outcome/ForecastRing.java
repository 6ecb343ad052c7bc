package io.foreflow.outcome;

import java.util.Arrays;

/**
 * The forecasts of the tracked steps whose readings have not come. For a step of {@code k} there
 * are {@code k} entries; the one for a target slot is {@code slot mod k}, where the forecast from
 * that slot takes its place. An entry is five shorts, little-endian:
 *
 * <pre>
 * byte 0-1  lower end of the outer band, as emitted
 *      2-3  middle; the smallest short if the entry is empty
 *      4-5  upper end, as emitted
 *      6-7  seasonal naive forecast; the smallest short if there is none
 *      8    how much calibration lowered the lower end, a {@link SmallFloat}
 *      9    how much calibration raised the upper end
 * </pre>
 *
 * <p>Numbers are whole multiples of a unit, counted from a middle. Both are the same for all
 * entries and stand in the header. The unit is a power of two, so that a number is decoded exactly.
 * It is chosen so that everything remembered fits with room, and chosen again when a number
 * doesn't, and once in a while when there is too much room. So the same forecasts give the same
 * bytes.
 */
final class ForecastRing {
  static final int ENTRY_BYTES = 10;

  private static final int LOWER = 0;
  private static final int MIDDLE = 2;
  private static final int UPPER = 4;
  private static final int NAIVE = 6;
  private static final int LOWER_SHIFT = 8;
  private static final int UPPER_SHIFT = 9;

  private static final int NONE = Short.MIN_VALUE;
  private static final int LARGEST = Short.MAX_VALUE;
  private static final int NO_UNIT = Short.MIN_VALUE;

  /** Numbers may lie this many binary digits of units from the middle when a unit is chosen. */
  private static final int CHOSEN_DIGITS = 14;

  private static final int CENTER_DIGITS = 30;
  private static final int MANTISSA_BITS = 52;
  private static final int SMALLEST_EXPONENT = -180;

  private final OutcomePlan plan;

  ForecastRing(OutcomePlan plan) {
    this.plan = plan;
  }

  /** Empties all entries. */
  void begin(byte[] bytes, int at) {
    Arrays.fill(bytes, at + plan.ringAt(0), at + plan.bytes(), (byte) 0);
    for (int i = 0; i < plan.tracked(); i++) {
      for (int slot = 0; slot < plan.step(i); slot++) {
        clear(bytes, entry(at, i, slot));
      }
    }
    MemoryHeader.setUnit(bytes, at, NO_UNIT, 0);
  }

  /** Where the entry of a tracked step lies whose target is this slot. */
  int entry(int at, int index, long slot) {
    return at + plan.ringAt(index) + Math.floorMod(slot, plan.step(index)) * ENTRY_BYTES;
  }

  boolean isEmpty(byte[] bytes, int entry) {
    return Bytes.getShort(bytes, entry + MIDDLE) == NONE;
  }

  void clear(byte[] bytes, int entry) {
    Bytes.putShort(bytes, entry + MIDDLE, NONE);
  }

  boolean isOpen(byte[] bytes, int at) {
    for (int entry = at + plan.ringAt(0); entry < end(at); entry += ENTRY_BYTES) {
      if (!isEmpty(bytes, entry)) {
        return true;
      }
    }
    return false;
  }

  /**
   * Makes room for numbers between two. To be called before {@link #put} with everything that the
   * entries from one origin hold.
   */
  void fit(byte[] bytes, int at, double least, double most) {
    int exponent = MemoryHeader.exponent(bytes, at);
    if (exponent != NO_UNIT
        && Math.abs(units(bytes, at, least)) <= LARGEST
        && Math.abs(units(bytes, at, most)) <= LARGEST) {
      return;
    }
    choose(bytes, at, least, most);
  }

  /** Makes the unit small again if what is remembered needs far less room. */
  void shrink(byte[] bytes, int at) {
    if (MemoryHeader.exponent(bytes, at) != NO_UNIT) {
      choose(bytes, at, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY);
    }
  }

  /** Chooses a unit for what is remembered and two more numbers. */
  private void choose(byte[] bytes, int at, double least, double most) {
    int exponent = MemoryHeader.exponent(bytes, at);
    int center = MemoryHeader.center(bytes, at);
    double low = least;
    double high = most;
    for (int entry = at + plan.ringAt(0); entry < end(at); entry += ENTRY_BYTES) {
      if (!isEmpty(bytes, entry)) {
        for (int field = LOWER; field <= NAIVE; field += Short.BYTES) {
          int number = Bytes.getShort(bytes, entry + field);
          if (number != NONE) {
            double value = value(number, exponent, center);
            low = Math.min(low, value);
            high = Math.max(high, value);
          }
        }
      }
    }
    if (low > high) {
      return;
    }
    double middle = (low + high) / 2;
    int chosen =
        Math.max(
            SMALLEST_EXPONENT,
            Math.max(
                Math.getExponent((high - low) / 2) + 1 - CHOSEN_DIGITS,
                Math.getExponent(middle) + 1 - CENTER_DIGITS));
    boolean tooSmall = exponent == NO_UNIT || least <= most;
    if (tooSmall || chosen <= exponent - 2) {
      int chosenCenter = (int) Math.rint(Math.scalb(middle, -chosen));
      MemoryHeader.setUnit(bytes, at, chosen, chosenCenter);
      encodeAgain(bytes, at, exponent, center);
    }
  }

  private void encodeAgain(byte[] bytes, int at, int exponent, int center) {
    int moved = exponent - MemoryHeader.exponent(bytes, at);
    for (int entry = at + plan.ringAt(0); entry < end(at); entry += ENTRY_BYTES) {
      if (!isEmpty(bytes, entry)) {
        for (int field = LOWER; field <= NAIVE; field += Short.BYTES) {
          int number = Bytes.getShort(bytes, entry + field);
          if (number != NONE) {
            putNumber(bytes, at, entry + field, value(number, exponent, center));
          }
        }
        moveShift(bytes, entry + LOWER_SHIFT, moved);
        moveShift(bytes, entry + UPPER_SHIFT, moved);
      }
    }
  }

  private static void moveShift(byte[] bytes, int field, int moved) {
    bytes[field] = shift(Math.scalb((double) SmallFloat.decode(bytes[field]), moved));
  }

  private int end(int at) {
    return at + plan.ringAt(plan.tracked());
  }

  /**
   * Remembers a forecast.
   *
   * @param naive NaN if there is none
   * @param lowered how much lower the lower end is than without calibration
   * @param raised how much higher the upper end is
   */
  void put(
      byte[] bytes,
      int at,
      int entry,
      double lower,
      double middle,
      double upper,
      double naive,
      double lowered,
      double raised) {
    putNumber(bytes, at, entry + LOWER, lower);
    putNumber(bytes, at, entry + MIDDLE, middle);
    putNumber(bytes, at, entry + UPPER, upper);
    if (Double.isNaN(naive)) {
      Bytes.putShort(bytes, entry + NAIVE, NONE);
    } else {
      putNumber(bytes, at, entry + NAIVE, naive);
    }
    int exponent = MemoryHeader.exponent(bytes, at);
    bytes[entry + LOWER_SHIFT] = shift(lowered * power(-exponent));
    bytes[entry + UPPER_SHIFT] = shift(raised * power(-exponent));
  }

  private static byte shift(double units) {
    return SmallFloat.encode((int) Math.rint(units));
  }

  private void putNumber(byte[] bytes, int at, int field, double value) {
    double units = Math.max(-LARGEST, Math.min(LARGEST, units(bytes, at, value)));
    Bytes.putShort(bytes, field, (int) units);
  }

  double lower(byte[] bytes, int at, int entry) {
    return value(bytes, at, Bytes.getShort(bytes, entry + LOWER));
  }

  double middle(byte[] bytes, int at, int entry) {
    return value(bytes, at, Bytes.getShort(bytes, entry + MIDDLE));
  }

  double upper(byte[] bytes, int at, int entry) {
    return value(bytes, at, Bytes.getShort(bytes, entry + UPPER));
  }

  /** The seasonal naive forecast; NaN if there is none. */
  double naive(byte[] bytes, int at, int entry) {
    int number = Bytes.getShort(bytes, entry + NAIVE);
    return number == NONE ? Double.NaN : value(bytes, at, number);
  }

  /** How much lower the lower end is than without calibration, rounded. */
  double lowered(byte[] bytes, int at, int entry) {
    return shift(bytes, at, entry + LOWER_SHIFT);
  }

  /** How much higher the upper end is than without calibration, rounded. */
  double raised(byte[] bytes, int at, int entry) {
    return shift(bytes, at, entry + UPPER_SHIFT);
  }

  private static double shift(byte[] bytes, int at, int field) {
    return SmallFloat.decode(bytes[field]) * power(MemoryHeader.exponent(bytes, at));
  }

  /**
   * A reading rounded as remembered numbers are, so that one equal to an end of a band stays so.
   */
  double rounded(byte[] bytes, int at, double reading) {
    double units = units(bytes, at, reading);
    return (units + MemoryHeader.center(bytes, at)) * power(MemoryHeader.exponent(bytes, at));
  }

  private static double units(byte[] bytes, int at, double value) {
    return Math.rint(value * power(-MemoryHeader.exponent(bytes, at)))
        - MemoryHeader.center(bytes, at);
  }

  /** A power of two, exactly; all that are asked for here are normal numbers. */
  private static double power(int exponent) {
    return Double.longBitsToDouble((long) (exponent + Double.MAX_EXPONENT) << MANTISSA_BITS);
  }

  private static double value(byte[] bytes, int at, int number) {
    return value(number, MemoryHeader.exponent(bytes, at), MemoryHeader.center(bytes, at));
  }

  private static double value(int number, int exponent, int center) {
    return ((double) center + number) * power(exponent);
  }
}
