package io.foreflow.history;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * Finds the seasons of series, whatever a calendar says: lengths in slots at which the readings
 * resemble themselves clearly, and more than at the lengths beside them. Of a season and its
 * multiples the shortest is found, unless a longer one is clearer by much.
 */
final class SeasonSearch {

  /** A season is shown by an autocorrelation of at least this much. */
  static final double CLEAR = 0.3;

  /** A multiple of a season is one of its own if it is clearer by this share of what is left. */
  private static final double CLEARER = 0.3;

  /** How far a peak rises above the lowest autocorrelation before it. */
  private static final double RISE = 0.1;

  /** A season is the most similar length within this share of itself. */
  private static final int AROUND = 8;

  /** A multiple of a season is so near to it, as a share of the season. */
  private static final int NEAR = 16;

  private static final int MOST = 3;
  private static final int LONGEST = 750;

  /** Looks at no more series, and of each at no more of its newest slots. */
  private static final int SERIES = 40;

  private static final int SLOTS = 4_000;

  private SeasonSearch() {}

  /** The seasons that are clearest, shortest first; no more than three. */
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

  /** Noise makes many small peaks about a season: only the highest counts. */
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

  /** The shortest peak that another one repeats and that is nearly as clear. */
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

  /** Whether one is a multiple of the other, as near as peaks in noise tell. */
  static boolean repeats(int lag, int season) {
    int times = Math.max(1, Math.round((float) lag / season));
    int off = Math.abs(lag - times * season);
    return off <= Math.max(season / NEAR, season < NEAR / 2 ? 0 : 1);
  }

  /** By lag, the mean of the autocorrelations of the series that are long enough. */
  private static double[] similarity(List<SeriesHistory> histories) {
    int stride = Math.max(1, histories.size() / SERIES);
    double[] sums = new double[LONGEST + 2];
    int[] counts = new int[sums.length];
    for (int i = 0; i < histories.size(); i += stride) {
      float[] all = histories.get(i).values();
      float[] values = Arrays.copyOfRange(all, Math.max(0, all.length - SLOTS), all.length);
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
