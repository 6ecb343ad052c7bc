package io.foreflow.cli.process;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/**
 * Ctrl-C, as something a command can ask for. The JVM waits until the command has put its things
 * away and closed this, but not for ever.
 */
public final class StopSignal implements BooleanSupplier, AutoCloseable {

  private final CountDownLatch asked = new CountDownLatch(1);
  private final CountDownLatch done = new CountDownLatch(1);
  private final Thread hook;

  private StopSignal(Duration patience) {
    hook =
        new Thread(
            () -> {
              asked.countDown();
              try {
                if (!done.await(patience.toMillis(), TimeUnit.MILLISECONDS)) {
                  System.err.println("foreflow: gave up waiting for a clean end");
                }
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
              NativeFolder.delete();
            },
            "foreflow-stop");
  }

  /** From now on, Ctrl-C and SIGTERM wait so long for {@link #close}. */
  public static StopSignal install(Duration patience) {
    StopSignal signal = new StopSignal(patience);
    Runtime.getRuntime().addShutdownHook(signal.hook);
    return signal;
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
   * Waits so long, or until the command should end.
   *
   * @return whether it should
   */
  public boolean await(Duration time) throws InterruptedException {
    return asked.await(time.toMillis(), TimeUnit.MILLISECONDS);
  }

  @Override
  public void close() {
    done.countDown();
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      // The JVM is going down already, and the hook has just been released.
    }
  }
}
