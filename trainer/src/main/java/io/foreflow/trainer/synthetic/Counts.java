package io.foreflow.trainer.synthetic;

/**
 * Counts of events, whole numbers from 0 on. The mean count is {@code logUniform(0.5, 300)}. The
 * rate in a slot is that times {@code exp} of a season of size {@code uniform(0.1, 1)} and a slow
 * process of size {@code uniform(0, 0.6)} that lasts {@code logUniform(1, 20)} seasons. Counts are
 * Poisson numbers; in half of the series the rate is multiplied by a gamma number of mean 1 and
 * shape {@code logUniform(1, 30)} first, so that they vary more.
 */
final class Counts implements SeriesFamily {

  @Override
  public double[] draw(Timeline timeline, Draw draw) {
    int slots = timeline.slots();
    double mean = draw.logUniform(0.5, 300);
    double ofSeason = draw.uniform(0.1, 1);
    double ofSlow = draw.uniform(0, 0.6);
    double shape = draw.chance(0.5) ? draw.logUniform(1, 30) : 0;
    double[] season = Season.draw(timeline, draw);
    double[] slow = Noise.rough(slots, timeline.season() * draw.logUniform(1, 20), draw);
    double[] values = new double[slots];
    for (int i = 0; i < slots; i++) {
      double rate = mean * StrictMath.exp(ofSeason * season[i] + ofSlow * slow[i]);
      double more = shape > 0 ? draw.gamma(shape) / shape : 1;
      values[i] = draw.poisson(rate * more);
    }
    return values;
  }
}
