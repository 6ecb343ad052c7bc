package io.foreflow.cli.training;

import io.foreflow.cli.view.Numbers;
import io.foreflow.manifest.Backtest;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** How good a model was on the readings held out, in one sentence. */
public final class HeldOutText {

  private static final String LOG_LOSS = "log-loss";

  private HeldOutText() {}

  /** Of the backtest in a manifest, if there is one. */
  public static String of(@Nullable Backtest backtest) {
    Optional<Backtest> found = Optional.ofNullable(backtest);
    return found
        .flatMap(BacktestFigures::of)
        .map(HeldOutText::ofQuantiles)
        .or(
            () ->
                found
                    .filter(one -> one.model().containsKey("accuracy"))
                    .map(HeldOutText::ofClasses))
        .orElse("Nothing was held out: how good it is was not measured.");
  }

  private static String ofQuantiles(BacktestFigures figures) {
    return "On the readings held out: MASE %s, %s %s (%s %% %s error)."
        .formatted(
            Numbers.decimal(figures.mase(), 3),
            figures.naive(),
            Numbers.decimal(figures.maseSeasonalNaive(), 3),
            Numbers.decimal(Math.abs(figures.percentBetter()), 0),
            figures.percentBetter() < 0 ? "more" : "less");
  }

  private static String ofClasses(Backtest backtest) {
    String best =
        backtest.baselines().entrySet().stream()
            .filter(one -> one.getValue().containsKey(LOG_LOSS))
            .min(Comparator.comparingDouble(one -> figure(one.getValue(), LOG_LOSS)))
            .map(one -> "; %s %s".formatted(one.getKey(), both(one.getValue())))
            .orElse("");
    return "On the readings held out: %s%s.".formatted(both(backtest.model()), best);
  }

  private static String both(Map<String, Double> metrics) {
    return "log loss %s, accuracy %s"
        .formatted(
            Numbers.decimal(figure(metrics, LOG_LOSS), 3),
            Numbers.decimal(figure(metrics, "accuracy"), 3));
  }

  private static double figure(Map<String, Double> metrics, String name) {
    return metrics.getOrDefault(name, Double.NaN);
  }
}
