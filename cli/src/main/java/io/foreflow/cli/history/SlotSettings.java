package io.foreflow.cli.history;

import io.foreflow.series.Duplicates;
import io.foreflow.series.SlotGrid;
import io.foreflow.series.SlotRules;

/**
 * How readings become slots. The job has options of the same names.
 *
 * @param duplicates what becomes of several readings of a slot
 * @param maxGap how many slots a series may skip and go on
 */
public record SlotSettings(Duplicates duplicates, int maxGap) {

  SlotRules rules(SlotGrid grid) {
    return new SlotRules(grid, duplicates, maxGap);
  }
}
