package io.foreflow.cli.score;

import io.foreflow.history.RowSorter;
import io.foreflow.history.RowTable;
import io.foreflow.history.WorkSpace;
import io.foreflow.job.wave.EmittedForecasts;
import io.foreflow.outcome.TrackedSteps;
import io.foreflow.wire.Forecast;
import io.foreflow.wire.Reading;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The forecasts of a topic, as they were emitted, of each the quantiles of the scored steps. Those
 * that don't fit the heap are in a file.
 */
final class RecordedForecasts implements EmittedForecasts, AutoCloseable {
  private final TrackedSteps steps;
  private final boolean raw;
  private final WorkSpace space;
  private final RowSorter sorter;
  private final Map<String, Integer> series = new HashMap<>();
  private final List<SeriesRecording> recordings = new ArrayList<>();
  private final Map<ModelVersion, Integer> numbers = new HashMap<>();
  private final List<Version> versions = new ArrayList<>();
  private long repeats;
  private long ofClasses;
  private long withoutRaw;

  /**
   * No forecasts yet.
   *
   * @param steps that are scored
   * @param raw whether the model's own quantiles are wanted, where a forecast has them
   */
  RecordedForecasts(TrackedSteps steps, boolean raw, WorkSpace space) {
    this.steps = steps;
    this.raw = raw;
    this.space = space;
    this.sorter = new RowSorter(space);
  }

  /** The forecasts of one version of a model. */
  static final class Version {
    private final ModelVersion name;
    private final int horizon;
    private final int[] steps;
    private long forecasts;
    private boolean isScored;

    Version(ModelVersion name, int horizon, int[] steps) {
      this.name = name;
      this.horizon = horizon;
      this.steps = steps;
    }

    ModelVersion name() {
      return name;
    }

    int horizon() {
      return horizon;
    }

    /** How many forecasts there are, repeats included. */
    long forecasts() {
      return forecasts;
    }

    boolean isScored() {
      return isScored;
    }

    /** Notes that forecasts of this version are scored, because its file is there. */
    void score() {
      isScored = true;
    }
  }

  /** Adds a forecast in the order in which they were written. */
  void add(Forecast forecast) {
    if (forecast.levels().length == 0) {
      ofClasses++;
      return;
    }
    ModelVersion name = new ModelVersion(forecast.model(), forecast.modelVersion());
    int number =
        numbers.computeIfAbsent(
            name,
            added -> {
              int horizon = forecast.horizon();
              versions.add(new Version(added, horizon, steps.of(horizon)));
              return versions.size() - 1;
            });
    Version version = versions.get(number);
    version.forecasts++;
    boolean hasRaw = forecast.rawQuantiles().length > 0;
    withoutRaw += raw && forecast.calibrated() && !hasRaw ? 1 : 0;
    sorter.add(
        series.computeIfAbsent(forecast.series(), added -> series.size()),
        forecast.cutoff(),
        SeriesRecording.tag(number, forecast.status() == Forecast.Status.READY),
        ofSteps(
            forecast,
            raw && hasRaw ? forecast.rawQuantiles() : forecast.quantiles(),
            version.steps));
  }

  private static float[] ofSteps(Forecast forecast, float[] quantiles, int[] steps) {
    float[] ofSteps = new float[forecast.rows() * steps.length];
    for (int row = 0; row < forecast.rows(); row++) {
      for (int i = 0; i < steps.length; i++) {
        ofSteps[row * steps.length + i] = quantiles[row * forecast.horizon() + steps[i] - 1];
      }
    }
    return ofSteps;
  }

  /**
   * To be called after the last forecast. Of several with the same cutoff the first one stays,
   * which is the one that a consumer keeps who drops repeats.
   */
  void finish() {
    RowTable table = RowTable.of(sorter, space);
    for (int number = 0; number < series.size(); number++) {
      recordings.add(new SeriesRecording(table, number));
    }
    repeats = table.repeats();
  }

  /** How many forecasts repeat another one. */
  long repeats() {
    return repeats;
  }

  /** How many forecasts are of classes, which are not scored. */
  long ofClasses() {
    return ofClasses;
  }

  /** How many calibrated forecasts don't have the model's own quantiles, which are wanted. */
  long withoutRaw() {
    return withoutRaw;
  }

  /** The versions that made the forecasts. A version's place is its number. */
  List<Version> versions() {
    return versions;
  }

  /** The forecasts of a series; null if it has none. */
  @Nullable SeriesRecording of(String name) {
    Integer number = series.get(name);
    return number == null ? null : recordings.get(number);
  }

  @Override
  public Forecast.Status emitted(Reading reading, Forecast.Status status, float[] quantiles) {
    SeriesRecording recording = of(reading.series());
    long forecast = recording == null ? -1 : recording.find(reading.time());
    if (recording == null || forecast < 0 || !recording.isReady(forecast)) {
      return Forecast.Status.WARMING;
    }
    Version version = versions.get(recording.version(forecast));
    if (!version.isScored()) {
      return Forecast.Status.WARMING;
    }
    int tracked = version.steps.length;
    int rows = quantiles.length / version.horizon;
    for (int row = 0; row < rows; row++) {
      for (int i = 0; i < tracked; i++) {
        quantiles[row * version.horizon + version.steps[i] - 1] =
            recording.quantile(forecast, row * tracked + i);
      }
    }
    return Forecast.Status.READY;
  }

  @Override
  public void close() {
    sorter.close();
  }
}
