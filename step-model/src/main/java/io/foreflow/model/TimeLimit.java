package io.foreflow.model;

import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession.RunOptions;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Stops a run between two nodes of its graph when it takes too long. It has ended once it is
 * closed, before its options are freed.
 */
final class TimeLimit implements AutoCloseable {
  private final RunOptions options;
  private final CountDownLatch over = new CountDownLatch(1);
  private final Thread watchdog;

  TimeLimit(Duration limit) throws OrtException {
    options = new RunOptions();
    watchdog = new Thread(() -> watch(limit), "foreflow-run-limit");
    watchdog.setDaemon(true);
    watchdog.start();
  }

  RunOptions options() {
    return options;
  }

  private void watch(Duration limit) {
    try {
      if (!over.await(limit.toNanos(), TimeUnit.NANOSECONDS)) {
        options.setTerminate(true);
      }
    } catch (InterruptedException | OrtException e) {
      // Only a JVM that ends interrupts this thread. Without a limit the run still ends by itself.
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    over.countDown();
    boolean interrupted = false;
    while (watchdog.isAlive()) {
      try {
        watchdog.join();
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    options.close();
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
