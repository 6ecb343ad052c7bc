package io.foreflow.evaluation.gate;

/**
 * The losses of one series on the held-out end, each the mean over the same targets.
 *
 * @param series name of the series
 * @param group the group that the series belongs to
 * @param targets number of readings that were forecast
 * @param champion loss of the model in use; NaN if there is none
 * @param challenger loss of the new model
 * @param naive loss of the naive forecast
 */
public record SeriesLosses(
    String series, String group, long targets, double champion, double challenger, double naive) {

  /** How much smaller the loss of the challenger is than that of the champion. */
  double gain() {
    return champion - challenger;
  }

  /** Whether both models have a loss that is a number. */
  boolean isPair() {
    return Double.isFinite(champion) && Double.isFinite(challenger);
  }
}
