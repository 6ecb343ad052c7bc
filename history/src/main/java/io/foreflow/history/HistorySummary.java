package io.foreflow.history;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A summary of a history, shown before training.
 *
 * @param series number of series
 * @param parts number of histories; a series that starts afresh after a long gap has several
 * @param shortest length of the shortest part in slots
 * @param median length of the median part in slots
 * @param longest length of the longest part in slots
 * @param missing share of the slots without a reading, 0 to 1
 * @param gaps number of gaps
 * @param longestGap length of the longest gap in slots
 * @param constant names of the parts whose readings are all equal
 * @param tiny names of the parts too short to learn from
 * @param seasons those candidate seasons that most series show
 * @param found seasons detected in the readings, independent of the candidates
 */
public record HistorySummary(
    int series,
    int parts,
    int shortest,
    int median,
    int longest,
    double missing,
    int gaps,
    int longestGap,
    List<String> constant,
    List<String> tiny,
    List<Integer> seasons,
    List<Integer> found) {

  /** The most series searched for seasons, chosen at even distances. */
  private static final int SAMPLE = 200;

  public HistorySummary {
    constant = List.copyOf(constant);
    tiny = List.copyOf(tiny);
    seasons = List.copyOf(seasons);
    found = List.copyOf(found);
  }

  /**
   * Summarizes histories.
   *
   * @param needed number of slots below which a series is too short to learn from
   * @param candidates lengths of seasons to look for, in slots
   */
  public static HistorySummary of(
      List<SeriesHistory> histories, int needed, List<Integer> candidates) {
    int[] lengths = histories.stream().mapToInt(SeriesHistory::slots).sorted().toArray();
    List<String> constant = new ArrayList<>();
    List<String> tiny = new ArrayList<>();
    long slots = 0;
    long readings = 0;
    for (SeriesHistory history : histories) {
      slots += history.slots();
      readings += history.readings();
      if (history.slots() < needed) {
        tiny.add(history.series());
      } else if (isConstant(history.values())) {
        constant.add(history.series());
      }
    }
    Gaps gaps = Gaps.in(histories);
    return new HistorySummary(
        (int) histories.stream().map(SeriesHistory::series).distinct().count(),
        lengths.length,
        lengths[0],
        lengths[lengths.length / 2],
        lengths[lengths.length - 1],
        1 - (double) readings / slots,
        gaps.count(),
        gaps.longest(),
        constant,
        tiny,
        candidates.stream().filter(season -> isShown(histories, season)).toList(),
        SeasonSearch.in(histories));
  }

  /** Warnings for a person before training, in plain words. Empty in most cases. */
  public List<String> warnings() {
    List<String> warnings = new ArrayList<>();
    if (!tiny.isEmpty()) {
      warnings.add(
          "%d of %d %s are too short to learn from, such as %s; they are left out"
              .formatted(tiny.size(), parts, these(), tiny.get(0)));
    }
    if (!constant.isEmpty()) {
      warnings.add(
          ("%d of %d %s never change, such as %s;"
                  + " the model learns from them that values never change")
              .formatted(constant.size(), parts, these(), constant.get(0)));
    }
    if (missing > 1 / 3.0) {
      warnings.add(
          "%.0f %% of the slots have no reading; check the cadence".formatted(100 * missing));
    }
    return warnings;
  }

  /**
   * All {@link #warnings()}, with a warning about seasons that are in the readings and not in the
   * model.
   *
   * @param configured the model's seasons
   */
  public List<String> warnings(List<Integer> configured) {
    List<String> warnings = new ArrayList<>(warnings());
    List<Integer> without =
        found.stream()
            .filter(
                season ->
                    configured.stream().noneMatch(known -> SeasonSearch.repeats(known, season)))
            .toList();
    if (!without.isEmpty()) {
      warnings.add(
          "the readings repeat themselves every %s slots, and the model's seasons are %s;"
                  .formatted(
                      without.stream().map(String::valueOf).collect(Collectors.joining(" and ")),
                      configured)
              + " set others with --seasons");
    }
    return warnings;
  }

  private String these() {
    return parts == series ? "series" : "parts of series";
  }

  private static boolean isConstant(float[] values) {
    float first = Float.NaN;
    for (float value : values) {
      if (!Float.isNaN(value)) {
        if (!Float.isNaN(first) && value != first) {
          return false;
        }
        first = value;
      }
    }
    return true;
  }

  private static boolean isShown(List<SeriesHistory> histories, int season) {
    int stride = Math.max(1, histories.size() / SAMPLE);
    int shown = 0;
    int looked = 0;
    for (int i = 0; i < histories.size(); i += stride) {
      float[] values = histories.get(i).values();
      if (values.length >= 3 * season) {
        looked++;
        shown += Autocorrelation.at(values, season) > SeasonSearch.CLEAR ? 1 : 0;
      }
    }
    return 2 * shown > looked;
  }

  @Override
  public String toString() {
    return "%d series%s of %d to %d slots (median %d), %.1f %% missing%s, seasons %s, found %s"
        .formatted(
            series,
            parts == series ? "" : " in " + parts + " parts",
            shortest,
            longest,
            median,
            100 * missing,
            gaps == 0 ? "" : " in " + gaps + " gaps of up to " + longestGap + " slots",
            seasons,
            found);
  }
}
