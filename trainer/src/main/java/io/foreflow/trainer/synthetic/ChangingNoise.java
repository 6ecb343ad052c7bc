package io.foreflow.trainer.synthetic;

/**
 * Noise whose size is not the same at all times: {@code logUniform(0.05, 0.5)}, times {@code exp}
 * of a season of size {@code uniform(0, 1)} and of a process of size {@code uniform(0, 1)} that
 * lasts {@code logUniform(0.2, 5)} seasons.
 */
final class ChangingNoise implements SeriesEvent {

  @Override
  public void change(double[] values, Timeline timeline, Draw draw) {
    double size = draw.logUniform(0.05, 0.5);
    double ofSeason = draw.uniform(0, 1);
    double ofProcess = draw.uniform(0, 1);
    double[] season = Season.draw(timeline, draw);
    double[] process =
        Noise.rough(values.length, timeline.season() * draw.logUniform(0.2, 5), draw);
    for (int i = 0; i < values.length; i++) {
      double here = StrictMath.exp(ofSeason * season[i] + ofProcess * process[i]);
      values[i] += size * here * draw.normal();
    }
  }
}
