package io.foreflow.benchmarks.anomaly;

import com.amazon.randomcutforest.RandomCutForest;

/** The score of a random cut forest over the last eight readings, with its library's defaults. */
final class CutForest implements Scorer {

  private static final int SHINGLE = 8;

  private final RandomCutForest forest =
      RandomCutForest.builder()
          .dimensions(SHINGLE)
          .shingleSize(SHINGLE)
          .internalShinglingEnabled(true)
          .randomSeed(1)
          .build();

  @Override
  public double next(float reading) {
    float[] point = {reading};
    double score = forest.getAnomalyScore(point);
    forest.update(point);
    return score > 0 ? score : Double.NaN; // 0 until it has seen enough
  }
}
