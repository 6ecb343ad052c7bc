package io.foreflow.history;

import io.foreflow.history.SeasonFinding.Outcome;
import io.foreflow.series.SlotGrid;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The seasons that the readings themselves show. Candidates are the lengths at which readings
 * resemble themselves, and the day, the week and the year of the calendar. A candidate is a season
 * if a forecast that knows it has a clearly lower error on held-out readings than one that knows
 * the shorter seasons only. It looks at a fixed number of series and slots, however long a history
 * is.
 *
 * @param findings every candidate, shortest first
 * @param linearGain the share of the naive forecast's error that a linear forecast without seasons
 *     removes; near 0 for a random walk
 * @param growth how moves grow with time: 0.5 for a random walk, 0 for readings that return to a
 *     level; NaN if nothing moves
 */
public record FoundSeasons(List<SeasonFinding> findings, double linearGain, double growth) {

  /** A linear forecast of a walk gains less than this. */
  private static final double WALK_GAIN = 0.03;

  /** The moves of a walk grow at least so fast. */
  private static final double WALK_GROWTH = 0.4;

  /** The least share of the error that a season must remove, if there are many readings. */
  private static final double CLEAR = 0.03;

  /** What chance may add to a gain, times the root of the number of held-out slots. */
  private static final double CHANCE = 0.8;

  /** The least resemblance of readings to those of one season ago. */
  private static final double ALIKE = 0.2;

  /**
   * A smooth wave is easy to forecast without its season. From this resemblance on it is enough
   * that the reading of one season before is a better forecast than the last reading.
   */
  private static final double VERY_ALIKE = 0.6;

  /** The least share of the naive forecast's error that such a season removes. */
  private static final double PLAIN = 0.2;

  private static final int SERIES = 40;
  private static final int SLOTS = 4_000;
  private static final int SEASONS = 6;
  private static final int MOST = 3;

  public FoundSeasons {
    findings = List.copyOf(findings);
  }

  /**
   * Looks for the seasons of histories.
   *
   * @param grid their slots
   * @param horizon number of slots to forecast ahead
   */
  public static FoundSeasons in(List<SeriesHistory> histories, SlotGrid grid, int horizon) {
    int typical = typical(histories);
    Map<Integer, String> candidates = candidates(histories, grid);
    List<Integer> tried =
        candidates.keySet().stream()
            .filter(slots -> slots * SeasonFinding.SEASONS_NEEDED <= typical)
            .toList();
    int longest = tried.isEmpty() ? 1 : tried.get(tried.size() - 1);
    SeasonTrial trial = new SeasonTrial(sample(histories, longest), horizon, longest);
    Map<Integer, Double> gains = gains(tried, trial);
    List<SeasonFinding> findings = new ArrayList<>();
    candidates.forEach(
        (slots, name) -> {
          Outcome tested = gains.containsKey(slots) ? Outcome.SEASON : Outcome.NO_SEASON;
          Outcome outcome = tried.contains(slots) ? tested : Outcome.TOO_SHORT;
          double gain = gains.getOrDefault(slots, 0.0);
          findings.add(new SeasonFinding(slots, name, outcome, gain, typical));
        });
    double linear = 1 - trial.error(List.of()) / trial.naiveError();
    return new FoundSeasons(findings, Double.isNaN(linear) ? 0 : linear, trial.growth());
  }

  /** The length of the series in the middle. A season must suit most series. */
  private static int typical(List<SeriesHistory> histories) {
    int[] lengths = histories.stream().mapToInt(SeriesHistory::slots).sorted().toArray();
    return lengths.length == 0 ? 0 : lengths[lengths.length / 2];
  }

  /** The lengths to look at, with the names that the calendar has for them. */
  private static Map<Integer, String> candidates(List<SeriesHistory> histories, SlotGrid grid) {
    Map<Integer, String> candidates = new TreeMap<>();
    SeasonSearch.in(histories).forEach(slots -> candidates.put(slots, ""));
    CalendarPeriod.of(grid)
        .forEach(
            (period, slots) -> {
              candidates.keySet().removeIf(found -> isNear(found, slots));
              candidates.put(slots, period.text());
            });
    return candidates;
  }

  /** A peak beside a season of the calendar is that season, moved by noise. */
  private static boolean isNear(int slots, int season) {
    return Math.abs(slots - season) <= Math.max(1, season / 16);
  }

  /** Takes candidates from the shortest to the longest, each if it helps, with its gain. */
  private static Map<Integer, Double> gains(List<Integer> tried, SeasonTrial trial) {
    Map<Integer, Double> gains = new TreeMap<>();
    double needed = CLEAR + CHANCE / Math.sqrt((double) Math.max(1, trial.slots()));
    double error = trial.error(List.of());
    double naive = trial.naiveError();
    List<Integer> taken = new ArrayList<>();
    for (int season : tried) {
      List<Integer> more = new ArrayList<>(taken);
      more.add(season);
      double lower = trial.error(more);
      double gain = 1 - lower / error;
      double likeness = trial.likeness(season);
      double naiveGain = 1 - trial.seasonalNaiveError(season) / naive;
      boolean isHelpful = likeness >= ALIKE && gain >= needed;
      boolean isPlain = likeness >= VERY_ALIKE && naiveGain >= PLAIN;
      if (taken.size() < MOST && (isHelpful || isPlain)) {
        naive = Math.min(naive, trial.seasonalNaiveError(season));
        taken.add(season);
        gains.put(season, isHelpful ? gain : naiveGain);
        error = lower;
      }
    }
    drop(taken, error, trial).forEach(gains::remove);
    return gains;
  }

  /** The seasons that a longer one has made useless, and that are no part of it. */
  private static List<Integer> drop(List<Integer> taken, double error, SeasonTrial trial) {
    List<Integer> useless = new ArrayList<>();
    for (int season : taken) {
      boolean isPart =
          taken.stream().anyMatch(other -> other > season && SeasonSearch.repeats(other, season));
      List<Integer> others = new ArrayList<>(taken);
      others.removeAll(useless);
      others.remove((Integer) season);
      if (!isPart && !others.isEmpty() && 1 - error / trial.error(others) < CLEAR) {
        useless.add(season);
      }
    }
    return useless;
  }

  /** The newest values of some series that are long enough, at even distances. */
  private static List<float[]> sample(List<SeriesHistory> histories, int longest) {
    List<SeriesHistory> enough =
        histories.stream()
            .filter(history -> history.slots() >= SeasonFinding.SEASONS_NEEDED * longest)
            .toList();
    List<float[]> sample = new ArrayList<>();
    int stride = Math.max(1, (enough.size() + SERIES - 1) / SERIES);
    for (int i = 0; i < enough.size(); i += stride) {
      int end = enough.get(i).slots();
      int slots = Math.max(SLOTS, SEASONS * longest);
      sample.add(enough.get(i).values(Math.max(0, end - slots), end));
    }
    return sample;
  }

  /** The lengths of the seasons, ascending. */
  public List<Integer> seasons() {
    return findings.stream()
        .filter(finding -> finding.outcome() == Outcome.SEASON)
        .map(SeasonFinding::slots)
        .toList();
  }

  /** Whether the readings wander like prices: no season, and no level that they return to. */
  public boolean isWalk() {
    return seasons().isEmpty() && linearGain < WALK_GAIN && growth >= WALK_GROWTH;
  }

  /** The finding about a length. */
  public Optional<SeasonFinding> about(int slots) {
    return findings.stream().filter(finding -> finding.slots() == slots).findFirst();
  }
}
