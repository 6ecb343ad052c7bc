package io.foreflow.benchmarks.report;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Measures variants in turn, round after round: A B C, A B C, ... If the machine is slower for a
 * while, all variants are slower, and their ratios stay correct.
 */
public final class Rounds {

  private Rounds() {}

  /**
   * Runs each variant once without counting it, so that it is compiled and its memory is touched.
   * Then it measures each variant {@code rounds} times.
   *
   * @return the measurements by variant name, one for each round, in the order of the variants
   */
  public static Map<String, double[]> measure(List<Variant> variants, int rounds) {
    for (Variant variant : variants) {
      double unused = variant.measurement().getAsDouble();
    }
    double[][] measurements = new double[variants.size()][rounds];
    for (int round = 0; round < rounds; round++) {
      for (int i = 0; i < variants.size(); i++) {
        measurements[i][round] = variants.get(i).measurement().getAsDouble();
      }
    }
    Map<String, double[]> byName = new LinkedHashMap<>();
    for (int i = 0; i < variants.size(); i++) {
      byName.put(variants.get(i).name(), measurements[i]);
    }
    return byName;
  }
}
