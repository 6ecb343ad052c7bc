package io.foreflow.cli.simulate;

import io.foreflow.cli.simulate.IndexedRandom.Stream;

/**
 * A price: its logarithm walks at random, faster in the middle of its day than at night, with a
 * jump now and then.
 *
 * <p>A walk is a sum over all that came before, but any slot must be answerable at once. So time is
 * cut into blocks; the price at the start of each block (its anchor) is random by itself, and the
 * walk inside a block is bent to end at the next anchor. What the bend adds to a slot is 1/50 of a
 * slot's own movement: for a forecaster it is a walk, and yet no price drifts off to nowhere.
 */
final class PriceSignal implements SeriesSignal {

  private static final int BLOCK = 2048;
  private static final double HOUR = 3_600_000;
  private static final double DAY = 24 * HOUR;
  private static final double JUMP_PROBABILITY = 0.004;

  private final IndexedRandom random;
  private final long cadenceMillis;
  private final double base;
  private final double volatility;
  private final double season;
  private final double phase;

  private final float[] walk = new float[BLOCK];
  private long block = Long.MIN_VALUE;

  PriceSignal(IndexedRandom random, long cadenceMillis) {
    this.random = random;
    this.cadenceMillis = cadenceMillis;
    this.base = StrictMath.pow(10, random.uniform(Stream.CHARACTER, 0, 0.5, 3));
    this.volatility =
        random.uniform(Stream.CHARACTER, 1, 0.002, 0.006) * StrictMath.sqrt(cadenceMillis / HOUR);
    this.season = random.uniform(Stream.CHARACTER, 2, 0.4, 0.8);
    this.phase = random.uniform(Stream.CHARACTER, 3, 0, 2 * StrictMath.PI);
  }

  @Override
  public double value(long slot, long time) {
    long wanted = Math.floorDiv(slot, (long) BLOCK);
    if (wanted != block) {
      fill(wanted);
    }
    return base * StrictMath.exp(walk[(int) Math.floorMod(slot, (long) BLOCK)]);
  }

  @Override
  public double noise(long slot, long time) {
    return volatility * value(slot, time);
  }

  private void fill(long wanted) {
    long first = wanted * BLOCK;
    double[] free = new double[BLOCK];
    double sum = 0;
    for (int i = 0; i < BLOCK; i++) {
      free[i] = sum;
      sum += increment(first + i);
    }
    double from = anchor(wanted);
    double bend = (anchor(wanted + 1) - from - sum) / BLOCK;
    for (int i = 0; i < BLOCK; i++) {
      walk[i] = (float) (from + free[i] + bend * i);
    }
    block = wanted;
  }

  private double anchor(long index) {
    return volatility * StrictMath.sqrt(BLOCK / 2.0) * random.gaussian(Stream.ANCHOR, index);
  }

  private double increment(long slot) {
    double time = (double) slot * cadenceMillis;
    double busy = 1 + season * StrictMath.sin(2 * StrictMath.PI * (time % DAY) / DAY + phase);
    double step = volatility * busy * random.gaussian(Stream.RETURN, slot);
    if (random.uniform(Stream.JUMP, 2 * slot) < JUMP_PROBABILITY) {
      step += 5 * volatility * random.gaussian(Stream.JUMP, 2 * slot + 1);
    }
    return step;
  }
}
