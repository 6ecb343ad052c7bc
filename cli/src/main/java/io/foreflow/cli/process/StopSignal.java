package io.foreflow.cli.process;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;

/**
 * A flag that Ctrl-C sets, so that a command can end in order. The process runs until the command
 * closes this, or until the patience ends. A second Ctrl-C ends it at once.
 */
public final class StopSignal implements BooleanSupplier, AutoCloseable {

  private static final Map<String, Integer> CAUGHT = new TreeMap<>(Map.of("INT", 2, "TERM", 15));

  /** The number that a shell adds to the signal that ended a process. */
  private static final int BY_SIGNAL = 128;

  private static final AtomicInteger LAST = new AtomicInteger();

  private final CountDownLatch asked = new CountDownLatch(1);
  private final CountDownLatch done = new CountDownLatch(1);
  private final Duration patience;
  private final List<SignalHandler> caught = new ArrayList<>();

  private StopSignal(Duration patience) {
    this.patience = patience;
  }

  /** Catches Ctrl-C and SIGTERM. They wait for {@link #close} until the patience ends. */
  public static StopSignal install(Duration patience) {
    StopSignal stop = new StopSignal(patience);
    synchronized (stop.caught) {
      CAUGHT.forEach(
          (name, number) ->
              SignalHandler.onEach(name, () -> stop.came(number)).ifPresent(stop.caught::add));
    }
    return stop;
  }

  /** The exit code of a process that a signal has ended in order; empty if there was no signal. */
  public static OptionalInt exitCode() {
    return LAST.get() == 0 ? OptionalInt.empty() : OptionalInt.of(BY_SIGNAL + LAST.get());
  }

  private void came(int number) {
    LAST.set(number);
    release();
    asked.countDown();
    try {
      if (!done.await(patience.toMillis(), TimeUnit.MILLISECONDS)) {
        System.err.println("foreflow: stopped waiting for an orderly end");
        OnnxRuntimeFolder.delete();
        System.exit(BY_SIGNAL + number);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void release() {
    synchronized (caught) {
      caught.forEach(SignalHandler::release);
      caught.clear();
    }
  }

  /** Whether the command should end. */
  @Override
  public boolean getAsBoolean() {
    return asked.getCount() == 0;
  }

  /** Asks the command to end, as Ctrl-C does. */
  public void ask() {
    asked.countDown();
  }

  /**
   * Waits for this time, or until the command should end.
   *
   * @return whether it should
   */
  public boolean await(Duration time) throws InterruptedException {
    return asked.await(time.toMillis(), TimeUnit.MILLISECONDS);
  }

  @Override
  public void close() {
    release();
    done.countDown();
  }
}
