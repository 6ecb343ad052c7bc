package io.foreflow.trainer.auto;

import io.foreflow.history.FoundSeasons;
import io.foreflow.history.SeasonFinding;
import io.foreflow.history.SeriesHistory;
import java.util.List;

/**
 * What decides the options that suit a history.
 *
 * @param horizon number of slots to forecast ahead
 * @param seasons lengths of its seasons in slots, ascending
 * @param longGain the share of the error that the longest season removes beyond the shorter ones
 * @param isWalk whether the readings wander like prices
 * @param series number of series, the parts after long gaps among them
 * @param typicalSlots number of slots of the series whose length is in the middle
 * @param slots number of slots of all series
 */
public record HistoryTraits(
    int horizon,
    List<Integer> seasons,
    double longGain,
    boolean isWalk,
    int series,
    long typicalSlots,
    long slots) {

  public HistoryTraits {
    seasons = List.copyOf(seasons);
  }

  /** The traits of histories. */
  static HistoryTraits of(List<SeriesHistory> histories, FoundSeasons found, int horizon) {
    long[] lengths = histories.stream().mapToLong(SeriesHistory::slots).sorted().toArray();
    List<Integer> seasons = found.seasons();
    return new HistoryTraits(
        horizon,
        seasons,
        seasons.size() < 2
            ? 0
            : found.about(seasons.get(seasons.size() - 1)).map(SeasonFinding::gain).orElse(0.0),
        found.isWalk(),
        lengths.length,
        lengths.length == 0 ? 0 : lengths[lengths.length / 2],
        histories.stream().mapToLong(SeriesHistory::slots).sum());
  }

  /** A copy with other seasons, which somebody has set. */
  HistoryTraits withSeasons(List<Integer> others) {
    return new HistoryTraits(
        horizon, others, longGain, isWalk && others.isEmpty(), series, typicalSlots, slots);
  }

  /** The longest season, or 1 without seasons. */
  int longest() {
    return seasons.isEmpty() ? 1 : seasons.get(seasons.size() - 1);
  }

  /** The shortest season, or 1 without seasons. */
  int shortest() {
    return seasons.isEmpty() ? 1 : seasons.get(0);
  }
}
