package io.foreflow.trainer.synthetic;

/**
 * Readings that never came: single ones with a chance of {@code logUniform(0.001, 0.1)} (half of
 * the series), and one to three stretches of {@code logUniform(2, 2 seasons)} slots (7 of 10). At
 * most 48 slots in a row are missing, because the job starts a series anew after a longer gap. The
 * first reading is always there.
 */
final class MissingStretches implements SeriesEvent {

  static final int LONGEST = 48;

  @Override
  public void change(double[] values, Timeline timeline, Draw draw) {
    boolean[] missing = new boolean[values.length];
    if (draw.chance(0.5)) {
      double chance = draw.logUniform(0.001, 0.1);
      for (int i = 0; i < missing.length; i++) {
        missing[i] = draw.chance(chance);
      }
    }
    if (draw.chance(0.7)) {
      int stretches = draw.integer(1, 3);
      for (int stretch = 0; stretch < stretches; stretch++) {
        int from = draw.integer(0, missing.length - 1);
        int length = draw.logInteger(2, 2 * timeline.season());
        for (int i = from; i < Math.min(missing.length, from + length); i++) {
          missing[i] = true;
        }
      }
    }
    remove(values, missing);
  }

  private static void remove(double[] values, boolean[] missing) {
    int run = 0;
    for (int i = 1; i < values.length; i++) {
      run = missing[i] && run < LONGEST ? run + 1 : 0;
      values[i] = run > 0 ? Double.NaN : values[i];
    }
  }
}
