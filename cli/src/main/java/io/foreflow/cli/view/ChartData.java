package io.foreflow.cli.view;

/**
 * The data of a {@link Chart}: the last readings of a series, and the forecast that follows them.
 */
public final class ChartData {

  final float[] readings;
  final float[] low;
  final float[] median;
  final float[] high;

  /**
   * Keeps the arrays: nobody changes them afterwards.
   *
   * @param readings the last readings up to the forecast's cutoff, NaN where missing
   * @param low the band's lower edge, one value for each step ahead; all three may be empty
   * @param median the line in the band
   * @param high the band's upper edge
   */
  public ChartData(float[] readings, float[] low, float[] median, float[] high) {
    this.readings = readings;
    this.low = low;
    this.median = median;
    this.high = high;
  }
}
