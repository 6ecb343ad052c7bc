package io.foreflow.manifest;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * How well a model did on data that it was not trained on, beside simple forecasts of the same
 * data.
 *
 * @param model metric by name, such as {@code mase}
 * @param baselines the same metrics of each baseline by its name, such as {@code seasonal-naive}
 */
public record Backtest(Map<String, Double> model, Map<String, Map<String, Double>> baselines) {
  public Backtest {
    ManifestProblems problems = new ManifestProblems();
    problems.require(!model.isEmpty(), "model", "no metric", "1 or more");
    checkFinite(problems, "model", model);
    baselines.forEach((name, metrics) -> checkFinite(problems, "baselines." + name, metrics));
    problems.throwIfAny();
    model = sorted(model);
    Map<String, Map<String, Double>> copies = new TreeMap<>();
    baselines.forEach((name, metrics) -> copies.put(name, sorted(metrics)));
    baselines = Collections.unmodifiableMap(copies);
  }

  private static void checkFinite(
      ManifestProblems problems, String path, Map<String, Double> metrics) {
    metrics.forEach(
        (name, value) ->
            problems.require(Double.isFinite(value), path + '.' + name, value, "a finite number"));
  }

  private static Map<String, Double> sorted(Map<String, Double> metrics) {
    return Collections.unmodifiableMap(new TreeMap<>(metrics));
  }
}
