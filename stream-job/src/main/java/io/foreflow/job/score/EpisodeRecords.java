package io.foreflow.job.score;

import io.foreflow.outcome.AnomalyEpisode;
import io.foreflow.outcome.AnomalyEpisode.Change;
import io.foreflow.outcome.AnomalyEpisode.Kind;
import io.foreflow.outcome.MetForecasts;
import io.foreflow.series.SlotGrid;
import io.foreflow.wire.Anomaly;
import io.foreflow.wire.Reading;

/** Makes the records of what happens to episodes. */
final class EpisodeRecords {
  /** The forecast of the first tracked step among those that a reading met. */
  private static final int FIRST = 0;

  private final SlotGrid grid;

  EpisodeRecords(SlotGrid grid) {
    this.grid = grid;
  }

  /** The record of what a reading did that met a forecast. */
  Anomaly of(Reading reading, AnomalyEpisode episode, ModelScores judge) {
    if (episode.change() == Change.CLOSED) {
      return of(reading.series(), reading.time(), episode, judge.model());
    }
    MetForecasts met = judge.met();
    return of(
        reading.series(),
        reading.time(),
        episode,
        judge.model(),
        reading.value(),
        (float) met.middle(FIRST),
        (float) met.lower(FIRST),
        (float) met.upper(FIRST));
  }

  /** The record of a change in which no reading has a part. */
  Anomaly of(String series, long time, AnomalyEpisode episode, TrackedModel model) {
    return of(series, time, episode, model, Float.NaN, Float.NaN, Float.NaN, Float.NaN);
  }

  private Anomaly of(
      String series,
      long time,
      AnomalyEpisode episode,
      TrackedModel model,
      float actual,
      float expected,
      float lower,
      float upper) {
    boolean unlikely = episode.kind() == Kind.UNLIKELY;
    return new Anomaly(
        series,
        change(episode.change()),
        kind(episode.kind()),
        grid.timeOf(episode.firstSlot()),
        time,
        unlikely ? grid.timeOf(episode.peakSlot()) : null,
        episode.change() == Change.CLOSED ? grid.timeOf(episode.lastSlot()) : null,
        unlikely ? direction(episode.above()) : Anomaly.Direction.NONE,
        actual,
        expected,
        lower,
        upper,
        unlikely ? (float) episode.smallestProbability() : Float.NaN,
        episode.readings(),
        model.model(),
        model.version());
  }

  private static Anomaly.Direction direction(boolean above) {
    return above ? Anomaly.Direction.ABOVE : Anomaly.Direction.BELOW;
  }

  private static Anomaly.Change change(Change change) {
    return switch (change) {
      case OPENED -> Anomaly.Change.OPENED;
      case WORSENED -> Anomaly.Change.WORSENED;
      case CLOSED -> Anomaly.Change.CLOSED;
      case NOTHING -> throw new IllegalStateException("nothing has no record");
    };
  }

  private static Anomaly.Kind kind(Kind kind) {
    return switch (kind) {
      case UNLIKELY -> Anomaly.Kind.UNLIKELY;
      case STUCK -> Anomaly.Kind.STUCK;
      case SILENT -> Anomaly.Kind.SILENT;
    };
  }
}
