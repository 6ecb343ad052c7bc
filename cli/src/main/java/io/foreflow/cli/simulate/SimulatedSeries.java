package io.foreflow.cli.simulate;

import io.foreflow.cli.kafka.ReadingSink;
import io.foreflow.series.SlotGrid;
import io.foreflow.wire.Reading;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/**
 * The simulated series, numbered from 0. Any slot of any series can be asked for, in any order and
 * any number of times, and always gives the same answer. Not thread-safe.
 */
public final class SimulatedSeries {

  private final SlotGrid grid;
  private final List<Member> members;

  private SimulatedSeries(SlotGrid grid, List<Member> members) {
    this.grid = grid;
    this.members = members;
  }

  /** Series without faults. */
  public static SimulatedSeries of(SimulationSpec spec) {
    return of(spec, Optional.empty());
  }

  /**
   * Series with or without faults. Between the faults their values are the same.
   *
   * @throws IllegalArgumentException if the plan has more faults than fit
   */
  public static SimulatedSeries of(SimulationSpec spec, Optional<FaultPlan> faults) {
    return of(spec, faults, Optional.empty());
  }

  /**
   * Series that may have faults, and may change for good.
   *
   * @throws IllegalArgumentException if the plan has more faults than fit
   */
  public static SimulatedSeries of(
      SimulationSpec spec, Optional<FaultPlan> faults, Optional<RegimeChange> change) {
    List<Member> members = new ArrayList<>(spec.series());
    long cadence = spec.cadence().toMillis();
    for (int number = 0; number < spec.series(); number++) {
      String name = spec.kind().nameOf(number);
      IndexedRandom random = IndexedRandom.of(spec.seed(), name);
      SeriesSignal before =
          spec.kind().isPrice(number) ? new PriceSignal(random, cadence) : new SensorSignal(random);
      SeriesSignal signal =
          change.<SeriesSignal>map(at -> new ChangedSignal(before, at, random)).orElse(before);
      Optional<DisturbedSignal> disturbed =
          faults.map(
              plan ->
                  new DisturbedSignal(
                      signal, new FaultSchedule(random, plan, cadence), random, spec.grid()));
      members.add(new Member(name, signal, disturbed, new MissingSlots(random)));
    }
    return new SimulatedSeries(spec.grid(), List.copyOf(members));
  }

  public int size() {
    return members.size();
  }

  public String name(int number) {
    return members.get(number).name;
  }

  /** Whether the series has no reading at this slot. */
  public boolean missing(int number, long slot) {
    return members.get(number).gaps.missing(slot);
  }

  /** The value at this slot, also where the reading is missing. */
  public float value(int number, long slot) {
    return (float) members.get(number).sent().value(slot, grid.timeOf(slot));
  }

  /** The reading at a slot where none is missing. */
  public Reading reading(int number, long slot) {
    return new Reading(name(number), grid.timeOf(slot), value(number, slot), Reading.NO_COVARIATES);
  }

  /**
   * Sends the readings of slots, slot by slot.
   *
   * @param end the slot after the last one
   */
  public void send(long from, long end, ReadingSink sink, BooleanSupplier stop) {
    for (long slot = from; slot < end && !stop.getAsBoolean(); slot++) {
      for (int number = 0; number < size(); number++) {
        if (!missing(number, slot)) {
          sink.reading(reading(number, slot));
        }
      }
    }
  }

  /** The faults of all series that begin at this slot. */
  public List<SimulatedFault> faultsFrom(long slot) {
    List<SimulatedFault> faults = new ArrayList<>();
    for (Member member : members) {
      member.disturbed.map(signal -> signal.beginning(member.name, slot)).ifPresent(faults::add);
    }
    return faults;
  }

  private record Member(
      String name, SeriesSignal signal, Optional<DisturbedSignal> disturbed, MissingSlots gaps) {

    SeriesSignal sent() {
      return disturbed.isPresent() ? disturbed.get() : signal;
    }
  }
}
