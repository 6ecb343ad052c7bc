package io.foreflow.trainer.features;

import io.foreflow.history.Covariates;
import io.foreflow.history.SeriesHistory;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * A summary of a history's covariates.
 *
 * @param found one entry for each covariate, by name
 */
public record CovariateSummary(Map<String, Found> found) {

  private static final double MANY = 1 / 3.0;

  /**
   * One covariate.
   *
   * @param kind the kind of covariate in plain words, such as {@code static}
   * @param missing share of the slots without a value
   * @param changing the first series within which a static covariate changes; empty if there is
   *     none
   */
  public record Found(String kind, double missing, String changing) {}

  public CovariateSummary {
    found = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(found));
  }

  /**
   * Summarizes the covariates of histories.
   *
   * @throws IllegalArgumentException if the histories lack a covariate
   */
  public static CovariateSummary of(CovariateConfig config, List<SeriesHistory> histories) {
    Map<String, Found> found = new LinkedHashMap<>();
    config.relative().forEach(name -> found.put(name, found("relative", name, histories)));
    config.observed().forEach(name -> found.put(name, found("observed", name, histories)));
    config.constant().forEach(name -> found.put(name, found("static", name, histories)));
    config.known().forEach(name -> found.put(name, found("known ahead", name, histories)));
    return new CovariateSummary(found);
  }

  private static Found found(String kind, String name, List<SeriesHistory> histories) {
    long slots = 0;
    long missing = 0;
    String changing = "";
    for (SeriesHistory history : histories) {
      Covariates covariates = history.covariates();
      int column = CovariateScale.column(name, history);
      float before = Float.NaN;
      for (int slot = 0; slot < history.slots(); slot++) {
        float value = covariates.at(slot, column);
        slots++;
        if (Float.isNaN(value)) {
          missing++;
        } else {
          boolean changes = !Float.isNaN(before) && value != before;
          changing = changes && changing.isEmpty() ? history.series() : changing;
          before = value;
        }
      }
    }
    return new Found(kind, (double) missing / slots, kind.equals("static") ? changing : "");
  }

  /** Warnings for a person before training, in plain words. Empty in most cases. */
  public List<String> warnings() {
    List<String> warnings = new ArrayList<>();
    found.forEach(
        (name, one) -> {
          if (one.missing() > MANY) {
            warnings.add(
                "%.0f %% of the slots have no value for the covariate %s"
                    .formatted(100 * one.missing(), name));
          }
          if (!one.changing().isEmpty()) {
            warnings.add(
                "the covariate %s is static, but changes within the series %s"
                    .formatted(name, one.changing()));
          }
        });
    return warnings;
  }

  @Override
  public String toString() {
    return found.isEmpty()
        ? "no covariates"
        : found.entrySet().stream()
            .map(
                entry ->
                    String.format(
                        Locale.ROOT,
                        "%s (%s, %.1f %% missing)",
                        entry.getKey(),
                        entry.getValue().kind(),
                        100 * entry.getValue().missing()))
            .collect(Collectors.joining(", ", "covariates ", ""));
  }
}
