package io.foreflow.evaluation.backtest;

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
    return run(model, (series, slot, forecast) -> {});
  }

  /**
   * Runs the backtest and hands on the model's forecast from each origin, warm or not.
   *
   * @throws IllegalArgumentException if the model's forecasts are of another kind
   */
  public BacktestResult<E> run(StepModel model, ModelReplay.Sink forecasts) {
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
          if (origins.include(targets.histories().get(series), slot)) {
            forecasts.forecast(series, slot, forecast);
            board.score(series, slot, forecast);
          }
        });
    return board.result();
  }
}
