package io.foreflow.cli.demo;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The result of a demo of drift.
 *
 * @param steps what happened
 * @param counts of readings and forecasts at the end
 * @param forecasts the number of forecasts of each version
 * @param seriesByTurns the number of series by the versions that made their forecasts in turn
 * @param problems what went wrong; empty if nothing did
 */
public record DriftResult(
    List<DriftStep> steps,
    TrafficCounts counts,
    Map<String, Long> forecasts,
    Map<List<String>, Long> seriesByTurns,
    List<String> problems) {

  /** The steps after which another version makes the forecasts. */
  private static final Set<DriftStep.Kind> IN_USE =
      Set.of(
          DriftStep.Kind.FIRST_MODEL,
          DriftStep.Kind.SWAPPED,
          DriftStep.Kind.FORCED,
          DriftStep.Kind.RESTORED);

  /** Checks the counts, and adds what is wrong with them to the failures. */
  static DriftResult judge(
      DriftStory story, PipelineMonitor monitor, VersionTally versions, List<String> failures) {
    TrafficCounts counts = monitor.tracker().counts();
    List<String> problems = new ArrayList<>(failures);
    if (counts.forecasts() == 0) {
      problems.add("no forecast came");
    }
    if (counts.waiting() > 0) {
      problems.add(counts.waiting() + " readings have no forecast");
    }
    if (counts.repeated() > 0) {
      problems.add(counts.repeated() + " forecasts came twice");
    }
    if (counts.late() > 0) {
      problems.add(counts.late() + " readings were late");
    }
    if (monitor.deadLetters().count() > 0) {
      problems.add(monitor.deadLetters().count() + " readings became dead letters");
    }
    List<String> expected = expected(story.steps());
    Map<List<String>, Long> turns = versions.seriesByTurns();
    if (failures.isEmpty() && !turns.keySet().equals(Set.of(expected))) {
      problems.add(
          "the forecasts are of the versions %s, expected: %s for each series"
              .formatted(turns, expected));
    }
    return new DriftResult(story.steps(), counts, versions.forecasts(), turns, problems);
  }

  /** The versions that the forecasts of each series must have, by what happened. */
  private static List<String> expected(List<DriftStep> steps) {
    List<String> versions = new ArrayList<>();
    for (DriftStep step : steps) {
      String version = step.version();
      if (version != null && IN_USE.contains(step.kind())) {
        versions.add(version);
      }
    }
    return versions;
  }

  /** Whether all of it happened, and every reading has one forecast. */
  public boolean ok() {
    return problems.isEmpty();
  }

  /** The figures by name, in the order of the final line. */
  public Map<String, Object> fields() {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("ok", ok());
    fields.put("steps", steps.stream().map(DriftStep::fields).toList());
    fields.put("readings", counts.readings());
    fields.put("forecasts", counts.forecasts());
    fields.put("missing", counts.waiting());
    fields.put("repeated", counts.repeated());
    fields.put("late", counts.late());
    fields.put("forecastsOfVersions", forecasts);
    List<Map<String, Object>> turns = new ArrayList<>();
    seriesByTurns.forEach(
        (versions, series) -> {
          Map<String, Object> one = new LinkedHashMap<>();
          one.put("versions", versions);
          one.put("series", series);
          turns.add(one);
        });
    fields.put("versionsInTurn", turns);
    fields.put("problems", problems);
    return fields;
  }
}
