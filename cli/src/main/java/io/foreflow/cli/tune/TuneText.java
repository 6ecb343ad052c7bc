package io.foreflow.cli.tune;

import io.foreflow.cli.view.Numbers;
import io.foreflow.trainer.tune.HalvingSchedule;
import io.foreflow.trainer.tune.Search;
import io.foreflow.trainer.tune.SearchPlan;
import io.foreflow.trainer.tune.TrialMetric;
import io.foreflow.trainer.tune.TrialOutcome;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** The lines about a search that a person reads at a terminal. */
public final class TuneText {

  private static final int SHOWN = 10;

  private TuneText() {}

  /** A line about a training that has just ended. */
  public static String line(TrialOutcome outcome, TrialMetric judge) {
    String figure =
        outcome
            .problem()
            .map(problem -> "failed: " + problem)
            .orElseGet(() -> judge + " " + Numbers.decimal(outcome.score(), 5));
    return "trial %d, %d steps, %s: %s; %s"
        .formatted(outcome.trial(), outcome.steps(), seconds(outcome), options(outcome), figure);
  }

  /** A table of the best trials, each with its longest training. */
  public static List<String> table(Search.Found found, TrialMetric judge) {
    List<String> lines = new ArrayList<>();
    lines.add("%-6s %7s %10s %10s  %s".formatted("trial", "steps", judge, "time", "options"));
    found.ranking().stream()
        .filter(one -> one.problem().isEmpty())
        .limit(SHOWN)
        .forEach(
            one ->
                lines.add(
                    "%-6d %7d %10s %10s  %s"
                        .formatted(
                            one.trial(),
                            one.steps(),
                            Numbers.decimal(one.score(), 5),
                            seconds(one),
                            options(one))));
    return lines;
  }

  /** A sentence that counts the trials and says why the search ended. */
  public static String ending(Search.Found found, SearchPlan plan) {
    long failed = found.outcomes().stream().filter(one -> one.problem().isPresent()).count();
    String why =
        switch (found.ending()) {
          case ALL_TRIALS -> "all trials are done";
          case BUDGET ->
              "no more training would end within "
                  + plan.budget().map(Numbers::seconds).orElse("the budget");
          case ASKED -> "stopped by the user";
        };
    return "%d trials, %d trainings, %d failed; %s."
        .formatted(found.ranking().size(), found.outcomes().size(), failed, why);
  }

  /** The numbers of steps of the rungs, in order. */
  public static String lengths(HalvingSchedule ladder) {
    return IntStream.range(0, ladder.rungs())
        .mapToObj(rung -> Integer.toString(ladder.steps(rung)))
        .collect(Collectors.joining(", "));
  }

  /** The content of a file with these options for {@code train --config}. */
  public static String yaml(Map<String, String> options) {
    StringBuilder yaml = new StringBuilder();
    new TreeMap<>(options)
        .forEach(
            (name, value) ->
                yaml.append(name)
                    .append(": \"")
                    .append(value.replace("\\", "\\\\").replace("\"", "\\\""))
                    .append("\"\n"));
    return yaml.toString();
  }

  /** The fields of an outcome for the line of JSON. */
  public static Map<String, Object> fields(TrialOutcome outcome) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("trial", outcome.trial());
    fields.put("steps", outcome.steps());
    fields.put("score", outcome.score());
    fields.put("options", new TreeMap<>(outcome.options()));
    return fields;
  }

  private static String options(TrialOutcome outcome) {
    return outcome.options().isEmpty()
        ? "as given"
        : new TreeMap<>(outcome.options())
            .entrySet().stream()
                .map(one -> one.getKey() + "=" + one.getValue())
                .collect(Collectors.joining(" "));
  }

  private static String seconds(TrialOutcome outcome) {
    return Numbers.seconds(Duration.ofMillis(Math.round(1000 * outcome.seconds())));
  }
}
