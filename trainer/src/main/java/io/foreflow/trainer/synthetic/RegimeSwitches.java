package io.foreflow.trainer.synthetic;

/**
 * A series that changes between two to four regimes and back, as a machine that is busy, idle or
 * off. Each regime has a level ({@code normal}, times 2), a size of the season ({@code uniform(0,
 * 1)}), and a size of the noise ({@code logUniform(0.02, 0.5)}). A regime lasts {@code exponential}
 * slots, whose mean is {@code logUniform(season / 4, 10 seasons)} and its own.
 */
final class RegimeSwitches implements SeriesFamily {

  private static final int MOST = 4;

  @Override
  public double[] draw(Timeline timeline, Draw draw) {
    int slots = timeline.slots();
    int regimes = draw.integer(2, MOST);
    double[] level = new double[regimes];
    double[] ofSeason = new double[regimes];
    double[] ofNoise = new double[regimes];
    double[] lasts = new double[regimes];
    for (int regime = 0; regime < regimes; regime++) {
      level[regime] = 2 * draw.normal();
      ofSeason[regime] = draw.uniform(0, 1);
      ofNoise[regime] = draw.logUniform(0.02, 0.5);
      lasts[regime] = draw.logUniform(timeline.season() / 4.0, 10.0 * timeline.season());
    }
    double[] season = Season.draw(timeline, draw);
    double[] noise = Noise.rough(slots, draw.logUniform(0.2, 10), draw);
    double[] values = new double[slots];
    int regime = 0;
    double left = draw.exponential(lasts[regime]);
    for (int i = 0; i < slots; i++) {
      while (left <= 0) {
        regime = (regime + draw.integer(1, regimes - 1)) % regimes;
        left += 1 + draw.exponential(lasts[regime]);
      }
      values[i] = level[regime] + ofSeason[regime] * season[i] + ofNoise[regime] * noise[i];
      left--;
    }
    return values;
  }
}
