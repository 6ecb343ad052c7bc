package io.foreflow.cli.train;

import io.foreflow.cli.view.Numbers;
import io.foreflow.manifest.Backtest;
import io.foreflow.manifest.Manifest;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Sentences about the errors of a model on the readings held out, with a warning if these are too
 * few.
 */
public final class HeldOutText {

  private static final String LOG_LOSS = "log-loss";
  private static final String ACCURACY = "accuracy";
  private static final String ORIGINS = "origins";

  /** The number of independent forecasts below which a figure is mostly chance. */
  private static final int ENOUGH = 20;

  private final Manifest manifest;
  private final Backtest backtest;

  private HeldOutText(Manifest manifest, Backtest backtest) {
    this.manifest = manifest;
    this.backtest = backtest;
  }

  /** The sentences about the backtest in a manifest, or that there is none. */
  public static List<String> of(Manifest manifest) {
    Backtest backtest = manifest.backtest();
    if (backtest == null) {
      return List.of("Nothing was held out, so the error was not measured.");
    }
    HeldOutText text = new HeldOutText(manifest, backtest);
    List<String> lines = new ArrayList<>();
    lines.add(
        "On the readings held out: %s%s%s."
            .formatted(text.figures(), text.coverage(), text.extent()));
    text.warning().ifPresent(lines::add);
    return lines;
  }

  /** How much was compared; empty for a file without these figures. */
  private String extent() {
    return figure(ORIGINS)
        .map(
            origins ->
                "; %s forecasts of %s series over %s"
                    .formatted(
                        Numbers.count(count(origins)),
                        Numbers.count(count(figure("series").orElse(0.0))),
                        Numbers.span(
                            manifest.cadence().multipliedBy(count(figure("slots").orElse(0.0))))))
        .orElse("");
  }

  private String figures() {
    return manifest.kind().match(quantiles -> maseOrMae(), classes -> ofClasses());
  }

  private String maseOrMae() {
    return HeldOutFigures.of(backtest)
        .map(HeldOutText::ofQuantiles)
        .orElseGet(
            () ->
                "mean absolute error %s, and no MASE, because there are too few earlier readings"
                    .formatted(Numbers.compact(figure("mae").orElse(Double.NaN))));
  }

  private static String ofQuantiles(HeldOutFigures figures) {
    return "MASE %s, %s %s (%s %% %s error)"
        .formatted(
            Numbers.decimal(figures.mase(), 3),
            figures.naive(),
            Numbers.decimal(figures.maseSeasonalNaive(), 3),
            Numbers.decimal(Math.abs(figures.percentBetter()), 0),
            figures.percentBetter() < 0 ? "more" : "less");
  }

  private String ofClasses() {
    String best =
        backtest.baselines().entrySet().stream()
            .filter(one -> one.getValue().containsKey(LOG_LOSS))
            .min(Comparator.comparingDouble(one -> figure(one.getValue(), LOG_LOSS)))
            .map(one -> "; %s %s".formatted(one.getKey(), both(one.getValue())))
            .orElse("");
    return both(backtest.model()) + best;
  }

  private String coverage() {
    return HeldOutFigures.Coverage.of(backtest)
        .map(
            found ->
                ", %s %% of them in the %d %% band"
                    .formatted(Numbers.decimal(100 * found.share(), 0), found.nominal()))
        .orElse("");
  }

  /** Forecasts that share targets say the same thing, so a horizon of them counts as one. */
  private Optional<String> warning() {
    return figure(ORIGINS)
        .map(origins -> Math.max(1, count(origins) / manifest.horizon()))
        .filter(separate -> separate < ENOUGH)
        .map(
            separate ->
                "Warning: this is too little data for a reliable figure: as much as %d independent %s."
                        .formatted(separate, separate == 1 ? "forecast" : "forecasts")
                    + " Hold out more slots with --validation N, or measure on newer readings with"
                    + " foreflow backtest.");
  }

  private Optional<Double> figure(String name) {
    return Optional.ofNullable(backtest.model().get(name));
  }

  private static long count(double figure) {
    return Math.round(figure);
  }

  private static String both(Map<String, Double> metrics) {
    return "log loss %s, accuracy %s"
        .formatted(
            Numbers.decimal(figure(metrics, LOG_LOSS), 3),
            Numbers.decimal(figure(metrics, ACCURACY), 3));
  }

  private static double figure(Map<String, Double> metrics, String name) {
    return metrics.getOrDefault(name, Double.NaN);
  }
}
