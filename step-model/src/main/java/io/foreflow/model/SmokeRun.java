package io.foreflow.model;

import io.foreflow.manifest.Manifest;
import io.foreflow.manifest.StateLayout;

/**
 * Steps two series twice, one that is observed and one that is missing, and holds the results
 * against the contract: numbers that are finite, quantiles that do not cross, a state that counts
 * its steps and remembers its readings.
 */
final class SmokeRun {
  private static final int OBSERVED_ROW = 0;
  private static final int MISSING_ROW = 1;
  private static final int ROWS = 2;
  private static final float[] VALUES = {0, 1};

  private final Manifest manifest;
  private final StepWorkspace workspace;

  private SmokeRun(Manifest manifest, StepWorkspace workspace) {
    this.manifest = manifest;
    this.workspace = workspace;
  }

  static void check(StepModel model) throws ModelRefusedException {
    try (StepWorkspace workspace = model.newWorkspace(ROWS)) {
      new SmokeRun(model.manifest(), workspace).run();
    } catch (IllegalStateException e) {
      throw new ModelRefusedException(
          ModelRefusedException.Reason.NOT_RUNNABLE,
          "found a graph that does not run, allowed: one that does (" + e.getMessage() + ")",
          e);
    }
  }

  private void run() throws ModelRefusedException {
    for (int row = 0; row < ROWS; row++) {
      workspace.clearState(row);
    }
    for (int step = 0; step < VALUES.length; step++) {
      for (int feature = 0; feature < manifest.features().size(); feature++) {
        workspace.setObserved(OBSERVED_ROW, feature, VALUES[step]);
        workspace.setObserved(MISSING_ROW, feature, Float.NaN);
      }
      for (int row = 0; row < ROWS; row++) {
        workspace.setTime(row, (step + 1) * manifest.cadenceMillis());
      }
      workspace.step(ROWS);
      for (int row = 0; row < ROWS; row++) {
        checkForecast(row);
        checkFiniteState(row);
      }
      checkState(step);
      for (int row = 0; row < ROWS; row++) {
        workspace.carryState(row);
      }
    }
  }

  private void checkForecast(int row) throws ModelRefusedException {
    int horizon = manifest.horizon();
    float[] forecast = new float[manifest.levels().size() * horizon];
    workspace.readForecast(row, forecast, 0);
    for (int i = 0; i < forecast.length; i++) {
      String place = "forecast[" + i / horizon + "][" + i % horizon + "]";
      if (!Float.isFinite(forecast[i])) {
        throw wrong(place + " = " + forecast[i], "finite numbers, also of a missing reading");
      }
      if (i >= horizon && forecast[i] < forecast[i - horizon]) {
        throw wrong(
            place
                + " = "
                + forecast[i]
                + " below "
                + forecast[i - horizon]
                + " of the level before",
            "quantiles that do not cross");
      }
    }
  }

  private void checkFiniteState(int row) throws ModelRefusedException {
    for (int i = 0; i < manifest.state().size(); i++) {
      if (!Float.isFinite(workspace.nextState(row, i))) {
        throw wrong(
            "next_state[" + i + "] = " + workspace.nextState(row, i),
            "finite numbers, also of a missing reading");
      }
    }
  }

  /** The state of the row that was observed: its segments are where the manifest says. */
  private void checkState(int step) throws ModelRefusedException {
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

  private static ModelRefusedException wrong(String found, String allowed) {
    return ModelRefusedException.found(ModelRefusedException.Reason.WRONG_RESULTS, found, allowed);
  }
}
