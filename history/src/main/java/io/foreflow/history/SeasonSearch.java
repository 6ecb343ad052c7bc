package io.foreflow.history;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * Finds the seasons of series from their readings alone. A season is a length in slots at which
 * readings clearly resemble themselves, and more than at nearby lengths. Of a season and its
 * multiples, the shortest is taken unless a longer one is much clearer.
 */
final class SeasonSearch {

  /** The smallest autocorrelation that shows a season. */
  static final double CLEAR = 0.3;

  /**
   * A multiple of a season counts as a season of its own if it removes this share of the part that
   * the shorter season leaves unexplained.
   */
  private static final double CLEARER = 0.3;

  /** The least height of a peak above the lowest autocorrelation before it. */
  private static final double RISE = 0.1;

  /** A peak is the highest within a distance of the season's length divided by this number. */
  private static final int AROUND = 8;

  /**
   * A lag is a multiple of a season if it is no further off than the season's length divided by
   * this number.
   */
  private static final int NEAR = 16;

  private static final int MOST = 3;
  private static final int LONGEST = 750;

  /** The most series looked at, and the most slots of each, the newest ones. */
  private static final int SERIES = 40;

  private static final int SLOTS = 4_000;

  private SeasonSearch() {}

  /** The clearest seasons, shortest first, at most three. */
  static List<Integer> in(List<SeriesHistory> histories) {
    double[] similarity = similarity(histories);
    List<Integer> peaks = new ArrayList<>();
    double lowest = 1;
    for (int lag = 2; lag + 1 < similarity.length; lag++) {
      lowest = Math.min(lowest, similarity[lag - 1]);
      if (similarity[lag] > CLEAR
          && similarity[lag] > lowest + RISE
          && isHighestAround(lag, similarity)) {
        peaks.add(lag);
      }
    }
    peaks.sort(Comparator.comparingDouble((Integer lag) -> -similarity[lag]));
    List<Integer> found = new ArrayList<>();
    for (int peak : peaks) {
      int season = shortest(peak, peaks, similarity);
      if (found.size() < MOST && found.stream().noneMatch(known -> repeats(season, known))) {
        found.add(season);
      }
    }
    found.sort(null);
    return List.copyOf(found);
  }

  /**
   * Whether a lag is the highest around. Noise makes many small peaks near a season, and only the
   * highest counts.
   */
  private static boolean isHighestAround(int lag, double[] similarity) {
    int around = Math.max(1, lag / AROUND);
    int end = Math.min(similarity.length - 1, lag + around);
    for (int other = lag - around; other <= end; other++) {
      if (other != lag && similarity[other] >= similarity[lag]) {
        return false;
      }
    }
    return true;
  }

  /** The shortest peak that this peak is a multiple of and that is nearly as clear. */
  private static int shortest(int peak, List<Integer> peaks, double[] similarity) {
    return peaks.stream()
        .filter(
            lag ->
                lag < peak
                    && repeats(peak, lag)
                    && 1 - similarity[lag] <= (1 - similarity[peak]) / (1 - CLEARER) + 1e-3)
        .min(Comparator.naturalOrder())
        .orElse(peak);
  }

  /** Whether a lag is a multiple of a season, with some tolerance for noise. */
  static boolean repeats(int lag, int season) {
    int times = Math.max(1, Math.round((float) lag / season));
    int off = Math.abs(lag - times * season);
    return off <= Math.max(season / NEAR, season < NEAR / 2 ? 0 : 1);
  }

  /** The mean autocorrelation by lag, over the series that are long enough. */
  private static double[] similarity(List<SeriesHistory> histories) {
    int stride = Math.max(1, histories.size() / SERIES);
    double[] sums = new double[LONGEST + 2];
    int[] counts = new int[sums.length];
    for (int i = 0; i < histories.size(); i += stride) {
      int end = histories.get(i).slots();
      float[] values = histories.get(i).values(Math.max(0, end - SLOTS), end);
      for (int lag = 1; lag < sums.length && 3 * lag <= values.length; lag++) {
        sums[lag] += Autocorrelation.at(values, lag);
        counts[lag]++;
      }
    }
    int most = Arrays.stream(counts).max().orElse(0);
    int end = 1;
    while (end < counts.length && counts[end] > 0 && 2 * counts[end] >= most) {
      sums[end] /= counts[end];
      end++;
    }
    return Arrays.copyOf(sums, end);
  }
}
