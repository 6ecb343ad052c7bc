package io.foreflow.trainer.synthetic;

/**
 * A price, or a level that nothing pulls back: the newest value is the best forecast of all later
 * ones. Its steps have Student's distribution with {@code uniform(3, 12)} degrees of freedom, at
 * most 20 deviations large. Their size is {@code exp} of a process of size {@code uniform(0, 0.8)}
 * that lasts {@code logUniform(0.3, 20)} seasons, and in half of the series of a season of size
 * {@code uniform(0, 0.8)}, too. In a quarter of the series each step goes back by {@code
 * uniform(0.05, 0.5)} of the one before, as a price that jumps between bid and offer. In a fifth
 * there is a drift of {@code uniform(-0.1, 0.1)} steps.
 */
final class Walks implements SeriesFamily {

  private static final double LARGEST = 20;

  @Override
  public double[] draw(Timeline timeline, Draw draw) {
    int slots = timeline.slots();
    double freedom = draw.uniform(3, 12);
    double ofProcess = draw.uniform(0, 0.8);
    double ofSeason = draw.chance(0.5) ? draw.uniform(0, 0.8) : 0;
    double back = draw.chance(0.25) ? draw.uniform(0.05, 0.5) : 0;
    double drift = draw.chance(0.2) ? draw.uniform(-0.1, 0.1) : 0;
    double[] process = Noise.rough(slots, timeline.season() * draw.logUniform(0.3, 20), draw);
    double[] season = Season.draw(timeline, draw);
    double[] steps = new double[slots];
    double last = 0;
    for (int i = 0; i < slots; i++) {
      double move = Math.max(-LARGEST, Math.min(LARGEST, draw.student(freedom)));
      double fresh = StrictMath.exp(ofProcess * process[i] + ofSeason * season[i]) * move;
      steps[i] = drift + fresh - back * last;
      last = fresh;
    }
    return Noise.walk(steps);
  }
}
