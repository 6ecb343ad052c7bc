package io.foreflow.cli.demo;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The change from the seed model to the trained one, and what it gained.
 *
 * @param seed URI of the seed model
 * @param before scores of the seed model
 * @param trained version of the trained model
 * @param after scores of the trained model; it forecast other readings, so both are compared with
 *     the seasonal naive forecast of their own time
 * @param seconds time from the demo's begin until the trained model forecast all series
 */
record ModelChange(
    String seed, LiveScores before, String trained, LiveScores after, double seconds) {

  /** How much smaller the error became, relative to seasonal naive. NaN before there are scores. */
  double gain() {
    return 1
        - after.mase() / after.maseSeasonalNaive() * before.maseSeasonalNaive() / before.mase();
  }

  /** The figures by name. */
  Map<String, Object> fields() {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("seed", seed);
    DemoResult.put(fields, "maseSeed", before.mase());
    DemoResult.put(fields, "maseSeasonalNaiveSeed", before.maseSeasonalNaive());
    fields.put("trained", trained);
    DemoResult.put(fields, "maseTrained", after.mase());
    DemoResult.put(fields, "maseSeasonalNaiveTrained", after.maseSeasonalNaive());
    DemoResult.put(fields, "gain", gain());
    DemoResult.put(fields, "takeoverSeconds", seconds);
    return fields;
  }
}
