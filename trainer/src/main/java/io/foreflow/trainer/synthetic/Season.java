package io.foreflow.trainer.synthetic;

/**
 * A repeated shape over a whole series, with mean near 0 and deviation near 1. Where the cycle is a
 * day, seven series of ten have a weekend: one or two days in a row, anywhere in the week, with a
 * lower level (0.3 to 2 deviations) and a flatter shape (0 to 1 of the usual size), and half of
 * these have a shape of their own. In half of the series with a weekend, and in one of six without,
 * each day of the week has a level and a size of its own, the same every week: both differ by
 * {@code logUniform(0.02, 0.4)}.
 */
final class Season {

  private static final int DAYS = 7;

  private Season() {}

  /** Draws a season of the main cycle, with its weekends. */
  static double[] draw(Timeline timeline, Draw draw) {
    int cycle = timeline.cycle(draw);
    double[] values = repeat(DayShape.draw(cycle, draw), timeline.slots(), draw);
    if (cycle != timeline.season() || !timeline.hasWeekends()) {
      return values;
    }
    int midnight = draw.integer(0, cycle - 1);
    boolean weekends = draw.chance(0.7);
    if (weekends) {
      values = withWeekends(values, midnight, timeline, draw);
    }
    if (draw.chance(weekends ? 0.5 : 1.0 / 6)) {
      differByDay(values, midnight, timeline, draw);
    }
    return values;
  }

  private static void differByDay(double[] values, int midnight, Timeline timeline, Draw draw) {
    double differ = draw.logUniform(0.02, 0.4);
    double[] level = new double[DAYS];
    double[] size = new double[DAYS];
    for (int day = 0; day < DAYS; day++) {
      level[day] = differ * draw.normal();
      size[day] = StrictMath.exp(differ * draw.normal());
    }
    for (int i = 0; i < values.length; i++) {
      int day = (i + midnight) / timeline.season() % DAYS;
      values[i] = level[day] + size[day] * values[i];
    }
  }

  /** A shape again and again, from any point of it. */
  static double[] repeat(double[] shape, int slots, Draw draw) {
    int phase = draw.integer(0, shape.length - 1);
    double[] values = new double[slots];
    for (int i = 0; i < slots; i++) {
      values[i] = shape[(i + phase) % shape.length];
    }
    return values;
  }

  private static double[] withWeekends(
      double[] workdays, int midnight, Timeline timeline, Draw draw) {
    int season = timeline.season();
    int first = draw.integer(0, DAYS - 1);
    int length = draw.chance(0.75) ? 2 : 1;
    double flatter = draw.uniform(0, 1);
    double lower = draw.chance(0.85) ? -draw.uniform(0.3, 2) : draw.uniform(0.3, 1);
    double[] other =
        draw.chance(0.5) ? repeat(DayShape.draw(season, draw), timeline.slots(), draw) : workdays;
    double[] values = new double[workdays.length];
    for (int i = 0; i < values.length; i++) {
      int day = (i + midnight) / season % DAYS;
      boolean weekend = Math.floorMod(day - first, DAYS) < length;
      values[i] = weekend ? lower + flatter * other[i] : workdays[i];
    }
    return values;
  }
}
