package io.foreflow.model;

import io.foreflow.manifest.Manifest;
import io.foreflow.manifest.StateLayout;
import java.time.Duration;
import java.util.Arrays;

/**
 * Steps two series twice, one that is observed and one that is missing, and compares the results
 * with the contract: numbers are finite, quantiles do not cross or probabilities add up, the state
 * counts its steps and remembers its readings, and rows do not depend on each other.
 */
final class SmokeRun {
  private static final int OBSERVED_ROW = 0;
  private static final int OTHER_ROW = 1;
  private static final int ROWS = 2;
  private static final float[] VALUES = {0, 1};

  /** How far probabilities may be from adding up to 1. */
  private static final double WHOLE = 1e-4;

  /** Refuses a forecast that breaks a rule of its kind. */
  @FunctionalInterface
  private interface ForecastCheck {
    void run(float[] forecast) throws InvalidModelFileException;
  }

  private final Manifest manifest;
  private final StepWorkspace workspace;

  private final Duration limit;

  private SmokeRun(Manifest manifest, StepWorkspace workspace, Duration limit) {
    this.manifest = manifest;
    this.workspace = workspace;
    this.limit = limit;
  }

  /**
   * Refuses a model whose results break the contract, or whose step or replay takes longer than the
   * limit.
   */
  static void check(StepModel model, StepLimits limits) throws InvalidModelFileException {
    try (StepWorkspace two = model.newWorkspace(ROWS)) {
      new SmokeRun(model.manifest(), two, limits.step()).run();
    } catch (IllegalStateException e) {
      throw notRunnable(limits, e);
    }
    try (StepWorkspace all = model.newWorkspace(limits.rows())) {
      ReplayTrial.check(
          model.manifest(), limits, () -> all.step(limits.rows(), limits.step()), System::nanoTime);
    } catch (IllegalStateException e) {
      throw notRunnable(limits, e);
    }
  }

  private static InvalidModelFileException notRunnable(StepLimits limits, IllegalStateException e) {
    return new InvalidModelFileException(
        InvalidModelFileException.Reason.NOT_RUNNABLE,
        "found a graph that does not run within "
            + limits.step()
            + " a step, allowed: one that does ("
            + e.getMessage()
            + ")",
        e);
  }

  private void run() throws InvalidModelFileException {
    clearStates();
    int[] first = {};
    for (int step = 0; step < VALUES.length; step++) {
      observe(OBSERVED_ROW, VALUES[step], (step + 1) * manifest.cadenceMillis());
      observe(OTHER_ROW, Float.NaN, (step + 1) * manifest.cadenceMillis());
      workspace.step(ROWS, limit);
      for (int row = 0; row < ROWS; row++) {
        checkForecast(row);
        checkFiniteState(row);
      }
      checkState(step);
      first = step == 0 ? bits() : first;
      for (int row = 0; row < ROWS; row++) {
        workspace.carryState(row);
      }
    }
    checkRowsAreApart(first);
  }

  /** Repeats the first step with another row beside it. */
  private void checkRowsAreApart(int[] first) throws InvalidModelFileException {
    clearStates();
    observe(OBSERVED_ROW, VALUES[0], manifest.cadenceMillis());
    observe(OTHER_ROW, 1000, 5 * manifest.cadenceMillis());
    workspace.step(ROWS, limit);
    if (!Arrays.equals(first, bits())) {
      throw wrong(
          "a series whose results depend on the other series in its batch",
          "rows that know nothing of each other");
    }
  }

  private void clearStates() {
    for (int row = 0; row < ROWS; row++) {
      workspace.clearState(row);
    }
  }

  private void observe(int row, float value, long time) {
    for (int feature = 0; feature < manifest.features().size(); feature++) {
      workspace.setObserved(row, feature, value);
    }
    workspace.setTime(row, time);
  }

  /** The bits of all that the last step gave the observed row. */
  private int[] bits() {
    float[] forecast = forecast(OBSERVED_ROW);
    int[] bits = new int[forecast.length + manifest.state().size()];
    for (int i = 0; i < bits.length; i++) {
      bits[i] =
          Float.floatToIntBits(
              i < forecast.length
                  ? forecast[i]
                  : workspace.nextState(OBSERVED_ROW, i - forecast.length));
    }
    return bits;
  }

  private float[] forecast(int row) {
    float[] forecast = new float[manifest.forecastRows() * manifest.horizon()];
    workspace.readForecast(row, forecast, 0);
    return forecast;
  }

  private void checkForecast(int row) throws InvalidModelFileException {
    float[] forecast = forecast(row);
    for (int i = 0; i < forecast.length; i++) {
      if (!Float.isFinite(forecast[i])) {
        throw wrong(place(i) + " = " + forecast[i], "finite numbers, also of a missing reading");
      }
    }
    ForecastCheck ofKind =
        manifest
            .kind()
            .match(quantiles -> this::checkQuantiles, classes -> this::checkProbabilities);
    ofKind.run(forecast);
  }

  private void checkQuantiles(float[] forecast) throws InvalidModelFileException {
    int horizon = manifest.horizon();
    for (int i = horizon; i < forecast.length; i++) {
      if (forecast[i] < forecast[i - horizon]) {
        throw wrong(
            place(i)
                + " = "
                + forecast[i]
                + " below "
                + forecast[i - horizon]
                + " of the level before",
            "quantiles that do not cross");
      }
    }
  }

  private void checkProbabilities(float[] forecast) throws InvalidModelFileException {
    int horizon = manifest.horizon();
    for (int step = 0; step < horizon; step++) {
      double sum = 0;
      for (int i = step; i < forecast.length; i += horizon) {
        if (forecast[i] < 0) {
          throw wrong(place(i) + " = " + forecast[i], "probabilities of 0 or more");
        }
        sum += forecast[i];
      }
      if (Math.abs(sum - 1) > WHOLE) {
        throw wrong(
            "probabilities of step " + step + " that add up to " + sum,
            "probabilities of all classes that add up to 1");
      }
    }
  }

  /** A number of the forecast as [row][step]. */
  private String place(int index) {
    int horizon = manifest.horizon();
    return "forecast[" + index / horizon + "][" + index % horizon + "]";
  }

  private void checkFiniteState(int row) throws InvalidModelFileException {
    for (int i = 0; i < manifest.state().size(); i++) {
      if (!Float.isFinite(workspace.nextState(row, i))) {
        throw wrong(
            "next_state[" + i + "] = " + workspace.nextState(row, i),
            "finite numbers, also of a missing reading");
      }
    }
  }

  /** Checks the state of the observed row, whose segments are where the manifest says. */
  private void checkState(int step) throws InvalidModelFileException {
    StateLayout layout = manifest.state();
    float seen = workspace.nextState(OBSERVED_ROW, layout.offset(StateLayout.SEEN));
    if (seen != step + 1) {
      throw wrong("seen = " + seen + " after " + (step + 1) + " readings", "" + (step + 1));
    }
    int size = layout.size(StateLayout.HISTORY);
    int newest = layout.offset(StateLayout.HISTORY) + size - 1;
    for (int back = 0; back <= step && back < size; back++) {
      float found = workspace.nextState(OBSERVED_ROW, newest - back);
      if (found != VALUES[step - back]) {
        throw wrong(
            "history["
                + (size - 1 - back)
                + "] = "
                + found
                + " after the reading "
                + VALUES[step - back],
            "readings in their own units, the newest last");
      }
    }
  }

  private static InvalidModelFileException wrong(String found, String allowed) {
    return InvalidModelFileException.found(
        InvalidModelFileException.Reason.WRONG_RESULTS, found, allowed);
  }
}
