package io.foreflow.cli.history;

import io.foreflow.cli.view.Numbers;
import io.foreflow.history.HistoryData;
import io.foreflow.history.HistorySummary;
import io.foreflow.history.SeriesHistory;
import io.foreflow.trainer.features.CovariateSummary;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Description of a history before a training, with warnings.
 *
 * @param source where the history is
 * @param data what the source gave
 * @param summary lengths, gaps and seasons of the series
 * @param covariates the covariates that the model will have
 * @param seasons the seasons that the model will have
 */
public record HistoryReport(
    HistorySource source,
    HistoryData data,
    HistorySummary summary,
    CovariateSummary covariates,
    List<Integer> seasons) {

  /** The share of records or rows left out above which there is a warning. */
  static final double MANY = 0.01;

  /** The parts of each series from which on there is a warning. */
  private static final int MANY_PARTS = 10;

  public HistoryReport {
    seasons = List.copyOf(seasons);
  }

  /** Lines for a person about what a source gave. */
  public static List<String> lines(HistorySource source, HistoryData data) {
    List<String> lines = new ArrayList<>();
    lines.add(
        "%s: %s readings of %s series, %s missing, %s repeated%s."
            .formatted(
                source.name(),
                Numbers.count(data.readings()),
                Numbers.count(data.series().stream().map(SeriesHistory::series).distinct().count()),
                Numbers.count(data.missing()),
                Numbers.count(data.duplicates()),
                skipped(data)));
    data.notes().forEach(note -> lines.add("  " + note));
    return lines;
  }

  private static String skipped(HistoryData data) {
    if (data.skipped().isEmpty()) {
      return "";
    }
    List<String> reasons = new ArrayList<>();
    data.skipped()
        .forEach((reason, count) -> reasons.add("%s %s".formatted(Numbers.count(count), reason)));
    return ", left out: " + String.join(", ", reasons);
  }

  /** The whole description in lines for a person, with the warnings last. */
  public List<String> lines() {
    List<String> lines = new ArrayList<>(lines(source, data));
    lines.add(summary + ".");
    if (!covariates.found().isEmpty()) {
      lines.add(covariates + ".");
    }
    warnings()
        .forEach(warning -> lines.add("Warning: " + warning + (warning.endsWith("?") ? "" : ".")));
    return lines;
  }

  /** Warnings that a person should read before a training. */
  public List<String> warnings() {
    List<String> warnings = new ArrayList<>();
    ClosedMarketWarning.of(data, "--trading-calendar").ifPresent(warnings::add);
    long skipped =
        data.skipped().values().stream().mapToLong(Long::longValue).sum()
            - ClosedMarketWarning.closed(data);
    if (skipped > MANY * data.readings()) {
      warnings.add(
          "%s records were left out, %s were read"
              .formatted(Numbers.count(skipped), Numbers.count(data.readings())));
    }
    if (data.duplicates() >= data.readings() && !source.mergesSlots()) {
      warnings.add(
          "most slots have several readings, and only the first counts. Check --cadence, or combine"
              + " them with --duplicates last, mean or ohlc");
    }
    if (summary.parts() >= MANY_PARTS * summary.series()) {
      warnings.add(
          "%s series start afresh at %s gaps, after which a model knows nothing of them. If a market"
                  .formatted(
                      Numbers.count(summary.series()),
                      Numbers.count(summary.parts() - summary.series()))
              + " is closed in the gaps, give its sessions with --trading-calendar. Otherwise give a"
              + " larger --max-gap");
    }
    warnings.addAll(summary.warnings(seasons));
    warnings.addAll(covariates.warnings());
    return warnings;
  }

  /** The description as fields for a program. */
  public Map<String, Object> fields() {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("series", summary.series());
    fields.put("parts", summary.parts());
    fields.put("readings", data.readings());
    fields.put("missing", summary.missing());
    fields.put("gaps", summary.gaps());
    fields.put("longestGap", summary.longestGap());
    fields.put("duplicates", data.duplicates());
    fields.put("skipped", data.skipped());
    fields.put("notes", data.notes());
    fields.put("seasons", summary.seasons());
    fields.put("seasonsFound", summary.found());
    Map<String, Object> others = new LinkedHashMap<>();
    covariates
        .found()
        .forEach(
            (name, one) -> others.put(name, Map.of("kind", one.kind(), "missing", one.missing())));
    fields.put("covariates", others);
    fields.put("warnings", warnings());
    return fields;
  }
}
