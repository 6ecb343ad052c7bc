package io.foreflow.trainer.ensemble;

import io.foreflow.manifest.Provenance;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The share of the ridge regression in the forecast of an ensemble, for each step of the horizon.
 * The networks have equal parts of the rest.
 *
 * @param ofRidge a number from 0 to 1 for each step
 */
public record Shares(List<Double> ofRidge) {

  /** The share of the ridge regression if nothing is known about it. */
  public static final double HALF = 0.5;

  public Shares {
    ofRidge = List.copyOf(ofRidge);
  }

  /** The same share at each step. */
  public static Shares even(double share, int horizon) {
    return new Shares(java.util.Collections.nCopies(horizon, share));
  }

  /** The weights of the ridge regression, for each level and step. */
  float[] ridgeWeights(int rows) {
    return weights(rows, 0, 1);
  }

  /** The weights of one of several networks, for each level and step. */
  float[] networkWeights(int rows, int networks) {
    return weights(rows, 1.0 / networks, -1.0 / networks);
  }

  private float[] weights(int rows, double from, double times) {
    float[] weights = new float[rows * ofRidge.size()];
    for (int i = 0; i < weights.length; i++) {
      weights[i] = (float) (from + times * ofRidge.get(i % ofRidge.size()));
    }
    return weights;
  }

  /** The shares that a provenance tells; empty if it tells none. */
  public static Optional<Shares> in(Provenance provenance) {
    List<Double> ofRidge = provenance.ridgeShare();
    return ofRidge.isEmpty() ? Optional.empty() : Optional.of(new Shares(ofRidge));
  }

  /** The shares in words: those of the first, the middle and the last step, or the one of all. */
  public String text() {
    int last = ofRidge.size();
    if (ofRidge.stream().distinct().count() == 1) {
      return percent(1) + " at each step";
    }
    return IntStream.of(1, (last + 1) / 2, last)
        .distinct()
        .mapToObj(
            step -> percent(step) + (step == 1 ? " 1 slot ahead" : " " + step + " slots ahead"))
        .collect(Collectors.joining(", "));
  }

  private String percent(int step) {
    return Math.round(100 * ofRidge.get(step - 1)) + " %";
  }
}
