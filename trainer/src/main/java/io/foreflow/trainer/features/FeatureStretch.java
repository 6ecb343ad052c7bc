package io.foreflow.trainer.features;

/**
 * The features of a stretch of one series. Slots are counted from the start of the series. Owns its
 * arrays.
 *
 * @param series the whole series
 * @param from the first slot of the stretch
 * @param firstSeen the first slot of the series with a reading
 * @param inputs for the cells, {@code inputs.length / scale.length} columns for each slot
 * @param context for the head
 * @param base the forecast that the network corrects, in the series' own units
 * @param scale the unit of the corrections, one for each slot
 * @param level running mean of the series, one for each slot
 */
@SuppressWarnings("ArrayRecordComponent") // Batches are copied from these arrays.
public record FeatureStretch(
    FeaturedSeries series,
    int from,
    int firstSeen,
    float[] inputs,
    float[] context,
    float[] base,
    float[] scale,
    float[] level) {

  /** A stretch of features that are not made yet. */
  static FeatureStretch empty(
      FeaturedSeries series, int from, int to, int inputWidth, FeatureConfig config) {
    int slots = to - from;
    return new FeatureStretch(
        series,
        from,
        series.firstSeen(1),
        new float[slots * inputWidth],
        new float[slots * config.contextWidth()],
        new float[slots * config.baseWidth()],
        new float[slots],
        new float[slots]);
  }

  /** The bytes that the arrays take. */
  public long bytes() {
    long numbers =
        (long) inputs.length + context.length + base.length + scale.length + level.length;
    return numbers * Float.BYTES;
  }

  /** The scale at a slot. */
  public float scale(int slot) {
    return scale[slot - from];
  }

  /** The level at a slot. */
  public float level(int slot) {
    return level[slot - from];
  }

  /** Scales per unit of the series: 1 over the scale, or 0 before the first reading. */
  public float perScale(int slot) {
    return slot >= firstSeen ? 1 / scale(slot) : 0;
  }

  /**
   * The base forecast made at {@code slot} for the reading {@code step} slots later; 1 is the next.
   */
  public float base(int slot, int step) {
    int width = base.length / scale.length;
    return base[(slot - from) * width + Math.min(step, width) - 1];
  }
}
