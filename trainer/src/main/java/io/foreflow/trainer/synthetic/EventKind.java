package io.foreflow.trainer.synthetic;

import io.foreflow.options.Choice;

/** The events, in the order in which they change a series, each with its chance in a series. */
@SuppressWarnings("ImmutableEnumChecker") // The events keep no state.
enum EventKind implements Choice {
  SKEWED("skewed", new Skewed(), 0.25),
  LEVEL_SHIFTS("level-shifts", new LevelShifts(), 0.1),
  HOLIDAYS("holidays", new Holidays(), 0.15),
  CHANGING_NOISE("changing-noise", new ChangingNoise(), 0.2),
  OUTLIERS("outliers", new Outliers(), 0.1);

  private final String text;
  private final SeriesEvent event;
  private final double chance;

  EventKind(String text, SeriesEvent event, double chance) {
    this.text = text;
    this.event = event;
    this.chance = chance;
  }

  @Override
  public String text() {
    return text;
  }

  double chance() {
    return chance;
  }

  /** Changes the values of a series. */
  void change(double[] values, Timeline timeline, Draw draw) {
    event.change(values, timeline, draw);
  }
}
