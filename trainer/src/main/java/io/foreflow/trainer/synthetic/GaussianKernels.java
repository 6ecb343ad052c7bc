package io.foreflow.trainer.synthetic;

import java.util.Arrays;

/**
 * Gaussian processes: the sum of one to four kernels and white noise. Each kernel has the size
 * {@code logUniform(0.3, 2)} and is one of these, all drawn in a time that grows with the slots
 * alone:
 *
 * <ul>
 *   <li>smooth, of a length from a quarter of a season to the whole series: random Fourier features
 *   <li>rough, of a length from 2 slots to 10 seasons: an autoregressive process
 *   <li>periodic: one to eight harmonics of a cycle, with normal sizes that fall by a power
 *   <li>nearly periodic: the same, with sizes that change smoothly within 2 to 20 cycles
 *   <li>linear: a normal slope
 *   <li>smooth times periodic: a cycle whose size and sign a smooth line decides
 * </ul>
 *
 * The white noise has the size {@code logUniform(0.01, 0.6)}.
 */
final class GaussianKernels implements SeriesFamily {

  @Override
  public double[] draw(Timeline timeline, Draw draw) {
    int slots = timeline.slots();
    double[] values = new double[slots];
    int kernels = draw.integer(1, 4);
    for (int kernel = 0; kernel < kernels; kernel++) {
      Values.add(values, draw.logUniform(0.3, 2), kernel(timeline, draw));
    }
    Values.standardize(values);
    Values.add(values, draw.logUniform(0.01, 0.6), Noise.white(slots, draw));
    return values;
  }

  private static double[] kernel(Timeline timeline, Draw draw) {
    int slots = timeline.slots();
    int season = timeline.season();
    return switch (draw.index(0.2, 0.15, 0.25, 0.2, 0.1, 0.1)) {
      case 0 -> Noise.smooth(slots, draw.logUniform(season / 4.0, Math.max(season, slots)), draw);
      case 1 -> Noise.rough(slots, draw.logUniform(2, 10.0 * season), draw);
      case 2 -> periodic(slots, timeline.cycle(draw), Double.POSITIVE_INFINITY, draw);
      case 3 -> {
        int cycle = timeline.cycle(draw);
        yield periodic(slots, cycle, cycle * draw.logUniform(2, 20), draw);
      }
      case 4 -> linear(slots, draw.normal());
      default -> product(timeline, draw);
    };
  }

  private static double[] product(Timeline timeline, Draw draw) {
    double[] values =
        Noise.smooth(timeline.slots(), timeline.season() * draw.logUniform(1, 10), draw);
    double[] cycle =
        periodic(timeline.slots(), timeline.cycle(draw), Double.POSITIVE_INFINITY, draw);
    Arrays.setAll(values, i -> values[i] * cycle[i]);
    return values;
  }

  /** Harmonics of a cycle. A length that is not infinite makes their sizes change. */
  private static double[] periodic(int slots, int cycle, double length, Draw draw) {
    double[] values = new double[slots];
    int harmonics = Math.min(draw.integer(1, 8), cycle / 2);
    double power = draw.uniform(0.5, 1.5);
    for (int turns = 1; turns <= harmonics; turns++) {
      double frequency = 2 * Math.PI * turns / cycle;
      double size = StrictMath.pow(turns, -power);
      Oscillator cosine = new Oscillator(frequency, 0);
      Oscillator sine = new Oscillator(frequency, -Math.PI / 2);
      double[] ofCosine = size(slots, length, draw);
      double[] ofSine = size(slots, length, draw);
      for (int i = 0; i < slots; i++) {
        values[i] += size * (ofCosine[i] * cosine.next() + ofSine[i] * sine.next());
      }
    }
    return values;
  }

  private static double[] size(int slots, double length, Draw draw) {
    if (length < Double.POSITIVE_INFINITY) {
      return Noise.smooth(slots, length, draw);
    }
    double[] same = new double[slots];
    Arrays.fill(same, draw.normal());
    return same;
  }

  private static double[] linear(int slots, double slope) {
    double[] values = new double[slots];
    Arrays.setAll(values, i -> slope * (2.0 * i / slots - 1));
    return values;
  }
}
