package io.foreflow.trainer.features;

import io.foreflow.trainer.history.SeriesHistory;

/**
 * What the feature graph made of each slot of a series, slot by slot. Owns its arrays.
 *
 * @param history the series
 * @param inputs for the cells, {@code inputs.length / slots} columns a slot
 * @param context for the head
 * @param base the forecast that the network corrects, in the series' own units
 * @param scale the unit of the corrections, one a slot
 * @param seen steps since the first reading, one a slot
 */
@SuppressWarnings("ArrayRecordComponent") // These go to the engine as they are.
public record SeriesFeatures(
    SeriesHistory history,
    float[] inputs,
    float[] context,
    float[] base,
    float[] scale,
    float[] seen) {

  /** The base forecast of the reading {@code step} slots (1 is the next) after {@code slot}. */
  public float base(int slot, int step) {
    int width = base.length / scale.length;
    return base[slot * width + Math.min(step, width) - 1];
  }
}
