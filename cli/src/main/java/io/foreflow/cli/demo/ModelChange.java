package io.foreflow.cli.demo;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The change from the seed model to the trained one, and what it gained. All times are seconds
 * since the demo's begin.
 *
 * @param seed URI of the seed model
 * @param before scores of the seed model
 * @param trained version of the trained model
 * @param after scores of the trained model; it forecast other readings, so both are compared with
 *     the seasonal naive forecast of their own time
 * @param takeover how far the trained model has taken over
 */
record ModelChange(
    String seed, LiveScores before, String trained, LiveScores after, Takeover takeover) {

  /**
   * How far the trained model has taken over.
   *
   * @param announced when it was announced
   * @param complete when it had made the newest forecast of each series; NaN before
   * @param series number of series whose newest forecast it made
   * @param of number of all series
   */
  record Takeover(double announced, double complete, int series, int of) {

    /** Whether it has taken over all series. */
    boolean isComplete() {
      return !Double.isNaN(complete);
    }
  }

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
    DemoResult.put(fields, "announcedSeconds", takeover.announced());
    DemoResult.put(fields, "takeoverSeconds", takeover.complete());
    fields.put("seriesTakenOver", takeover.series());
    return fields;
  }
}
