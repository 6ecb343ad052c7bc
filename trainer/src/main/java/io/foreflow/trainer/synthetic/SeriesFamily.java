package io.foreflow.trainer.synthetic;

/**
 * A family of series that resemble each other in kind. It holds nothing, and draws every parameter
 * anew for each series.
 */
interface SeriesFamily {

  /**
   * Draws one series: finite values, of about one deviation around 0 unless the family says
   * otherwise.
   */
  double[] draw(Timeline timeline, Draw draw);
}
