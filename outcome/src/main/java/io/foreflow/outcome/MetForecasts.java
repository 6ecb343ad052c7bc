package io.foreflow.outcome;

/**
 * The forecasts that one reading met, at most one of each tracked step. An object is filled again
 * for each reading, so that a reading allocates nothing.
 *
 * <p>Errors and losses are in the series' own unit; divided by {@link #scale} they count alike in
 * all series.
 */
public final class MetForecasts {
  private final int[] indexes;
  private final int[] steps;
  private final double[] errors;
  private final double[] naiveErrors;
  private final double[] losses;
  private final double[] lowers;
  private final double[] middles;
  private final double[] uppers;
  private final boolean[] inside;
  private final boolean[] replayed;
  private float scale;
  private int size;

  /** Room for what a reading of this plan can meet. */
  public MetForecasts(OutcomePlan plan) {
    int most = plan.tracked();
    indexes = new int[most];
    steps = new int[most];
    errors = new double[most];
    naiveErrors = new double[most];
    losses = new double[most];
    lowers = new double[most];
    middles = new double[most];
    uppers = new double[most];
    inside = new boolean[most];
    replayed = new boolean[most];
  }

  /** How many forecasts were met. */
  public int size() {
    return size;
  }

  /** The step for which the forecast was made. */
  public int step(int index) {
    return steps[index];
  }

  /** Which of the tracked steps that is, from 0. */
  public int tracked(int index) {
    return indexes[index];
  }

  /** The absolute error of the middle of the forecast. */
  public double error(int index) {
    return errors[index];
  }

  /** The absolute error of the seasonal naive forecast from the same origin; NaN without one. */
  public double naiveError(int index) {
    return naiveErrors[index];
  }

  /**
   * The mean pinball loss of the lowest, the middle and the highest level; of a model without a
   * band, the pinball loss of its middle.
   */
  public double loss(int index) {
    return losses[index];
  }

  /** The lower end of the outer band. */
  public double lower(int index) {
    return lowers[index];
  }

  /** The middle of the forecast. */
  public double middle(int index) {
    return middles[index];
  }

  /** The upper end of the outer band. */
  public double upper(int index) {
    return uppers[index];
  }

  /** Whether the reading lies in the outer band, its ends included. */
  public boolean inside(int index) {
    return inside[index];
  }

  /** Whether the forecast comes from a replay of history, so that it was never emitted. */
  public boolean replayed(int index) {
    return replayed[index];
  }

  /** The scale of the series: the mean error of its seasonal naive forecast; 0 if not known. */
  public float scale() {
    return scale;
  }

  void clear() {
    size = 0;
  }

  void setScale(float scale) {
    this.scale = scale;
  }

  /** Begins a forecast that was met; {@link #addScore} ends it. */
  void addBand(int tracked, int step, double lower, double middle, double upper) {
    indexes[size] = tracked;
    steps[size] = step;
    lowers[size] = lower;
    middles[size] = middle;
    uppers[size] = upper;
  }

  void addScore(double error, double naiveError, double loss, boolean inside, boolean replayed) {
    errors[size] = error;
    naiveErrors[size] = naiveError;
    losses[size] = loss;
    this.inside[size] = inside;
    this.replayed[size] = replayed;
    size++;
  }
}
