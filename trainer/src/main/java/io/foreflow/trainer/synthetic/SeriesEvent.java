package io.foreflow.trainer.synthetic;

/**
 * Something that happens to a series of any family. It holds nothing, and draws every parameter
 * anew for each series.
 */
interface SeriesEvent {

  /** Changes the values of a series, which has a deviation of about 1, in place. */
  void change(double[] values, Timeline timeline, Draw draw);
}
