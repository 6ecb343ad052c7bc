package io.foreflow.console.memory;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Compares the kept forecasts of a series with the readings that came later. */
final class ErrorTally {

  private final ReadingRing readings;
  private final Map<Forecaster, VersionTally> versions = new LinkedHashMap<>();
  private double[] levels = {};
  private long[] below = {};
  private long compared;

  private ErrorTally(ReadingRing readings) {
    this.readings = readings;
  }

  static StepErrors of(SeriesMemory memory) {
    ErrorTally tally = new ErrorTally(memory.readings);
    for (KeptForecast forecast : memory.forecasts.all()) {
      if (forecast.ready()) {
        tally.add(forecast);
      }
    }
    return tally.result();
  }

  private static final class VersionTally {
    private final int[] counts;
    private final int[] naiveCounts;
    private final int[] inside;
    private final double[] errors;
    private final double[] naiveErrors;
    private double nominal;

    VersionTally(int horizon) {
      counts = new int[horizon];
      naiveCounts = new int[horizon];
      inside = new int[horizon];
      errors = new double[horizon];
      naiveErrors = new double[horizon];
    }
  }

  private void add(KeptForecast forecast) {
    double[] own = Outcomes.levels(forecast.shape().kind());
    if (own.length == 0) {
      return;
    }
    if (!Arrays.equals(levels, own)) {
      // Another set of levels: the calibration is that of the newest.
      levels = own;
      below = new long[own.length];
      compared = 0;
    }
    VersionTally tally =
        versions.computeIfAbsent(
            forecast.shape().forecaster(), version -> new VersionTally(forecast.horizon()));
    tally.nominal = own[own.length - 1] - own[0];
    int horizon = Math.min(forecast.horizon(), tally.counts.length);
    for (int step = 0; step < horizon; step++) {
      float actual = Outcomes.actual(readings, forecast, step + 1);
      if (!Float.isNaN(actual) && !Float.isNaN(forecast.quantile(0, step))) {
        float naive = Outcomes.naive(readings, forecast, step + 1);
        add(tally, forecast, step, actual, naive);
      }
    }
  }

  private void add(VersionTally tally, KeptForecast forecast, int step, float actual, float naive) {
    int last = levels.length - 1;
    tally.counts[step]++;
    tally.errors[step] +=
        Math.abs((double) actual - forecast.quantile(Outcomes.middle(levels), step));
    if (!Float.isNaN(naive)) {
      tally.naiveCounts[step]++;
      tally.naiveErrors[step] += Math.abs((double) actual - naive);
    }
    if (actual >= forecast.quantile(0, step) && actual <= forecast.quantile(last, step)) {
      tally.inside[step]++;
    }
    compared++;
    for (int level = 0; level <= last; level++) {
      if (actual <= forecast.quantile(level, step)) {
        below[level]++;
      }
    }
  }

  private StepErrors result() {
    List<StepErrors.OfVersion> models = new ArrayList<>();
    versions.forEach((version, tally) -> models.add(result(version, tally)));
    List<Double> levelList = new ArrayList<>();
    List<Double> shares = new ArrayList<>();
    for (int level = 0; level < levels.length; level++) {
      levelList.add(levels[level]);
      shares.add(compared == 0 ? Double.NaN : (double) below[level] / compared);
    }
    return new StepErrors(models, new StepErrors.Calibration(levelList, shares, compared));
  }

  private static StepErrors.OfVersion result(Forecaster version, VersionTally tally) {
    List<Integer> steps = new ArrayList<>();
    List<Double> mae = new ArrayList<>();
    List<Double> naive = new ArrayList<>();
    List<Double> coverage = new ArrayList<>();
    List<Integer> count = new ArrayList<>();
    for (int step = 0; step < tally.counts.length; step++) {
      steps.add(step + 1);
      count.add(tally.counts[step]);
      mae.add(mean(tally.errors[step], tally.counts[step]));
      naive.add(mean(tally.naiveErrors[step], tally.naiveCounts[step]));
      coverage.add(mean(tally.inside[step], tally.counts[step]));
    }
    return new StepErrors.OfVersion(version, steps, mae, naive, coverage, tally.nominal, count);
  }

  private static double mean(double sum, int count) {
    return count == 0 ? Double.NaN : sum / count;
  }
}
