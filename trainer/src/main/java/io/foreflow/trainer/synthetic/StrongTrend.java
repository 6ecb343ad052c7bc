package io.foreflow.trainer.synthetic;

import java.util.Arrays;

/**
 * A level that goes far, with a clear season on top: what was read a long season ago is far off.
 * The level changes by {@code logUniform(0.05, 8)} deviations of the season from one long season to
 * the next. It goes one of four ways: with a speed that lasts for {@code logUniform(0.5, 5)} long
 * seasons (half), steadily (a quarter), along one S-shaped bend (an eighth) or as a walk of smooth
 * steps (an eighth). In three of ten the season grows with the level. The noise is small: {@code
 * logUniform(0.002, 0.3)}. So even a small change of the level is larger than what else is unknown.
 */
final class StrongTrend implements SeriesFamily {

  @Override
  public double[] draw(Timeline timeline, Draw draw) {
    int slots = timeline.slots();
    double[] season = Season.draw(timeline, draw);
    double[] level = level(timeline, draw);
    scaleToStep(level, Math.min(timeline.longSeason(), slots / 2), draw.logUniform(0.05, 8));
    double grows = draw.chance(0.3) ? draw.uniform(0.05, 0.25) : 0;
    double[] values = new double[slots];
    double middle = Values.mean(level);
    double span = Math.max(1e-9, Values.deviation(level));
    Arrays.setAll(
        values, i -> level[i] + season[i] * StrictMath.exp(grows * (level[i] - middle) / span));
    double size = draw.logUniform(0.002, 0.3);
    Values.add(values, size, Noise.rough(slots, draw.logUniform(0.2, timeline.season()), draw));
    return values;
  }

  private static double[] level(Timeline timeline, Draw draw) {
    int slots = timeline.slots();
    double lasting = timeline.longSeason() * draw.logUniform(0.5, 5);
    return switch (draw.index(0.5, 0.25, 0.125, 0.125)) {
      case 0 -> {
        double[] speed = Noise.smooth(slots, lasting, draw);
        double drift = draw.normal();
        Arrays.setAll(speed, i -> speed[i] + drift);
        yield Noise.walk(speed);
      }
      case 1 -> {
        double sign = draw.sign();
        double bend = draw.uniform(-1, 1) / slots;
        double[] speed = new double[slots];
        Arrays.setAll(speed, i -> sign * StrictMath.exp(bend * i));
        yield Noise.walk(speed);
      }
      case 2 -> {
        double sign = draw.sign();
        double at = draw.uniform(0.2, 0.8) * slots;
        double width = draw.uniform(0.05, 0.3) * slots;
        double[] values = new double[slots];
        Arrays.setAll(values, i -> sign / (1 + StrictMath.exp((at - i) / width)));
        yield values;
      }
      default -> Noise.walk(Noise.rough(slots, draw.logUniform(1, timeline.season()), draw));
    };
  }

  /** Scales a level so that its mean change over a number of slots has a size. */
  private static void scaleToStep(double[] level, int slots, double size) {
    double sum = 0;
    for (int i = slots; i < level.length; i++) {
      sum += Math.abs(level[i] - level[i - slots]);
    }
    double mean = sum / (level.length - slots);
    double scale = size / Math.max(mean, 1e-12);
    Arrays.setAll(level, i -> level[i] * scale);
  }
}
