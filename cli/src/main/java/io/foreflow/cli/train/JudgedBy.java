package io.foreflow.cli.train;

import io.foreflow.manifest.Backtest;
import io.foreflow.manifest.Manifest;
import io.foreflow.trainer.loss.LossConfig;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The measure that comes nearest to the loss of a training, so that a model is judged by what it
 * was trained for.
 *
 * @param metric name of the metric in a backtest
 * @param text its name for a person
 */
record JudgedBy(String metric, String text) {

  private static final JudgedBy QUANTILES = new JudgedBy("wql", "quantile loss (wQL)");
  private static final JudgedBy MEDIAN = new JudgedBy("mase", "MASE");
  private static final JudgedBy MEAN = new JudgedBy("rmse", "RMSE");
  private static final JudgedBy MAE = new JudgedBy("mae", "mean absolute error");

  private static final Map<String, JudgedBy> BY_LOSS =
      Map.of("mae", MEDIAN, "mse", MEAN, "huber", MEAN);

  /** The measure for a model; another one if its backtest does not have it. Empty for none. */
  static Optional<JudgedBy> of(Manifest manifest, Backtest backtest) {
    String loss =
        manifest.provenance().configuration().getOrDefault(LossConfig.LOSS.name(), "quantile");
    return Stream.of(BY_LOSS.getOrDefault(loss, QUANTILES), MEDIAN, MAE)
        .filter(measure -> backtest.model().containsKey(measure.metric()))
        .findFirst();
  }
}
