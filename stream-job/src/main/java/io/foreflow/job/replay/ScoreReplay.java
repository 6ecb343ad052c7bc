package io.foreflow.job.replay;

import io.foreflow.job.arrival.AcceptedReading;
import io.foreflow.job.arrival.RejectedRecord;
import io.foreflow.job.score.ScoreSettings;
import io.foreflow.job.score.StateSection;
import io.foreflow.job.score.TrackedModels;
import io.foreflow.job.wave.EmittedForecasts;
import io.foreflow.job.wave.MapStates;
import io.foreflow.job.wave.Wave;
import io.foreflow.job.wave.WaveMetrics;
import io.foreflow.job.wave.WaveOutput;
import io.foreflow.job.wave.WaveRunner;
import io.foreflow.job.wave.WaveSettings;
import io.foreflow.model.StepModel;
import io.foreflow.wire.Anomaly;
import io.foreflow.wire.Forecast;
import io.foreflow.wire.ForecastScore;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.function.Consumer;
import org.apache.flink.metrics.groups.UnregisteredMetricsGroup;

/**
 * Scores forecasts that were emitted once. Series are stepped through their readings as the job
 * steps them, by the same classes. So late readings, gaps, swaps and the seasonal naive forecast
 * are what they were in the job, and so are the scores, bit for bit.
 *
 * <p>Serves one thread.
 */
public final class ScoreReplay implements AutoCloseable {
  private static final int WAVE_SIZE = 128;

  private final WaveSettings settings;
  private final EmittedForecasts emitted;
  private final TrackedModels tracked;
  private final WaveMetrics metrics = new WaveMetrics(new UnregisteredMetricsGroup());
  private final MapStates states = new MapStates(new HashMap<>());
  private final Output output = new Output();
  private final List<Model> models = new ArrayList<>();

  /**
   * A replay without models yet.
   *
   * @param scores what is scored
   * @param maxGap how many slots in a row a series may skip and go on
   * @param emitted the forecasts that were emitted
   * @param records receives the scores of each reading that met forecasts
   */
  public ScoreReplay(
      ScoreSettings scores, int maxGap, EmittedForecasts emitted, Consumer<ForecastScore> records) {
    this.emitted = emitted;
    ScoreSettings each = scores.with(StateSection.SUMS).withRecordSlots(1);
    settings = new WaveSettings(WAVE_SIZE, 0, maxGap, 0, each);
    tracked = new TrackedModels(each, new UnregisteredMetricsGroup(), records, Integer.MAX_VALUE);
  }

  /** The readings that wait to be stepped by one model. */
  private record Model(WaveRunner runner, Wave wave) {}

  /**
   * Adds a model, which belongs to the caller.
   *
   * @return its number in calls of {@link #step}
   */
  public int add(StepModel model) {
    WaveRunner runner =
        new WaveRunner(
            model,
            model.newWorkspace(WAVE_SIZE),
            settings,
            states,
            output,
            metrics,
            tracked,
            emitted);
    models.add(new Model(runner, new Wave(WAVE_SIZE)));
    return models.size() - 1;
  }

  /** Steps a series with a model, soon. Readings of a series are stepped in the order of calls. */
  public void step(int model, AcceptedReading reading) throws IOException {
    Model steps = models.get(model);
    steps.wave().add(reading);
    while (steps.wave().isFull()) {
      run(steps);
    }
  }

  /**
   * Steps all readings that wait. To be called before a series goes on with another model, and at
   * the end.
   */
  public void runAll() throws IOException {
    for (Model model : models) {
      while (!model.wave().isEmpty()) {
        run(model);
      }
    }
  }

  private static void run(Model model) throws IOException {
    model.runner().run(model.wave(), 0);
    model.wave().advance();
  }

  /**
   * Drops the state of a series, as a job does that begins without the states of the one before.
   */
  public void forget(String series) {
    states.bytes().remove(series);
  }

  @Override
  public void close() {
    models.forEach(model -> model.runner().close());
  }

  /** Drops everything but scores: all of it has been written once. */
  private static final class Output implements WaveOutput {
    @Override
    public void forecast(Forecast forecast) {}

    @Override
    public void anomaly(Anomaly anomaly) {}

    @Override
    public void late(RejectedRecord reading) {}

    @Override
    public void deadLetter(RejectedRecord reading) {}
  }
}
