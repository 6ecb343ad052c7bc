package io.foreflow.job.wave;

import io.foreflow.job.arrival.AcceptedReading;
import java.io.IOException;
import java.util.concurrent.ScheduledFuture;
import org.apache.flink.streaming.runtime.tasks.ProcessingTimeService;
import org.jspecify.annotations.Nullable;

/**
 * The schedule of waves: a wave runs as soon as it is full, and at the latest when its first
 * reading has waited long enough.
 *
 * <p>One timer at a time is set. A wave that fills up before its timer leaves the timer to the next
 * wave, which sets it again if it comes too early. So under load there is no timer for each wave.
 */
final class WaveSchedule implements AutoCloseable {
  private final long lingerMillis;
  private final Wave wave;
  private final ProcessingTimeService time;

  /** Written by the task only, and read by metrics. */
  private volatile WaveStepper runner;

  private @Nullable ScheduledFuture<?> timer;
  private long lingersUntil;

  WaveSchedule(WaveSettings settings, WaveStepper runner, ProcessingTimeService time) {
    this.lingerMillis = settings.lingerMillis();
    this.wave = new Wave(settings.size());
    this.runner = runner;
    this.time = time;
  }

  /**
   * Uses another runner from the next wave on. Waiting readings stay. The caller closes the runner
   * before.
   */
  void use(WaveStepper next) {
    runner = next;
  }

  /** How many series are still to move from one model to another, at most. */
  long takeoversLeft() {
    return runner instanceof SpreadRunner spread ? spread.mostLeft() : 0;
  }

  /** How many bytes the state of one series has. */
  int stateBytes() {
    return runner.stateBytes();
  }

  /** Adds a reading, and runs its wave if it is due. */
  void add(AcceptedReading reading) throws IOException {
    boolean first = wave.isEmpty();
    wave.add(reading);
    if (wave.isFull()) {
      runWave();
    } else if (first) {
      linger();
    }
  }

  /** Runs waves until no reading is held. */
  void runAll() throws IOException {
    while (!wave.isEmpty()) {
      step();
    }
  }

  private void runWave() throws IOException {
    // Readings that waited may fill the next wave at once.
    do {
      step();
    } while (wave.isFull());
    if (!wave.isEmpty()) {
      linger();
    }
  }

  private void step() throws IOException {
    runner.run(wave, time.getCurrentProcessingTime());
    wave.advance();
  }

  private void linger() throws IOException {
    if (lingerMillis == 0) {
      runAll();
      return;
    }
    lingersUntil = time.getCurrentProcessingTime() + lingerMillis;
    if (timer == null) {
      setTimer();
    }
  }

  private void setTimer() {
    timer = time.registerTimer(lingersUntil, this::onTimer);
  }

  private void onTimer(long due) throws IOException {
    timer = null;
    if (wave.isEmpty()) {
      return;
    }
    if (due < lingersUntil) {
      setTimer();
    } else {
      runAll();
    }
  }

  @Override
  public void close() {
    if (timer != null) {
      timer.cancel(false);
    }
  }
}
