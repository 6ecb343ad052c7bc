package io.foreflow.evaluation.backtest;

import io.foreflow.manifest.Manifest;
import io.foreflow.model.StepModel;

/**
 * Walks a model file through histories and compares its forecasts from each origin, and those of
 * the baselines, with what came. A target counts only where the model is warm and every baseline
 * has begun, so that all are measured on the same ones.
 *
 * @param <E> the errors of the model's kind of forecasts
 */
public final class RollingBacktest<E extends ForecastErrors<E>> {

  private final Targets<E> targets;
  private final Origins origins;
  private final int warmup;

  /**
   * @param warmup slots after a series' first reading before its forecasts count
   */
  public RollingBacktest(Targets<E> targets, Origins origins, int warmup) {
    this.targets = targets;
    this.origins = origins;
    this.warmup = warmup;
  }

  /** Gives all scores. */
  public BacktestResult<E> run(StepModel model) {
    return run(model, (series, slot, forecast) -> {});
  }

  /**
   * Gives all scores, and hands on the model's forecast from each origin, warm or not.
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
