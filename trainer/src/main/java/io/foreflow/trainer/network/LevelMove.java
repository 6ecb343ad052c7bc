package io.foreflow.trainer.network;

import io.foreflow.evaluation.distribution.NormalQuantile;
import io.foreflow.graph.Tensor;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Fits the last layer of a quantile head to other levels. The middle level stays. A distance
 * between two levels becomes the sum of the old distances between them. Within an old distance, and
 * beyond the outer ones, values are spread as those of a normal distribution.
 *
 * <p>The outputs are logarithms, and that of a sum is not linear. So a sum is exact only where its
 * parts keep the proportions that the biases give them.
 *
 * @param from the old levels, two at least
 * @param to the new levels, with the same one in the middle
 */
record LevelMove(List<Double> from, List<Double> to) {

  LevelMove {
    from = List.copyOf(from);
    to = List.copyOf(to);
  }

  /**
   * A part of a new distance.
   *
   * @param gap number of the old distance, 0 for the one above the lowest level
   * @param logShare logarithm of how many times the old distance this part is
   */
  record Part(int gap, double logShare) {}

  /** The parts of the distance from a level to a higher one. */
  List<Part> parts(double low, double high) {
    List<Part> parts = new ArrayList<>();
    int last = from.size() - 2;
    for (int gap = 0; gap <= last; gap++) {
      double start = gap == 0 ? low : Math.max(low, from.get(gap));
      double end = gap == last ? high : Math.min(high, from.get(gap + 1));
      if (start < end) {
        double share = width(start, end) / width(from.get(gap), from.get(gap + 1));
        parts.add(new Part(gap, StrictMath.log(share)));
      }
    }
    return List.copyOf(parts);
  }

  private static double width(double low, double high) {
    return NormalQuantile.of(high) - NormalQuantile.of(low);
  }

  /** The weights with another last layer. */
  WeightSet fit(WeightSet weights) {
    Tensor weight = weights.get(HeadLayers.W2);
    float[] bias = weights.get(HeadLayers.B2).data();
    int horizon = bias.length / from.size();
    float[] newBias = new float[to.size() * horizon];
    Tensor newWeight =
        new Tensor(newBias.length, weight.columns(), new float[newBias.length * weight.columns()]);
    System.arraycopy(bias, 0, newBias, 0, horizon);
    System.arraycopy(weight.data(), 0, newWeight.data(), 0, horizon * weight.columns());
    for (int gap = 0; gap < to.size() - 1; gap++) {
      List<Part> parts = parts(to.get(gap), to.get(gap + 1));
      for (int step = 0; step < horizon; step++) {
        int row = (1 + gap) * horizon + step;
        double whole = logSum(parts, bias, horizon, step);
        newBias[row] = (float) whole;
        for (Part part : parts) {
          int old = (1 + part.gap()) * horizon + step;
          addRow(weight, old, StrictMath.exp(bias[old] + part.logShare() - whole), newWeight, row);
        }
      }
    }
    Map<String, Tensor> fitted = new LinkedHashMap<>(weights.tensors());
    fitted.put(HeadLayers.W2, newWeight);
    fitted.put(HeadLayers.B2, new Tensor(1, newBias.length, newBias));
    return new WeightSet(fitted);
  }

  /** The logarithm of the sum of the parts, as the biases alone give them. */
  private static double logSum(List<Part> parts, float[] bias, int horizon, int step) {
    double[] logs =
        parts.stream()
            .mapToDouble(part -> bias[(1 + part.gap()) * horizon + step] + part.logShare())
            .toArray();
    double most = Double.NEGATIVE_INFINITY;
    for (double log : logs) {
      most = Math.max(most, log);
    }
    double sum = 0;
    for (double log : logs) {
      sum += StrictMath.exp(log - most);
    }
    return most + StrictMath.log(sum);
  }

  private static void addRow(Tensor from, int row, double share, Tensor to, int toRow) {
    for (int column = 0; column < from.columns(); column++) {
      to.data()[toRow * to.columns() + column] +=
          (float) (share * from.data()[row * from.columns() + column]);
    }
  }
}
