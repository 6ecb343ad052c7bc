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
 * What was found in a history before anything is learnt from it.
 *
 * @param source where it is
 * @param data what the source gave
 * @param summary what that is like
 * @param covariates what those that the model is to have are like
 * @param seasons those that the model is to have
 */
public record HistoryReport(
    HistorySource source,
    HistoryData data,
    HistorySummary summary,
    CovariateSummary covariates,
    List<Integer> seasons) {

  /** So large a share of records or rows that are no readings is worth a warning. */
  private static final double MANY = 0.01;

  public HistoryReport {
    seasons = List.copyOf(seasons);
  }

  /** What a source gave, in lines for a person. */
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

  /** All of it, warnings last, in lines for a person. */
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

  /** What should be known before a training; mostly nothing. */
  public List<String> warnings() {
    List<String> warnings = new ArrayList<>();
    long skipped = data.skipped().values().stream().mapToLong(Long::longValue).sum();
    if (skipped > MANY * data.readings()) {
      warnings.add(
          "%s were left out, beside %s readings"
              .formatted(Numbers.count(skipped), Numbers.count(data.readings())));
    }
    if (data.duplicates() >= data.readings() && !source.mergesSlots()) {
      warnings.add(
          "most slots have several readings, of which the first counts; --duplicates last, mean or"
              + " ohlc makes one of all, or is the cadence too long?");
    }
    warnings.addAll(summary.warnings(seasons));
    warnings.addAll(covariates.warnings());
    return warnings;
  }

  /** The same for a program. */
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
