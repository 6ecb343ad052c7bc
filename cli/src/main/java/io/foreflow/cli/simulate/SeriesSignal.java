package io.foreflow.cli.simulate;

/** The values of one simulated series, for any slot in any order. Not thread-safe. */
interface SeriesSignal {

  /** The value at a slot that starts at this event time. Finite. */
  double value(long slot, long time);

  /** How far a reading typically lies from the best forecast of one slot before. Above 0. */
  double noise(long slot, long time);
}
