package io.foreflow.benchmarks.calibration;

import io.foreflow.evaluation.backtest.CalibratedReplay;
import io.foreflow.evaluation.backtest.ModelReplay;
import io.foreflow.evaluation.backtest.Origins;
import io.foreflow.history.SeriesHistory;
import io.foreflow.manifest.Manifest;
import io.foreflow.model.StepModel;
import java.util.Arrays;
import java.util.List;

/**
 * The outer bands of one series at one step of the horizon, by the slot that they are for. NaN
 * where there is no forecast.
 *
 * @param step of the horizon, from 1
 */
@SuppressWarnings("ArrayRecordComponent") // A trace lives for a moment and owns its arrays.
record BandTrace(
    int step, float[] readings, float[][] own, float[][] calibrated, double nominalCoverage) {

  /** Replays a series, whose forecasts are calibrated from an origin on. */
  static BandTrace of(StepModel model, SeriesHistory series, long firstOrigin, int step) {
    Manifest manifest = model.manifest();
    CalibratedReplay replay =
        new CalibratedReplay(manifest, List.of(series), Origins.from(firstOrigin, 1));
    ModelReplay.Sink calibration = replay.again(0);
    int lower = step - 1;
    int upper = (manifest.levels().size() - 1) * manifest.horizon() + step - 1;
    int slots = series.slots();
    BandTrace trace =
        new BandTrace(
            step, series.values(), nothing(slots), nothing(slots), replay.nominalCoverage());
    ModelReplay.step(
        model,
        List.of(series),
        (one, slot, forecast) -> {
          int target = slot + step;
          if (target < slots) {
            trace.own[0][target] = forecast[lower];
            trace.own[1][target] = forecast[upper];
          }
          calibration.forecast(one, slot, forecast);
          if (target < slots) {
            trace.calibrated[0][target] = forecast[lower];
            trace.calibrated[1][target] = forecast[upper];
          }
        });
    return trace;
  }

  private static float[][] nothing(int slots) {
    float[][] band = new float[2][slots];
    Arrays.fill(band[0], Float.NaN);
    Arrays.fill(band[1], Float.NaN);
    return band;
  }

  /** The share of readings in a band, over the slots from one to before another. */
  double coverage(float[][] band, int from, int to) {
    int inside = 0;
    int count = 0;
    for (int slot = Math.max(0, from); slot < Math.min(to, readings.length); slot++) {
      if (!Float.isNaN(readings[slot]) && !Float.isNaN(band[0][slot])) {
        count++;
        inside += band[0][slot] <= readings[slot] && readings[slot] <= band[1][slot] ? 1 : 0;
      }
    }
    return count == 0 ? Double.NaN : (double) inside / count;
  }
}
