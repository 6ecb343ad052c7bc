package io.foreflow.cli.train;

import io.foreflow.cli.view.Numbers;
import io.foreflow.evaluation.report.SignificantDigits;
import io.foreflow.manifest.Backtest;
import io.foreflow.manifest.Manifest;
import io.foreflow.trainer.window.TailConfig;
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

  private static final String MASE = "mase";

  /** Figures that are less than this many percent apart are not told apart. */
  private static final double CLOSE = 1;

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
                "; %s forecasts of %s series over %s, as much as %s independent %s"
                    .formatted(
                        Numbers.count(count(origins)),
                        Numbers.count(count(figure("series").orElse(0.0))),
                        Numbers.span(
                            manifest.cadence().multipliedBy(count(figure("slots").orElse(0.0)))),
                        Numbers.count(independent(origins)),
                        independent(origins) == 1 ? "one" : "ones"))
        .orElse("");
  }

  private String figures() {
    return manifest.kind().match(quantiles -> ofQuantiles(), classes -> ofClasses());
  }

  private String ofQuantiles() {
    Optional<JudgedBy> measure = JudgedBy.of(manifest, backtest);
    if (measure.isEmpty()) {
      return "no error could be measured";
    }
    String metric = measure.get().metric();
    double own = figure(metric).orElse(Double.NaN);
    String compared =
        backtest.baselines().entrySet().stream()
            .filter(one -> one.getValue().containsKey(metric))
            .min(Comparator.comparingDouble(one -> figure(one.getValue(), metric)))
            .map(one -> compared(own, one.getKey(), figure(one.getValue(), metric)))
            .orElse("");
    String mase =
        metric.equals(MASE)
            ? ""
            : figure(MASE).map(value -> ", MASE " + SignificantDigits.three(value)).orElse("");
    return measure.get().text() + " " + SignificantDigits.three(own) + compared + mase;
  }

  /** The error of the best simple forecast, and by how much it differs. */
  private static String compared(double own, String name, double other) {
    double percent = 100 * (own / other - 1);
    return ", %s %s (%s)"
        .formatted(
            name,
            SignificantDigits.three(other),
            Math.abs(percent) < CLOSE
                ? "less than 1 % apart"
                : Numbers.decimal(Math.abs(percent), 0)
                    + (percent > 0 ? " % more error" : " % less error"));
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
  private long independent(double origins) {
    return Math.max(1, count(origins) / manifest.horizon());
  }

  private Optional<String> warning() {
    return figure(ORIGINS)
        .map(this::independent)
        .filter(independent -> independent < TailConfig.ENOUGH)
        .map(
            independent ->
                "Warning: this is too little data for a reliable figure. Hold out more slots with"
                    + " --validation N, or measure on newer readings with foreflow backtest.");
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
