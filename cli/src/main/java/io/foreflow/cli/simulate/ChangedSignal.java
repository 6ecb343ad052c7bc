package io.foreflow.cli.simulate;

import io.foreflow.cli.simulate.IndexedRandom.Stream;

/** A signal that changes for good. Before the change it has the values of the signal without. */
final class ChangedSignal implements SeriesSignal {

  private final SeriesSignal signal;
  private final RegimeChange change;
  private final double phase;

  ChangedSignal(SeriesSignal signal, RegimeChange change, IndexedRandom random) {
    this.signal = signal;
    this.change = change;
    this.phase = random.uniform(Stream.REGIME, 0, 0, 2 * StrictMath.PI);
  }

  @Override
  public double value(long slot, long time) {
    double value = signal.value(slot, time);
    return time < change.from().toEpochMilli() ? value : value + cycle(slot, time);
  }

  private double cycle(long slot, long time) {
    long period = change.period().toMillis();
    double angle = 2 * StrictMath.PI * Math.floorMod(time, period) / period;
    return change.strength() * noise(slot, time) * StrictMath.sin(angle + phase);
  }

  @Override
  public double noise(long slot, long time) {
    return signal.noise(slot, time);
  }
}
