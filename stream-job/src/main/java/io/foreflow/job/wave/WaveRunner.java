package io.foreflow.job.wave;

import io.foreflow.job.arrival.AcceptedReading;
import io.foreflow.job.score.SeriesMemories;
import io.foreflow.job.score.SeriesWatches;
import io.foreflow.job.score.TrackedModels;
import io.foreflow.job.state.SeriesState;
import io.foreflow.job.state.StateHeader;
import io.foreflow.manifest.Manifest;
import io.foreflow.model.StepModel;
import io.foreflow.model.StepWorkspace;
import io.foreflow.series.SlotGrid;
import io.foreflow.wire.Forecast;
import io.foreflow.wire.Reading;
import java.io.IOException;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Steps a wave: admits its readings, catches their series up, advances all of them by one batch of
 * the model, and hands out the forecasts.
 *
 * <p>A model gets the beginning of a reading's slot as the time, and not the reading's own time. It
 * was trained on that, so that calendar features don't depend on how punctual a sensor is. The
 * cutoff of a forecast is the reading's own time.
 */
public final class WaveRunner implements WaveStepper, AutoCloseable {
  private static final int TARGET = 0;

  private final Manifest manifest;
  private final SlotGrid grid;
  private final int features;
  private final int seenOffset;
  private final SeriesMemories memories;
  private final boolean rawQuantiles;
  private final @Nullable SeriesWatches watches;
  private final StepWorkspace workspace;
  private final Admission admission;
  private final ReplayedSlots slots;
  private final CatchUp catchUp;
  private final WaveBatch batch;
  private final SeriesStates states;
  private final WaveOutput output;
  private final WaveMetrics metrics;
  private final EmittedForecasts emitted;
  private final StateHeader header;
  private final LongSupplier clock;
  private long catchUpNanos;

  /** A runner that steps with a model and owns the workspace, which holds a full wave. */
  public WaveRunner(
      StepModel model,
      StepWorkspace workspace,
      WaveSettings settings,
      SeriesStates states,
      WaveOutput output,
      WaveMetrics metrics,
      TrackedModels tracked) {
    this(model, workspace, settings, states, output, metrics, tracked, EmittedForecasts.ALL);
  }

  /** A runner that also decides what is emitted of the model's forecasts. */
  public WaveRunner(
      StepModel model,
      StepWorkspace workspace,
      WaveSettings settings,
      SeriesStates states,
      WaveOutput output,
      WaveMetrics metrics,
      TrackedModels tracked,
      EmittedForecasts emitted) {
    this(model, workspace, settings, states, output, metrics, tracked, emitted, System::nanoTime);
  }

  /** A runner that measures with a clock of nanoseconds. */
  public WaveRunner(
      StepModel model,
      StepWorkspace workspace,
      WaveSettings settings,
      SeriesStates states,
      WaveOutput output,
      WaveMetrics metrics,
      TrackedModels tracked,
      EmittedForecasts emitted,
      LongSupplier clock) {
    this.emitted = emitted;
    this.clock = clock;
    this.manifest = model.manifest();
    this.states = states;
    this.output = output;
    this.metrics = metrics;
    header = StateHeader.of(manifest, model.sha256());
    grid = header.grid();
    features = manifest.features().size();
    seenOffset = header.seenOffset();
    memories = tracked.use(manifest, header);
    rawQuantiles = settings.scores() != null && settings.scores().rawQuantiles();
    watches =
        tracked.watches(
            memories,
            anomaly -> {
              metrics.count(anomaly);
              output.anomaly(anomaly);
            });
    admission =
        new Admission(header, memories, features - 1, settings.maxGap(), states, output, metrics);
    slots = new ReplayedSlots(manifest, seenOffset, grid, workspace, memories);
    catchUp = new CatchUp(workspace, slots);
    batch = new WaveBatch(settings.size());
    this.workspace = workspace;
  }

  /** How many bytes the state of one series has. */
  @Override
  public int stateBytes() {
    return memories.stateBytes();
  }

  /** Steps the wave's rows. The caller has to call {@link Wave#advance} afterwards. */
  @Override
  public void run(Wave wave, long issuedAt) throws IOException {
    int rows = wave.size();
    for (int row = 0; row < rows; row++) {
      boolean unused = admit(wave.row(row), Admission.Turns.AT_ONCE);
    }
    step(issuedAt);
  }

  /** Whether this runner's model wrote a state. */
  boolean wrote(byte[] state) {
    return header.wrote(state);
  }

  /** A replay that moves series of another runner's model to this one's between waves. */
  BackgroundReplay replay(WaveRunner former) {
    return new BackgroundReplay(
        workspace, slots, memories, states, metrics.takeovers, former::wrote);
  }

  /** How long the rows of the last step took to catch up. */
  long catchUpNanos() {
    return catchUpNanos;
  }

  /**
   * Takes up a row of a wave.
   *
   * @return false if the series has to wait for its turn, and another runner has to take it up
   */
  boolean admit(AcceptedReading reading, Admission.Turns turns) throws IOException {
    boolean taken = admission.admit(reading, batch, turns);
    if (taken) {
      metrics.readings.inc();
    }
    return taken;
  }

  /** Steps the rows that were taken up. */
  void step(long issuedAt) throws IOException {
    if (batch.size() > 0) {
      step();
      emit(issuedAt);
    }
    batch.clear();
  }

  private void step() {
    batch.order();
    int rows = batch.size();
    for (int row = 0; row < rows; row++) {
      if (batch.isFresh(row)) {
        workspace.clearState(row);
      } else {
        workspace.loadState(row, batch.state(row), SeriesState.HEADER_BYTES);
      }
    }
    long begin = clock.getAsLong();
    catchUp.run(batch);
    long caughtUp = clock.getAsLong();
    catchUpNanos = caughtUp - begin;
    for (int row = 0; row < rows; row++) {
      meet(row);
    }
    long met = clock.getAsLong();
    for (int row = 0; row < rows; row++) {
      Reading reading = batch.reading(row).reading();
      float[] covariates = reading.covariates();
      for (int feature = 1; feature < features; feature++) {
        workspace.setObserved(row, feature, covariates[feature - 1]);
      }
      workspace.setTime(row, grid.modelTimeOf(batch.slot(row)));
    }
    workspace.step(rows);
    metrics.stepNanos.update(clock.getAsLong() - met + catchUpNanos);
    metrics.waveSize.update(rows);
  }

  /**
   * Scores the forecasts that were made for a row's reading, and shows it to the model, unless the
   * rules of episodes keep it from it.
   */
  private void meet(int row) {
    Reading reading = batch.reading(row).reading();
    long slot = batch.slot(row);
    byte[] state = memories.meet(reading.series(), batch.state(row), slot, reading.value());
    batch.setState(row, state);
    boolean hidden = watches != null && observe(watches, reading, state, slot);
    workspace.setObserved(row, TARGET, hidden ? Float.NaN : reading.value());
  }

  private boolean observe(SeriesWatches own, Reading reading, byte[] state, long slot) {
    if (own.isSilent(state)) {
      states.endSilence(reading.series(), reading.time());
    }
    return own.observe(reading, state, slot);
  }

  private void emit(long issuedAt) throws IOException {
    int rows = batch.size();
    int warming = 0;
    for (int row = 0; row < rows; row++) {
      AcceptedReading accepted = batch.reading(row);
      Reading reading = accepted.reading();
      long slot = batch.slot(row);
      byte[] state = batch.state(row);
      workspace.storeNextState(row, state, SeriesState.HEADER_BYTES);
      SeriesState.setLastSlot(state, slot);
      float[] quantiles = quantiles(row);
      Forecast.Status status = emitted.emitted(reading, status(row), quantiles);
      Forecast forecast = forecast(reading, status, quantiles, state, slot, issuedAt);
      warming += forecast.status() == Forecast.Status.WARMING ? 1 : 0;
      states.write(reading.series(), state);
      output.forecast(forecast);
    }
    metrics.forecasts.inc(rows);
    if (batch.oldestTimestamp() >= 0) { // -1 where a broker keeps none
      metrics.lagMillis.update(issuedAt - batch.oldestTimestamp());
    }
    metrics.warming.inc(warming);
    memories.report();
  }

  private Forecast.Status status(int row) {
    return workspace.nextState(row, seenOffset) < manifest.warmup()
        ? Forecast.Status.WARMING
        : Forecast.Status.READY;
  }

  private float[] quantiles(int row) {
    float[] quantiles = new float[manifest.forecastRows() * manifest.horizon()];
    workspace.readForecast(row, quantiles, 0);
    return quantiles;
  }

  /** Makes the forecast of a reading. If it is ready, it is remembered and calibrated. */
  private Forecast forecast(
      Reading reading,
      Forecast.Status status,
      float[] quantiles,
      byte[] state,
      long slot,
      long issuedAt) {
    boolean ready = status == Forecast.Status.READY;
    float[] raw = ready && rawQuantiles ? quantiles.clone() : Forecast.NO_QUANTILES;
    boolean calibrated = ready && memories.remember(state, slot, reading.value(), quantiles);
    return new Forecast(
        reading.series(),
        reading.time(),
        issuedAt,
        manifest.model(),
        manifest.version(),
        grid.cadenceMillis(),
        status,
        manifest.kind(),
        quantiles,
        calibrated,
        calibrated ? raw : Forecast.NO_QUANTILES,
        grid.calendar() == null
            ? Forecast.EVERY_CADENCE
            : grid.timesAfter(slot, manifest.horizon()));
  }

  @Override
  public void close() {
    workspace.close();
  }
}
