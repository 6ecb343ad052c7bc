package io.foreflow.console.memory;

import io.foreflow.wire.ForecastScore;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The job's own scores of one series. Records of scores do not say whether their version is a
 * shadow, so the sums of each version are apart, and those count whose version has made a live
 * forecast of the series. Not thread-safe.
 */
final class SeriesScores {

  /** As many versions as the job scores at a time, and one shadow. */
  private static final int MOST_VERSIONS = 5;

  private final List<OfVersion> versions = new ArrayList<>(1);
  private @Nullable OfVersion forecasting;

  private static final class OfVersion {
    final ModelVersion model;
    final LiveScore sums = new LiveScore();
    long to = Long.MIN_VALUE;
    boolean live;

    OfVersion(ModelVersion model) {
      this.model = model;
    }
  }

  /** Takes note that a version made a live forecast. */
  void forecastBy(ModelVersion model) {
    if (forecasting == null || !forecasting.model.equals(model)) {
      forecasting = of(model);
      forecasting.live = true;
    }
  }

  /**
   * Adds a record.
   *
   * @return whether it is newer than those of its version; false if it repeats one
   */
  boolean add(ForecastScore score, ModelVersion model) {
    OfVersion version = of(model);
    if (score.from() <= version.to) {
      return false;
    }
    version.to = score.to();
    version.sums.add(score);
    return true;
  }

  private OfVersion of(ModelVersion model) {
    for (OfVersion version : versions) {
      if (version.model.equals(model)) {
        return version;
      }
    }
    if (versions.size() == MOST_VERSIONS) {
      versions.remove(versions.get(0) == forecasting ? 1 : 0);
    }
    OfVersion version = new OfVersion(model);
    versions.add(version);
    return version;
  }

  boolean isEmpty() {
    return versions.stream().allMatch(version -> version.sums.isEmpty());
  }

  /** The sums of the versions that made live forecasts; of all while no forecast is known. */
  LiveScore live() {
    LiveScore all = new LiveScore();
    for (OfVersion version : versions) {
      if (version.live || forecasting == null) {
        all.add(version.sums);
      }
    }
    return all;
  }
}
