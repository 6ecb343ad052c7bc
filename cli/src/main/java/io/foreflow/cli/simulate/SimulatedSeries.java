package io.foreflow.cli.simulate;

import io.foreflow.series.SlotGrid;
import io.foreflow.wire.Reading;
import java.util.ArrayList;
import java.util.List;

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

  public static SimulatedSeries of(SimulationSpec spec) {
    List<Member> members = new ArrayList<>(spec.series());
    for (int number = 0; number < spec.series(); number++) {
      String name = spec.kind().nameOf(number);
      IndexedRandom random = IndexedRandom.of(spec.seed(), name);
      SeriesSignal signal =
          spec.kind().isPrice(number)
              ? new PriceSignal(random, spec.cadence().toMillis())
              : new SensorSignal(random);
      members.add(new Member(name, signal, new MissingSlots(random)));
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
    return (float) members.get(number).signal.value(slot, grid.timeOf(slot));
  }

  /** The reading at a slot where none is missing. */
  public Reading reading(int number, long slot) {
    return new Reading(name(number), grid.timeOf(slot), value(number, slot), Reading.NO_COVARIATES);
  }

  private record Member(String name, SeriesSignal signal, MissingSlots gaps) {}
}
