package io.foreflow.cli.score;

import java.util.Arrays;
import java.util.Comparator;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/**
 * The forecasts of one series that were emitted, of each only the quantiles of some steps. Plain
 * arrays, because there may be millions.
 */
final class SeriesRecording {
  private static final int FIRST_SIZE = 16;

  private long[] cutoffs = new long[FIRST_SIZE];
  private int[] versions = new int[FIRST_SIZE];
  private boolean[] ready = new boolean[FIRST_SIZE];
  private int[] begins = new int[FIRST_SIZE];
  private float[] quantiles = new float[FIRST_SIZE];
  private int size;
  private int used;

  /** Adds a forecast. */
  void add(long cutoff, int version, boolean isReady, float[] quantilesOfSteps) {
    if (size == cutoffs.length) {
      int more = 2 * size;
      cutoffs = Arrays.copyOf(cutoffs, more);
      versions = Arrays.copyOf(versions, more);
      ready = Arrays.copyOf(ready, more);
      begins = Arrays.copyOf(begins, more);
    }
    if (used + quantilesOfSteps.length > quantiles.length) {
      quantiles = Arrays.copyOf(quantiles, Math.max(2 * used, used + quantilesOfSteps.length));
    }
    System.arraycopy(quantilesOfSteps, 0, quantiles, used, quantilesOfSteps.length);
    cutoffs[size] = cutoff;
    versions[size] = version;
    ready[size] = isReady;
    begins[size] = used;
    used += quantilesOfSteps.length;
    size++;
  }

  /**
   * Puts the forecasts in the order of their cutoffs. Of several with the same cutoff the first one
   * stays, which is the one that a consumer keeps who drops repeats.
   *
   * @return how many were repeats
   */
  int finish() {
    boolean ascending = true;
    for (int i = 1; i < size; i++) {
      ascending &= cutoffs[i - 1] < cutoffs[i];
    }
    if (ascending) {
      return 0;
    }
    // Stable: forecasts of the same cutoff stay in the order in which they were written.
    int[] order =
        IntStream.range(0, size)
            .boxed()
            .sorted(Comparator.comparingLong(i -> cutoffs[i]))
            .mapToInt(Integer::intValue)
            .toArray();
    int[] kept =
        IntStream.range(0, size)
            .filter(i -> i == 0 || cutoffs[order[i]] != cutoffs[order[i - 1]])
            .map(i -> order[i])
            .toArray();
    int repeats = size - kept.length;
    cutoffs = IntStream.of(kept).mapToLong(i -> cutoffs[i]).toArray();
    versions = IntStream.of(kept).map(i -> versions[i]).toArray();
    boolean[] keptReady = new boolean[kept.length];
    for (int i = 0; i < kept.length; i++) {
      keptReady[i] = ready[kept[i]];
    }
    ready = keptReady;
    begins = IntStream.of(kept).map(i -> begins[i]).toArray();
    size = kept.length;
    return repeats;
  }

  /** The number of the forecast with a cutoff; less than 0 if there is none. */
  int find(long cutoff) {
    return Arrays.binarySearch(cutoffs, 0, size, cutoff);
  }

  /** The number of the version that made a forecast. */
  int version(int forecast) {
    return versions[forecast];
  }

  /** The first version that fits; -1 if none does. */
  int firstOf(IntPredicate wanted) {
    return IntStream.range(0, size).map(i -> versions[i]).filter(wanted).findFirst().orElse(-1);
  }

  /** Whether a forecast is ready. */
  boolean isReady(int forecast) {
    return ready[forecast];
  }

  /** One of the quantiles of a forecast. */
  float quantile(int forecast, int index) {
    return quantiles[begins[forecast] + index];
  }
}
