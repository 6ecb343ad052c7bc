package io.foreflow.evaluation.backtest;

import io.foreflow.history.SeriesHistory;
import io.foreflow.manifest.Manifest;
import io.foreflow.model.StepModel;

/**
 * Steps a model file through histories. The forecasts of the model and of the baselines from each
 * origin are compared with what came. A target counts only if the model is warm and every baseline
 * has begun, so that all forecasters have the same targets.
 *
 * @param <E> the errors of the model's kind of forecasts
 */
public final class RollingBacktest<E extends ForecastErrors<E>> {

  private static final ModelReplay.Sink NOTHING = (series, slot, forecast) -> {};

  private final Targets<E> targets;
  private final Origins origins;
  private final int warmup;

  /**
   * @param warmup number of slots after a series' first reading before its forecasts count
   */
  public RollingBacktest(Targets<E> targets, Origins origins, int warmup) {
    this.targets = targets;
    this.origins = origins;
    this.warmup = warmup;
  }

  /** Runs the backtest. */
  public BacktestResult<E> run(StepModel model) {
    return run(model, NOTHING);
  }

  /**
   * Runs the backtest and hands on the model's forecast from each origin, warm or not.
   *
   * @throws IllegalArgumentException if the model's forecasts are of another kind
   */
  public BacktestResult<E> run(StepModel model, ModelReplay.Sink forecasts) {
    return walk(model, NOTHING, forecasts, NOTHING);
  }

  /**
   * Gives all scores of calibrated forecasts, and hands on each of them, warm or not.
   *
   * @param calibration of the same histories; says afterwards what it did
   * @throws IllegalArgumentException if the model's forecasts are of another kind
   */
  public BacktestResult<E> runCalibrated(
      StepModel model, CalibratedReplay calibration, ModelReplay.Sink forecasts) {
    return walk(model, calibration::calibrate, forecasts, calibration::count);
  }

  /**
   * Walks through the histories.
   *
   * @param each gets every forecast first, and may change it
   * @param forecasts gets those from origins
   * @param counted gets those that count
   */
  private BacktestResult<E> walk(
      StepModel model,
      ModelReplay.Sink each,
      ModelReplay.Sink forecasts,
      ModelReplay.Sink counted) {
    Manifest manifest = model.manifest();
    if (!manifest.kind().equals(targets.kind())) {
      throw new IllegalArgumentException(
          "the model %s gives %s; expected %s"
              .formatted(manifest.model(), manifest.kind(), targets.kind()));
    }
    ScoreBoard<E> board = new ScoreBoard<>(targets, origins, warmup, manifest.horizon());
    ModelReplay.step(
        model,
        targets.histories(),
        (series, slot, forecast) -> {
          SeriesHistory history = targets.histories().get(series);
          each.forecast(series, slot, forecast);
          if (origins.include(history, slot)) {
            forecasts.forecast(series, slot, forecast);
            if (board.score(series, slot, forecast)) {
              counted.forecast(series, slot, forecast);
            }
          }
          if (slot == history.slots() - 1) {
            board.ended(series);
          }
        });
    return board.result();
  }
}
