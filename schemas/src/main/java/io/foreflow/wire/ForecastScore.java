package io.foreflow.wire;

import java.util.List;

/**
 * How good the forecasts of one version of a model were for one series over a range of its
 * readings. Records add up, over time and over series.
 *
 * @param series the series that was forecast
 * @param model name of the model that made the forecasts
 * @param modelVersion version of the model that made them
 * @param from beginning of the slot of the first reading that is counted, in epoch milliseconds
 * @param to beginning of the slot of the last reading that is counted, in epoch milliseconds
 * @param cadenceMillis time from one slot to the next
 * @param lowestLevel level of the lower end of the outer band
 * @param highestLevel level of the upper end of the outer band
 * @param scale of the series at its last reading, in its own units
 * @param steps one entry for each tracked step, ascending; 1 or more
 */
public record ForecastScore(
    String series,
    String model,
    String modelVersion,
    long from,
    long to,
    long cadenceMillis,
    double lowestLevel,
    double highestLevel,
    float scale,
    List<StepScore> steps) {

  public ForecastScore {
    steps = List.copyOf(steps);
  }

  /** The share of readings that the outer band should hold. */
  public double nominalCoverage() {
    return highestLevel - lowestLevel;
  }

  /** The id of this record. Another record with the same id repeats it and can be dropped. */
  public String id() {
    return series + '@' + from + '-' + to + '@' + model + ':' + modelVersion;
  }
}
