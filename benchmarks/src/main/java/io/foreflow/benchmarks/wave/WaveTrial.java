package io.foreflow.benchmarks.wave;

import io.foreflow.job.arrival.AcceptedReading;
import io.foreflow.job.arrival.RejectedRecord;
import io.foreflow.job.score.TrackedModels;
import io.foreflow.job.wave.EmittedForecasts;
import io.foreflow.job.wave.MapStates;
import io.foreflow.job.wave.SpreadRunner;
import io.foreflow.job.wave.TakeoverBudget;
import io.foreflow.job.wave.Wave;
import io.foreflow.job.wave.WaveMetrics;
import io.foreflow.job.wave.WaveOutput;
import io.foreflow.job.wave.WaveRunner;
import io.foreflow.job.wave.WaveSettings;
import io.foreflow.job.wave.WaveStepper;
import io.foreflow.model.StepModel;
import io.foreflow.wire.Anomaly;
import io.foreflow.wire.Forecast;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.function.LongSupplier;
import org.apache.flink.metrics.groups.UnregisteredMetricsGroup;
import org.jspecify.annotations.Nullable;

/**
 * A task's waves with no Flink around them, to measure what they cost: states lie in a map, and
 * forecasts are counted. For one thread.
 */
public final class WaveTrial implements AutoCloseable {
  private final Map<String, byte[]> states = new HashMap<>();
  private final WaveSettings settings;
  private final WaveMetrics metrics = new WaveMetrics(new UnregisteredMetricsGroup());
  private final TrackedModels tracked;
  private final Wave wave;
  private final LongSupplier clock;
  private WaveRunner runner;
  private WaveStepper stepper;
  private @Nullable WaveRunner former;
  private SpreadRunner.@Nullable Go go;
  private long goAt;
  private long forecasts;

  /** Steps series with a model. */
  public WaveTrial(StepModel model, WaveSettings settings) {
    this(model, settings, System::nanoTime);
  }

  /** Steps series with a model. A clock of nanoseconds measures what takeovers cost. */
  WaveTrial(StepModel model, WaveSettings settings, LongSupplier clock) {
    this.settings = settings;
    this.clock = clock;
    tracked = new TrackedModels(settings.scores(), new UnregisteredMetricsGroup(), score -> {});
    wave = new Wave(settings.size());
    runner = runner(model);
    stepper = runner;
  }

  private WaveRunner runner(StepModel model) {
    return new WaveRunner(
        model,
        model.newWorkspace(settings.size()),
        settings,
        new MapStates(states),
        new Counting(),
        metrics,
        tracked,
        EmittedForecasts.ALL,
        clock);
  }

  /** Takes a reading in; says whether the wave has to {@link #run} before it takes another. */
  public boolean add(AcceptedReading reading) {
    wave.add(reading);
    return wave.isFull();
  }

  /** Runs the wave, if it holds anything. */
  public void run() throws IOException {
    if (!wave.isEmpty()) {
      stepper.run(wave, 0);
      wave.advance();
    }
  }

  /** Steps with another model from the next wave on: what a task does when one is swapped. */
  public void swap(StepModel next) {
    WaveRunner before = runner;
    metrics.modelInUse(next);
    runner = runner(next);
    stepper = runner;
    before.close();
  }

  /** Begins to move series to another model in at most this share of the time. */
  void spread(StepModel next, double share) {
    WaveRunner before = runner;
    former = before;
    runner = runner(next);
    stepper =
        new SpreadRunner(
            before,
            runner,
            new TakeoverBudget(share, clock),
            clock,
            this::setAlarm,
            states.size(),
            () -> {
              stepper = runner;
              former = null;
              before.close();
            });
  }

  private void setAlarm(long nanos, SpreadRunner.Go run) {
    goAt = clock.getAsLong() + nanos;
    go = run;
  }

  /** Moves series for a short time, if it is time for it: what a task does between waves. */
  void move() throws IOException {
    SpreadRunner.Go due = go;
    if (due != null && clock.getAsLong() >= goAt) {
      go = null;
      due.run();
    }
  }

  /** Whether series are still moving. */
  boolean isSpreading() {
    return former != null;
  }

  /** Gives a series the state of another. */
  public void copy(String from, String to) {
    states.put(to, state(from));
  }

  /** A copy of a series' state, as Flink would keep it. */
  public byte[] state(String series) {
    byte[] state = states.get(series);
    if (state == null) {
      throw new IllegalArgumentException("The series " + series + " has no state");
    }
    return state.clone();
  }

  /** How many forecasts there were. */
  public long forecasts() {
    return forecasts;
  }

  @Override
  public void close() {
    WaveRunner before = former;
    if (before != null) {
      before.close();
    }
    runner.close();
  }

  private final class Counting implements WaveOutput {
    @Override
    public void forecast(Forecast forecast) {
      forecasts++;
    }

    @Override
    public void anomaly(Anomaly anomaly) {
      throw new AssertionError(anomaly);
    }

    @Override
    public void late(RejectedRecord reading) {
      throw new IllegalStateException("Late: " + reading.message());
    }

    @Override
    public void deadLetter(RejectedRecord reading) {
      throw new IllegalStateException("Refused: " + reading.message());
    }
  }
}
