package io.foreflow.history;

import java.util.ArrayList;
import java.util.List;

/**
 * The error of a simple forecast that knows some seasons, on the newest third of the readings. The
 * forecast is a linear regression on the older two thirds. It reads the last readings, means of
 * some and of many readings, and for each season what came one and up to three seasons before the
 * target. Without seasons it is already good for noise, walks and trends, so that a season lowers
 * the error only if there is one.
 */
final class SeasonTrial {

  /** The most origins of a series in each of its two parts. */
  private static final int ORIGINS = 240;

  /** An error of so small a part of a mean move counts as this. Below it there is only rounding. */
  private static final double NOTHING = 0.01;

  private static final int FAR = 16;
  private static final int FEW = 8;
  private static final int SEASONS_BACK = 3;
  private static final int WITHOUT_SEASON = 5;
  private static final int FOR_SEASON = 3;

  private final List<float[]> series;
  private final List<Integer> leads;
  private final int longest;

  /**
   * @param series the newest values of some series; NaN = missing
   * @param horizon number of slots to forecast ahead
   * @param longest the longest season that will be tried
   */
  SeasonTrial(List<float[]> series, int horizon, int longest) {
    this.series = List.copyOf(series);
    this.leads = List.of(1, 1 + 3 * horizon / 8, 1 + 5 * horizon / 8);
    this.longest = longest;
  }

  /** The number of held-out slots of all series. */
  long slots() {
    return series.stream().mapToLong(values -> values.length - cut(values)).sum();
  }

  /** The error of naive forecasts, in the unit of {@link #error}. */
  double naiveError() {
    return error(List.of(), true);
  }

  /** The error of forecasts that are the reading of one season before, in the same unit. */
  double seasonalNaiveError(int season) {
    double sum = 0;
    long count = 0;
    for (int lead : leads) {
      int back = (lead + season - 1) / season * season;
      for (float[] values : series) {
        double scale = meanMove(values, lead);
        for (int target = cut(values) + lead; scale > 0 && target < values.length; target++) {
          double error = Math.abs(values[target] - value(values, target - back)) / scale;
          sum += Double.isNaN(error) ? 0 : error;
          count += Double.isNaN(error) ? 0 : 1;
        }
      }
    }
    return count == 0 ? Double.NaN : Math.max(NOTHING, sum / count);
  }

  /**
   * The mean absolute error of forecasts that know these seasons. Each series is measured in its
   * own mean move. NaN if nothing can be measured.
   */
  double error(List<Integer> seasons) {
    return error(seasons, false);
  }

  /**
   * How much the series resemble themselves one season ago, without their slow movements: the mean
   * autocorrelation of the differences to a mean over one season.
   */
  double likeness(int season) {
    return series.stream()
        .mapToDouble(values -> Autocorrelation.at(withoutLevel(values, season), season))
        .average()
        .orElse(0);
  }

  /** The difference of each value to the mean of the season around it, as far as it is whole. */
  private static float[] withoutLevel(float[] values, int season) {
    float[] rest = new float[Math.max(0, values.length - season + 1)];
    double sum = 0;
    int count = 0;
    for (int slot = 0; slot < values.length; slot++) {
      sum += Float.isNaN(values[slot]) ? 0 : values[slot];
      count += Float.isNaN(values[slot]) ? 0 : 1;
      int first = slot - season + 1;
      if (first >= 0) {
        rest[first] = count == 0 ? Float.NaN : (float) (values[first + season / 2] - sum / count);
        sum -= Float.isNaN(values[first]) ? 0 : values[first];
        count -= Float.isNaN(values[first]) ? 0 : 1;
      }
    }
    return rest;
  }

  /**
   * How moves grow with time: the exponent of the mean move by the number of slots. It is 0.5 for a
   * random walk, 0 for readings that return to a level, and 1 for a straight line. NaN if nothing
   * moves.
   */
  double growth() {
    return series.stream()
        .mapToDouble(values -> StrictMath.log(meanMove(values, FAR) / meanMove(values, 1)))
        .filter(Double::isFinite)
        .map(growth -> growth / StrictMath.log(FAR))
        .average()
        .orElse(Double.NaN);
  }

  private double error(List<Integer> seasons, boolean naive) {
    int width = WITHOUT_SEASON + FOR_SEASON * seasons.size();
    double sum = 0;
    long count = 0;
    for (int lead : leads) {
      List<LinearFit.Row> known = new ArrayList<>();
      List<LinearFit.Row> heldOut = new ArrayList<>();
      for (float[] values : series) {
        double scale = meanMove(values, lead);
        if (scale > 0) {
          addRows(values, longest, cut(values) - lead, lead, seasons, scale, known);
          addRows(values, cut(values), values.length - lead, lead, seasons, scale, heldOut);
        }
      }
      double[] coefficients = naive ? new double[width] : LinearFit.of(known, width);
      for (LinearFit.Row row : heldOut) {
        sum += Math.abs(row.error(coefficients));
        count++;
      }
    }
    return count == 0 ? Double.NaN : Math.max(NOTHING, sum / count);
  }

  private int cut(float[] values) {
    return Math.max(longest, values.length * 2 / 3);
  }

  /** Adds the rows of origins at even distances. An odd distance meets all places of a season. */
  private void addRows(
      float[] values,
      int from,
      int end,
      int lead,
      List<Integer> seasons,
      double scale,
      List<LinearFit.Row> rows) {
    int stride = Math.max(1, (end - from) / ORIGINS) | 1;
    for (int origin = from; origin < end; origin += stride) {
      if (!Float.isNaN(values[origin]) && !Float.isNaN(values[origin + lead])) {
        double moved = (values[origin + lead] - values[origin]) / scale;
        rows.add(new LinearFit.Row(regressors(values, origin, lead, seasons, scale), moved));
      }
    }
  }

  private double[] regressors(
      float[] values, int origin, int lead, List<Integer> seasons, double scale) {
    double now = values[origin];
    double[] row = new double[WITHOUT_SEASON + FOR_SEASON * seasons.size()];
    int at = 0;
    row[at++] = 1;
    row[at++] = difference(mean(values, origin - FEW + 1, origin + 1), now, scale);
    row[at++] = difference(mean(values, origin - longest + 1, origin + 1), now, scale);
    row[at++] = difference(value(values, origin - 1), now, scale);
    row[at++] = difference(value(values, origin - 2), now, scale);
    for (int season : seasons) {
      int target = origin + lead - (lead + season - 1) / season * season;
      double sum = 0;
      int count = 0;
      for (int times = 0; times < SEASONS_BACK; times++) {
        double then = value(values, target - times * season);
        sum += Double.isNaN(then) ? 0 : then;
        count += Double.isNaN(then) ? 0 : 1;
      }
      row[at++] = difference(value(values, target), now, scale);
      row[at++] = difference(count == 0 ? Double.NaN : sum / count, now, scale);
      row[at++] = difference(value(values, origin - season), now, scale);
    }
    return row;
  }

  /** The difference of a reading to the last one. A missing reading counts as the last one. */
  private static double difference(double then, double now, double scale) {
    return Double.isNaN(then) ? 0 : (then - now) / scale;
  }

  private static double value(float[] values, int slot) {
    return slot < 0 ? Double.NaN : values[slot];
  }

  private static double mean(float[] values, int from, int end) {
    double sum = 0;
    int count = 0;
    for (int slot = Math.max(0, from); slot < end; slot++) {
      if (!Float.isNaN(values[slot])) {
        sum += values[slot];
        count++;
      }
    }
    return count == 0 ? Double.NaN : sum / count;
  }

  private static double meanMove(float[] values, int lead) {
    double sum = 0;
    int count = 0;
    for (int slot = lead; slot < values.length; slot++) {
      double moved = Math.abs((double) values[slot] - values[slot - lead]);
      sum += Double.isNaN(moved) ? 0 : moved;
      count += Double.isNaN(moved) ? 0 : 1;
    }
    return count == 0 ? 0 : sum / count;
  }
}
