package io.foreflow.outcome;

import io.foreflow.wire.StepScore;
import java.util.Arrays;

/**
 * Sums of scores by tracked step. All are whole numbers, so that a sum doesn't depend on the order
 * in which forecasts were met, and sums of parts are the sum of the whole. Errors and losses are in
 * millionths of the series' scale, so that series count alike. Only forecasts that were emitted
 * count, and only of series whose scale is known.
 */
public final class ScoreSums {
  /** No single error counts for more than this many scales: a fault must not hide all else. */
  private static final double LARGEST = 1_000_000;

  private final OutcomePlan plan;
  private final long[] forecasts;
  private final long[] inside;
  private final long[] losses;
  private final long[] compared;
  private final long[] errors;
  private final long[] naiveErrors;

  /** Sums of nothing. */
  public ScoreSums(OutcomePlan plan) {
    this.plan = plan;
    int size = plan.tracked();
    forecasts = new long[size];
    inside = new long[size];
    losses = new long[size];
    compared = new long[size];
    errors = new long[size];
    naiveErrors = new long[size];
  }

  /** Adds the forecasts that a reading met. */
  public void add(MetForecasts met) {
    double scale = met.scale();
    if (!(scale > 0)) {
      return;
    }
    for (int i = 0; i < met.size(); i++) {
      if (!met.replayed(i)) {
        int step = met.tracked(i);
        forecasts[step]++;
        inside[step] += met.inside(i) ? 1 : 0;
        losses[step] += units(met.loss(i), scale);
        if (!Double.isNaN(met.naiveError(i))) {
          compared[step]++;
          errors[step] += units(met.error(i), scale);
          naiveErrors[step] += units(met.naiveError(i), scale);
        }
      }
    }
  }

  private static long units(double error, double scale) {
    return Math.round(Math.min(error / scale, LARGEST) * StepScore.UNIT);
  }

  /** Adds other sums of the same plan. */
  public void add(ScoreSums others) {
    add(forecasts, others.forecasts);
    add(inside, others.inside);
    add(losses, others.losses);
    add(compared, others.compared);
    add(errors, others.errors);
    add(naiveErrors, others.naiveErrors);
  }

  private static void add(long[] sums, long[] others) {
    for (int i = 0; i < sums.length; i++) {
      sums[i] += others[i];
    }
  }

  /** Whether no forecast was counted since the last {@link #clear}. */
  public boolean isEmpty() {
    for (long count : forecasts) {
      if (count > 0) {
        return false;
      }
    }
    return true;
  }

  /** Begins anew. */
  public void clear() {
    for (long[] sums : new long[][] {forecasts, inside, losses, compared, errors, naiveErrors}) {
      Arrays.fill(sums, 0);
    }
  }

  /** How many forecasts were met. */
  public long forecasts(int tracked) {
    return forecasts[tracked];
  }

  /** How many readings lay in the outer band. */
  public long inside(int tracked) {
    return inside[tracked];
  }

  /** The sum of the losses, in {@link StepScore#UNIT}s. */
  public long losses(int tracked) {
    return losses[tracked];
  }

  /** How many forecasts could be compared with a seasonal naive one. */
  public long compared(int tracked) {
    return compared[tracked];
  }

  /** The sum of the absolute errors of those that could be compared, in {@link StepScore#UNIT}s. */
  public long errors(int tracked) {
    return errors[tracked];
  }

  /** The sum of the absolute errors of the seasonal naive forecasts, in {@link StepScore#UNIT}s. */
  public long naiveErrors(int tracked) {
    return naiveErrors[tracked];
  }

  /** The sums of one of the tracked steps. */
  public StepScore score(int tracked) {
    return new StepScore(
        plan.step(tracked),
        forecasts[tracked],
        inside[tracked],
        losses[tracked],
        compared[tracked],
        errors[tracked],
        naiveErrors[tracked]);
  }
}
