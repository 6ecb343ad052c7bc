package io.foreflow.cli.simulate;

import io.foreflow.cli.simulate.FaultSchedule.Fault;
import io.foreflow.cli.simulate.IndexedRandom.Stream;
import io.foreflow.series.SlotGrid;
import org.jspecify.annotations.Nullable;

/** A signal with faults. Where there is none it has the values of the signal without faults. */
final class DisturbedSignal implements SeriesSignal {

  private final SeriesSignal signal;
  private final FaultSchedule faults;
  private final IndexedRandom random;
  private final SlotGrid grid;

  DisturbedSignal(SeriesSignal signal, FaultSchedule faults, IndexedRandom random, SlotGrid grid) {
    this.signal = signal;
    this.faults = faults;
    this.random = random;
    this.grid = grid;
  }

  @Override
  public double value(long slot, long time) {
    Fault fault = faults.at(slot);
    return fault == null ? signal.value(slot, time) : disturbed(fault, slot, time);
  }

  private double disturbed(Fault fault, long slot, long time) {
    double strength = fault.strength();
    return switch (fault.kind()) {
      case SPIKE, LEVEL_SHIFT -> signal.value(slot, time) + strength * noise(slot, time);
      case DROPOUT -> 0;
      case STUCK -> undisturbed(fault.begin() - 1);
      case VARIANCE ->
          signal.value(slot, time)
              + strength * noise(slot, time) * random.gaussian(Stream.FAULT_NOISE, slot);
      case PHASE -> undisturbed(slot - fault.lag());
    };
  }

  @Override
  public double noise(long slot, long time) {
    return signal.noise(slot, time);
  }

  private double undisturbed(long slot) {
    return signal.value(slot, grid.timeOf(slot));
  }

  /** The fault that begins at a slot, as it is written down; null if none does. */
  @Nullable SimulatedFault beginning(String series, long slot) {
    Fault fault = faults.at(slot);
    if (fault == null || fault.begin() != slot) {
      return null;
    }
    double distance = 0;
    for (long at = slot; at <= fault.end(); at++) {
      long time = grid.timeOf(at);
      distance += Math.abs(disturbed(fault, at, time) - undisturbed(at)) / noise(at, time);
    }
    return new SimulatedFault(
        series, fault.kind(), slot, fault.end(), distance / (fault.end() - slot + 1));
  }
}
