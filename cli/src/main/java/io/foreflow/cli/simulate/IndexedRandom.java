package io.foreflow.cli.simulate;

/**
 * Random numbers by index rather than in sequence: the same key, stream and index always give the
 * same number, so any slot can be asked for without those before it. The mixing function is
 * SplitMix64's finalizer, and transcendental functions are StrictMath's: same bits on any machine.
 */
final class IndexedRandom {

  private static final double UNIT = 0x1.0p-53;
  private static final long GOLDEN = 0x9E3779B97F4A7C15L;

  private final long key;

  private IndexedRandom(long key) {
    this.key = key;
  }

  static IndexedRandom of(long seed, String series) {
    long key = mix(seed + GOLDEN);
    for (int i = 0; i < series.length(); i++) {
      key = mix(key ^ (series.charAt(i) + GOLDEN));
    }
    return new IndexedRandom(key);
  }

  /** Uniform in [0, 1). */
  double uniform(Stream stream, long index) {
    return (bits(stream, index) >>> 11) * UNIT;
  }

  double uniform(Stream stream, long index, double from, double to) {
    return from + (to - from) * uniform(stream, index);
  }

  /** Mean 0, variance 1. */
  double gaussian(Stream stream, long index) {
    long bits = bits(stream, index);
    double radius = ((bits >>> 11) + 1) * UNIT; // in (0, 1]
    double angle = (mix(bits ^ GOLDEN) >>> 11) * UNIT;
    return StrictMath.sqrt(-2 * StrictMath.log(radius)) * StrictMath.cos(2 * StrictMath.PI * angle);
  }

  private long bits(Stream stream, long index) {
    return mix(mix(key + GOLDEN * stream.number) ^ (index * GOLDEN));
  }

  private static long mix(long z) {
    z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }

  /** The purpose of a random number. The streams are independent of each other. */
  enum Stream {
    /** The character of a series: its magnitude, amplitudes and phases. Indexed by a counter. */
    CHARACTER(1),
    MEASUREMENT(2),
    WEATHER(3),
    LEVEL_SHIFT(4),
    GAP(5),
    OUTAGE(6),
    ANCHOR(7),
    RETURN(8),
    JUMP(9),
    /** The faults of a series: kind, place, length and strength. Indexed by block. */
    FAULT(10),
    /** What a fault of larger variance adds to a slot. */
    FAULT_NOISE(11),
    /** How a series changes for good. Indexed by a counter. */
    REGIME(12);

    private final long number;

    Stream(long number) {
      this.number = number;
    }
  }
}
