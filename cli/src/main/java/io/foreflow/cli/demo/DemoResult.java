package io.foreflow.cli.demo;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The result of a demo: figures, and what went wrong.
 *
 * @param counts of the tracker at its end
 * @param scores of the forecasts, by the records on their topic
 * @param anomalies how many episodes began, by the records on their topic
 * @param deadLetters by reason
 * @param deadLettersExpected as many bad records were put among the readings
 * @param firstForecastSeconds time from the demo's begin to the first forecast; NaN without one
 * @param change what replaced the seed model; empty if the demo did not begin with one, or ended
 *     before its training
 * @param problems what went wrong; empty if nothing did
 */
public record DemoResult(
    TrafficCounts counts,
    LiveScores scores,
    long anomalies,
    Map<String, Long> deadLetters,
    long deadLettersExpected,
    double firstForecastSeconds,
    Optional<ModelChange> change,
    List<String> problems) {

  /** Checks the figures, and adds what is wrong with them to the failures. */
  static DemoResult judge(
      PipelineMonitor monitor,
      long bad,
      long began,
      Optional<ModelChange> change,
      List<String> failures) {
    TrafficCounts counts = monitor.tracker().counts();
    long deadLetters = monitor.deadLetters().count();
    List<String> problems = new ArrayList<>(failures);
    if (counts.forecasts() == 0) {
      problems.add("no forecast came");
    }
    if (counts.waiting() > 0) {
      problems.add(counts.waiting() + " readings have no forecast");
    }
    if (deadLetters != bad) {
      problems.add(deadLetters + " dead letters for " + bad + " bad records");
    }
    if (monitor.deadLetters().incomplete() > 0) {
      problems.add(
          monitor.deadLetters().incomplete()
              + " dead letters do not say where they come from, or why");
    }
    return new DemoResult(
        counts,
        monitor.scores().scores(),
        monitor.episodes().opened(),
        monitor.deadLetters().byReason(),
        bad,
        monitor.tracker().firstForecast().stream()
            .mapToDouble(nanos -> (nanos - began) / 1e9)
            .findAny()
            .orElse(Double.NaN),
        change,
        problems);
  }

  /** Whether forecasts came, none is missing, and nothing failed. */
  public boolean ok() {
    return problems.isEmpty();
  }

  /** The number of dead letters of all reasons. */
  public long deadLetterCount() {
    return deadLetters.values().stream().mapToLong(Long::longValue).sum();
  }

  /** The figures by name, in the order of the final line. Figures that do not exist are null. */
  public Map<String, Object> fields() {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("ok", ok());
    fields.put("readings", counts.readings());
    fields.put("forecasts", counts.forecasts());
    fields.put("missing", counts.waiting());
    fields.put("repeated", counts.repeated());
    fields.put("deadLetters", deadLetterCount());
    fields.put("deadLetterReasons", deadLetters);
    fields.put("late", counts.late());
    put(fields, "mase", scores.mase());
    put(fields, "maseSeasonalNaive", scores.maseSeasonalNaive());
    put(fields, "coverage", scores.coverage());
    fields.put("scored", scores.scored());
    // The name that it had first.
    fields.put("scoredSteps", scores.scored());
    fields.put("anomalies", anomalies);
    put(fields, "latencyP50Ms", counts.latencyP50Ms());
    put(fields, "latencyP99Ms", counts.latencyP99Ms());
    put(fields, "firstForecastSeconds", firstForecastSeconds);
    change.ifPresent(models -> fields.put("models", models.fields()));
    fields.put("problems", problems);
    return fields;
  }

  static void put(Map<String, Object> fields, String name, double figure) {
    fields.put(name, Double.isFinite(figure) ? Math.round(figure * 1e4) / 1e4 : null);
  }
}
