package io.foreflow.cli.simulate;

import io.foreflow.cli.simulate.IndexedRandom.Stream;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The faults of one series. Time is cut into blocks, and each has one fault at a random place. So
 * the fault of any slot is found without those before it.
 */
final class FaultSchedule {

  private static final int NUMBERS = 6;
  private static final double DAY_MILLIS = Duration.ofDays(1).toMillis();

  /** How far readings of a wrong phase lie back, in days. */
  private static final double SHORTEST_LAG = 0.1;

  private static final double LONGEST_LAG = 0.3;

  private final IndexedRandom random;
  private final FaultPlan plan;
  private final long block;
  private final double slotsPerDay;
  private @Nullable Fault last;
  private long lastBlock;

  FaultSchedule(IndexedRandom random, FaultPlan plan, long cadenceMillis) {
    this.random = random;
    this.plan = plan;
    block = plan.slotsPerFault(cadenceMillis);
    slotsPerDay = DAY_MILLIS / cadenceMillis;
  }

  /**
   * One fault.
   *
   * @param end the last slot
   * @param strength in units of the noise, with its sign
   * @param lag how many slots readings of a wrong phase lie back
   */
  record Fault(FaultKind kind, long begin, long end, double strength, long lag) {}

  /** The fault at a slot, or null. */
  @Nullable Fault at(long slot) {
    Fault fault = ofBlock(Math.floorDiv(slot, block));
    return slot >= fault.begin && slot <= fault.end ? fault : null;
  }

  private Fault ofBlock(long number) {
    Fault fault = last;
    if (fault == null || number != lastBlock) {
      fault = make(number);
      last = fault;
      lastBlock = number;
    }
    return fault;
  }

  private Fault make(long number) {
    FaultKind kind = plan.kinds().get((int) uniform(number, 0, 0, plan.kinds().size()));
    int length = (int) uniform(number, 1, kind.shortest(), kind.longest() + 1);
    // The first slot of a block is left out: a stuck reading repeats the one before it.
    long begin = number * block + (long) uniform(number, 2, 1, (double) (block - length + 1));
    double strength = uniform(number, 3, kind.weakest(), kind.strongest());
    double sign = uniform(number, 4, -1, 1) < 0 ? -1 : 1;
    long lag = Math.max(1, Math.round(slotsPerDay * uniform(number, 5, SHORTEST_LAG, LONGEST_LAG)));
    return new Fault(kind, begin, begin + length - 1, sign * strength, lag);
  }

  private double uniform(long number, int index, double from, double to) {
    return random.uniform(Stream.FAULT, NUMBERS * number + index, from, to);
  }
}
