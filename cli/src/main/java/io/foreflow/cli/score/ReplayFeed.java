package io.foreflow.cli.score;

import io.foreflow.job.arrival.AcceptedReading;
import io.foreflow.job.replay.ScoreReplay;
import io.foreflow.manifest.Manifest;
import io.foreflow.manifest.StateLayout;
import io.foreflow.model.StepModel;
import io.foreflow.series.SlotGrid;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Map;

/**
 * Steps each series with the model that made its recorded forecasts. A series begins with its first
 * recorded forecast if that one is warming, because then the job began there too. Else it begins
 * with the oldest reading that is left.
 */
final class ReplayFeed {
  private static final int UNSCORED = -1;

  private final RecordedForecasts recorded;
  private final ScoreReplay replay;
  private final int maxGap;
  private final int[] models;
  private final Manifest[] manifests;
  private final SlotGrid[] grids;
  private final Map<String, ReplayedSeries> series = new HashMap<>();

  /** A feed of a replay. Versions that have a file are scored from now on. */
  ReplayFeed(RecordedForecasts recorded, ScoredModels files, ScoreReplay replay, int maxGap) {
    this.recorded = recorded;
    this.replay = replay;
    this.maxGap = maxGap;
    int versions = recorded.versions().size();
    models = new int[versions];
    manifests = new Manifest[versions];
    grids = new SlotGrid[versions];
    for (int i = 0; i < versions; i++) {
      RecordedForecasts.Version version = recorded.versions().get(i);
      StepModel model = files.find(version.name()).orElse(null);
      boolean fits = model != null && model.manifest().horizon() == version.horizon();
      models[i] = model != null && fits ? replay.add(model) : UNSCORED;
      if (model != null && fits) {
        manifests[i] = model.manifest();
        grids[i] = SlotGrid.of(model.manifest());
        version.score();
      }
    }
  }

  /** Takes the next reading of a series. */
  void take(AcceptedReading accepted) {
    try {
      step(accepted);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void step(AcceptedReading accepted) throws IOException {
    String name = accepted.reading().series();
    SeriesRecording recording = recorded.of(name);
    if (recording == null) {
      return;
    }
    ReplayedSeries state = series.computeIfAbsent(name, added -> new ReplayedSeries());
    long forecast = recording.find(accepted.reading().time());
    boolean isNew = state.version == ReplayedSeries.NO_VERSION;
    if (isNew && forecast < 0 && !recording.isReady(recording.first())) {
      return;
    }
    int version = version(recording, forecast, state);
    if (version == UNSCORED) {
      return;
    }
    if (!isNew && version != state.version) {
      replay.runAll();
    }
    if (forecast >= 0) {
      followRecord(accepted, recording.isReady(forecast), version, state);
    }
    state.version = version;
    replay.step(models[version], accepted);
  }

  /** The version that steps a reading; one without a file leaves that to another. */
  private int version(SeriesRecording recording, long forecast, ReplayedSeries state) {
    boolean isNew = state.version == ReplayedSeries.NO_VERSION;
    int wanted =
        forecast >= 0
            ? recording.version(forecast)
            : isNew ? recording.version(recording.first()) : state.version;
    if (models[wanted] != UNSCORED) {
      return wanted;
    }
    return isNew ? recording.firstOf(version -> models[version] != UNSCORED) : state.version;
  }

  /** Begins a series anew where its job did: it was ready, and is warming without a reason. */
  private void followRecord(
      AcceptedReading accepted, boolean isReady, int version, ReplayedSeries state)
      throws IOException {
    long slot = grids[version].slot(accepted.reading().time());
    if (slot <= state.lastSlot && state.version != ReplayedSeries.NO_VERSION) {
      return;
    }
    boolean goesOn =
        state.version != ReplayedSeries.NO_VERSION && slot - state.lastSlot - 1 <= maxGap;
    if (goesOn && state.wasReady && !isReady && staysReady(state.version, version)) {
      replay.runAll();
      replay.forget(accepted.reading().series());
    }
    state.lastSlot = slot;
    state.wasReady = isReady;
  }

  /** Whether a series that is ready is so too right after another version has taken it over. */
  private boolean staysReady(int before, int after) {
    Manifest old = manifests[before];
    int replayed = Math.min(old.warmup(), old.state().size(StateLayout.HISTORY));
    return before == after || replayed >= manifests[after].warmup();
  }
}
