package io.foreflow.trainer.synthetic;

import java.util.Arrays;

/**
 * A season whose shape does not stay. Over the series one shape becomes another, along a smooth
 * line (half), in one step at any slot (a quarter) or not at all (a quarter). The size of each
 * season is {@code exp} of an autoregressive process of deviation {@code uniform(0, 0.5)} that
 * lasts {@code logUniform(1, 10)} seasons. Its level moves by a process of deviation {@code
 * uniform(0, 1)} that lasts as long. The noise has the size {@code logUniform(0.02, 0.5)}.
 */
final class ChangingProfile implements SeriesFamily {

  @Override
  public double[] draw(Timeline timeline, Draw draw) {
    int slots = timeline.slots();
    double[] before = Season.draw(timeline, draw);
    double[] after = Season.draw(timeline, draw);
    double[] share = share(timeline, draw);
    double[] size = ofSeasons(timeline, draw);
    double[] level = ofSeasons(timeline, draw);
    double sizeMoves = draw.uniform(0, 0.5);
    double levelMoves = draw.uniform(0, 1);
    double[] values = new double[slots];
    Arrays.setAll(
        values,
        i ->
            ((1 - share[i]) * before[i] + share[i] * after[i]) * StrictMath.exp(sizeMoves * size[i])
                + levelMoves * level[i]);
    Values.add(values, draw.logUniform(0.02, 0.5), Noise.white(slots, draw));
    return values;
  }

  /** The share of the later shape, from 0 to 1. */
  private static double[] share(Timeline timeline, Draw draw) {
    int slots = timeline.slots();
    double[] share = new double[slots];
    switch (draw.index(0.5, 0.25, 0.25)) {
      case 0 -> {
        double[] line = Noise.smooth(slots, timeline.season() * draw.logUniform(3, 30), draw);
        Arrays.setAll(share, i -> 1 / (1 + StrictMath.exp(-2 * line[i])));
      }
      case 1 -> Arrays.fill(share, draw.integer(0, slots - 1), slots, 1);
      default -> {}
    }
    return share;
  }

  /** A process with one value for each season, joined by lines. */
  private static double[] ofSeasons(Timeline timeline, Draw draw) {
    int season = timeline.season();
    double[] knots = Noise.rough(timeline.slots() / season + 2, draw.logUniform(1, 10), draw);
    double[] values = new double[timeline.slots()];
    Arrays.setAll(
        values,
        i -> {
          double part = i % season / (double) season;
          return (1 - part) * knots[i / season] + part * knots[i / season + 1];
        });
    return values;
  }
}
