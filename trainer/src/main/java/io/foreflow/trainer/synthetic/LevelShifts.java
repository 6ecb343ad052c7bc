package io.foreflow.trainer.synthetic;

/**
 * One to three moves of the level at any slot, each by {@code uniform(0.5, 4)} deviations up or
 * down. Half of them stay. The others end after {@code logUniform(season / 2, 10 seasons)} slots.
 */
final class LevelShifts implements SeriesEvent {

  @Override
  public void change(double[] values, Timeline timeline, Draw draw) {
    int shifts = draw.integer(1, 3);
    int season = timeline.season();
    for (int shift = 0; shift < shifts; shift++) {
      int from = draw.integer(0, values.length - 1);
      double size = draw.sign() * draw.uniform(0.5, 4);
      double length = draw.logUniform(season / 2.0, 10.0 * season);
      double to = draw.chance(0.5) ? values.length : Math.min(values.length, from + length);
      for (int i = from; i < to; i++) {
        values[i] += size;
      }
    }
  }
}
