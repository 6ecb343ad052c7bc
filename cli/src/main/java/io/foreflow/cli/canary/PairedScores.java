package io.foreflow.cli.canary;

import io.foreflow.wire.ForecastScore;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Collects records of scores of two versions, and compares them. The order of the records doesn't
 * matter, and repeats don't either.
 *
 * <p>Memory is bounded: of each series only the windows of the last {@link #KEPT} count. If there
 * are more series than the limit or more windows than {@link #MOST_WINDOWS}, only the series with
 * the smallest hashes of their names count. A series that was dropped never comes back.
 */
public final class PairedScores {

  /** Two weeks, the one that is judged and the one before it, and a day for late records. */
  static final Duration KEPT = Duration.ofDays(15);

  /** The most windows of all series, about 400 bytes each. */
  static final int MOST_WINDOWS = 500_000;

  private static final Comparator<String> BY_HASH =
      Comparator.<String>comparingInt(PairedScores::hash).thenComparing(Comparator.naturalOrder());

  private final String model;
  private final String newVersion;
  private final String oldVersion;
  private final int mostSeries;
  private final int mostWindows;
  private final long after;
  private final TreeMap<String, SeriesWindows> bySeries = new TreeMap<>(BY_HASH);
  private @Nullable String firstDropped;
  private long windows;
  private long records;

  /**
   * Scores of two versions of a model.
   *
   * @param mostSeries number of series that are kept
   * @param after records of the new version that begin before this time do not count; in epoch
   *     milliseconds
   */
  public PairedScores(
      String model, String newVersion, String oldVersion, int mostSeries, long after) {
    this(model, newVersion, oldVersion, mostSeries, MOST_WINDOWS, after);
  }

  PairedScores(
      String model,
      String newVersion,
      String oldVersion,
      int mostSeries,
      int mostWindows,
      long after) {
    if (newVersion.equals(oldVersion)) {
      throw new IllegalArgumentException(
          "found version %s twice, allowed: two versions with different names"
              .formatted(newVersion));
    }
    this.model = model;
    this.newVersion = newVersion;
    this.oldVersion = oldVersion;
    this.mostSeries = mostSeries;
    this.mostWindows = mostWindows;
    this.after = after;
  }

  /** Mixes the bits, because names often differ in their last digits only. */
  private static int hash(String series) {
    int hash = series.hashCode() * 0x9E3779B9;
    return hash ^ hash >>> 16;
  }

  /** Takes a record; those of other models and versions are left out. */
  public void add(ForecastScore score) {
    boolean isNew = score.modelVersion().equals(newVersion);
    if (!score.model().equals(model)
        || (!isNew && !score.modelVersion().equals(oldVersion))
        || (isNew && score.from() < after)
        || score.to() < score.from()) {
      return;
    }
    records++;
    String series = score.series();
    if (firstDropped != null && BY_HASH.compare(series, firstDropped) >= 0) {
      return;
    }
    SeriesWindows ofSeries =
        bySeries.computeIfAbsent(series, name -> new SeriesWindows(KEPT.toMillis()));
    windows -= ofSeries.size();
    ofSeries.add(isNew, ScoreWindow.of(score));
    windows += ofSeries.size();
    while (bySeries.size() > mostSeries || windows > mostWindows) {
      Map.Entry<String, SeriesWindows> dropped = bySeries.pollLastEntry();
      firstDropped = dropped.getKey();
      windows -= dropped.getValue().size();
    }
  }

  /** The number of records of the two versions that have come. */
  public long records() {
    return records;
  }

  /**
   * Compares both versions, on the same readings if there are enough forecasts of them, and with
   * the week before otherwise.
   */
  public LiveComparison compare(long enoughForecasts) {
    LiveComparison same = compare(Basis.SAME_READINGS);
    return same.forecasts() >= enoughForecasts ? same : compare(Basis.WEEK_BEFORE);
  }

  private LiveComparison compare(Basis basis) {
    List<SeriesComparison> compared = new ArrayList<>();
    long onlyNew = 0;
    long onlyOld = 0;
    for (Map.Entry<String, SeriesWindows> entry : bySeries.entrySet()) {
      SeriesWindows windows = entry.getValue();
      Optional<SeriesComparison> one = SeriesComparison.of(entry.getKey(), windows.pairs(basis));
      one.ifPresent(compared::add);
      onlyNew += one.isEmpty() && windows.hasNew() ? 1 : 0;
      onlyOld += !windows.hasNew() && windows.hasOld() ? 1 : 0;
    }
    return new LiveComparison(basis, compared, onlyNew, onlyOld);
  }
}
