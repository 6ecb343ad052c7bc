package io.foreflow.cli.history;

import io.foreflow.cli.view.Numbers;
import io.foreflow.trainer.history.HistoryData;
import io.foreflow.trainer.history.HistorySummary;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What was found in a history, in lines for a person and fields for a program. */
public final class HistoryReport {

  private HistoryReport() {}

  /** What the source gave. */
  public static List<String> lines(HistorySource source, HistoryData history) {
    List<String> lines = new ArrayList<>();
    lines.add(
        "%s: %s readings of %s series, %s missing, %s repeated%s."
            .formatted(
                source.name(),
                Numbers.count(history.readings()),
                Numbers.count(
                    history.series().stream().map(one -> one.series()).distinct().count()),
                Numbers.count(history.missing()),
                Numbers.count(history.duplicates()),
                skipped(history)));
    history.notes().forEach(note -> lines.add("  " + note));
    return lines;
  }

  private static String skipped(HistoryData history) {
    if (history.skipped().isEmpty()) {
      return "";
    }
    List<String> reasons = new ArrayList<>();
    history
        .skipped()
        .forEach((reason, count) -> reasons.add("%s %s".formatted(Numbers.count(count), reason)));
    return ", left out: " + String.join(", ", reasons);
  }

  /** The same and the summary, for a program. */
  public static Map<String, Object> fields(
      HistoryData history, HistorySummary summary, List<String> warnings) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("series", summary.series());
    fields.put("parts", summary.parts());
    fields.put("readings", history.readings());
    fields.put("missing", summary.missing());
    fields.put("gaps", summary.gaps());
    fields.put("longestGap", summary.longestGap());
    fields.put("duplicates", history.duplicates());
    fields.put("skipped", history.skipped());
    fields.put("notes", history.notes());
    fields.put("seasons", summary.seasons());
    fields.put("seasonsFound", summary.found());
    fields.put("warnings", warnings);
    return fields;
  }
}
