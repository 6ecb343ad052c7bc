package io.foreflow.benchmarks.anomaly;

import io.foreflow.benchmarks.report.BenchReport;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Figures by name, in the order in which they came, one for each round. */
final class FigureTable {

  private final Map<String, List<Double>> figures = new LinkedHashMap<>();
  private final Map<String, String> units = new LinkedHashMap<>();

  void add(String name, double figure, String unit) {
    figures.computeIfAbsent(name, any -> new ArrayList<>()).add(figure);
    units.put(name, unit);
  }

  /** Adds all figures of a comparison with the truth. */
  void add(String name, Judgement judgement) {
    addRecall(name, judgement);
    add(name + ".precision", judgement.precision(), "%");
    add(name + ".delay", judgement.delay(), "slots");
    add(name + ".falsePerWeek", judgement.falsePerWeek(), "per series and week");
  }

  void addRecall(String name, Judgement judgement) {
    add(name + ".recall", judgement.recall(), "%");
  }

  BenchReport report(String bench) {
    Map<String, double[]> measured = new LinkedHashMap<>();
    figures.forEach(
        (name, values) ->
            measured.put(name, values.stream().mapToDouble(Double::doubleValue).toArray()));
    return BenchReport.ofFigures(bench, units, measured);
  }
}
