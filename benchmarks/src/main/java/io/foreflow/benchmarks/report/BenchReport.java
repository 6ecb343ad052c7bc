package io.foreflow.benchmarks.report;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The result of a benchmark: the spread of each variant and the ratios between variants. A ratio is
 * computed for each round, and its median is reported. Measurements of one round are close in time,
 * so the machine was in the same state.
 */
public record BenchReport(
    String bench,
    Machine machine,
    Map<String, String> versions,
    String commit,
    Map<String, Spread> variants,
    Map<String, Double> ratios,
    Map<String, String> skipped) {

  /**
   * A ratio to report.
   *
   * @param name name of the ratio
   * @param of the variant in the numerator
   * @param to the variant in the denominator
   */
  public record Ratio(String name, String of, String to) {}

  /** The report of measurements by variant, with one measurement for each round. */
  public static BenchReport of(
      String bench, List<Variant> variants, Map<String, double[]> measured, List<Ratio> ratios) {
    Map<String, Spread> spreads = new LinkedHashMap<>();
    for (Variant variant : variants) {
      double[] figures = figures(measured, variant.name());
      spreads.put(variant.name(), Spread.of(figures, variant.unit()));
    }
    Map<String, Double> medians = new LinkedHashMap<>();
    for (Ratio ratio : ratios) {
      double[] of = figures(measured, ratio.of());
      double[] to = figures(measured, ratio.to());
      double[] byRound = new double[of.length];
      for (int round = 0; round < of.length; round++) {
        byRound[round] = of[round] / to[round];
      }
      medians.put(ratio.name(), Spread.of(byRound, "").median());
    }
    return new BenchReport(
        bench, Machine.current(), Versions.current(), Commit.current(), spreads, medians, Map.of());
  }

  /**
   * The report of figures by name, each with one for each round.
   *
   * @param units of the figures by name
   */
  public static BenchReport ofFigures(
      String bench, Map<String, String> units, Map<String, double[]> measured) {
    List<Variant> variants =
        measured.keySet().stream()
            .map(name -> new Variant(name, units.getOrDefault(name, ""), () -> Double.NaN))
            .toList();
    return of(bench, variants, measured, List.of());
  }

  /** A copy with one more figure that was measured once. */
  public BenchReport with(String variant, double figure, String unit) {
    Map<String, Spread> more = new LinkedHashMap<>(variants);
    more.put(variant, new Spread(figure, figure, figure, unit));
    return new BenchReport(bench, machine, versions, commit, more, ratios, skipped);
  }

  /** A copy with the variants that were not measured and the reasons. */
  public BenchReport skipping(Map<String, String> reasons) {
    return new BenchReport(bench, machine, versions, commit, variants, ratios, reasons);
  }

  private static double[] figures(Map<String, double[]> measured, String variant) {
    double[] figures = measured.get(variant);
    if (figures == null) {
      throw new IllegalArgumentException(
          "no variant \"%s\" was measured; there are %s".formatted(variant, measured.keySet()));
    }
    return figures;
  }

  /** The report as one line of JSON. */
  public String toJson() {
    return JsonLine.of(this);
  }

  /** The report as a table for a person. */
  public String toText() {
    StringBuilder text = new StringBuilder();
    text.append("%s on %s, %d cores%n".formatted(bench, machine.processor(), machine.cores()));
    variants.forEach(
        (name, spread) ->
            text.append(
                "  %-28s %14s %s  (%s to %s)%n"
                    .formatted(
                        name,
                        number(spread.median()),
                        spread.unit(),
                        number(spread.min()),
                        number(spread.max()))));
    ratios.forEach((name, ratio) -> text.append("  %-28s %14.2f%n".formatted(name, ratio)));
    skipped.forEach((name, why) -> text.append("  %-28s skipped: %s%n".formatted(name, why)));
    return text.toString();
  }

  private static String number(double figure) {
    return (Math.abs(figure) < 100 ? "%,.2f" : "%,.0f").formatted(figure);
  }
}
