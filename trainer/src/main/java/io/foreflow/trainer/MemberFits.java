package io.foreflow.trainer;

import io.foreflow.trainer.loop.Fit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;

/**
 * Trains the networks of an ensemble, some of them at the same time. What a network learns does not
 * depend on the others, so the result does not depend on their number.
 */
final class MemberFits {

  /** The training of one network. */
  interface OneFit {

    /**
     * Trains a network.
     *
     * @param network its number, from 0
     * @param stop asked after each step; if it returns true, the training ends
     */
    Fit fit(int network, BooleanSupplier stop);
  }

  private final OneFit one;
  private final BooleanSupplier stop;
  private final int atATime;

  /** A training was stopped or has failed, so no other one begins. */
  private final AtomicBoolean over = new AtomicBoolean();

  private final AtomicBoolean failed = new AtomicBoolean();

  /**
   * @param stop ends all trainings early
   * @param atATime number of networks that learn at the same time
   */
  MemberFits(OneFit one, BooleanSupplier stop, int atATime) {
    this.one = one;
    this.stop = stop;
    this.atATime = atATime;
  }

  /**
   * Trains these networks.
   *
   * @return those that began, by number; at least one
   */
  Map<Integer, Fit> run(List<Integer> networks) {
    if (Math.min(atATime, networks.size()) <= 1) {
      Map<Integer, Fit> fits = new TreeMap<>();
      networks.forEach(network -> fit(network, fits));
      return fits;
    }
    return atTheSameTime(networks);
  }

  private Map<Integer, Fit> atTheSameTime(List<Integer> networks) {
    Map<Integer, Fit> fits = new TreeMap<>();
    ExecutorService threads =
        Executors.newFixedThreadPool(
            Math.min(atATime, networks.size()),
            task -> {
              Thread thread = new Thread(task, "training network");
              thread.setDaemon(true);
              return thread;
            });
    try {
      List<Future<?>> begun = new ArrayList<>();
      networks.forEach(network -> begun.add(threads.submit(() -> fit(network, fits))));
      List<Throwable> problems = new ArrayList<>();
      begun.forEach(future -> await(future, problems));
      throwFirst(problems);
      return fits;
    } finally {
      threads.shutdownNow();
    }
  }

  private void fit(int network, Map<Integer, Fit> fits) {
    if (over.get()) {
      return;
    }
    try {
      Fit fit = one.fit(network, () -> failed.get() || stop.getAsBoolean());
      over.compareAndSet(false, fit.ending() == Fit.Ending.ASKED);
      synchronized (fits) {
        fits.put(network, fit);
      }
    } catch (RuntimeException | Error e) {
      failed.set(true);
      over.set(true);
      throw e;
    }
  }

  /** Waits for the end of a training. All must have ended before what they read is closed. */
  private void await(Future<?> future, List<Throwable> problems) {
    boolean interrupted = false;
    while (true) {
      try {
        future.get();
        break;
      } catch (InterruptedException e) {
        failed.set(true);
        interrupted = true;
      } catch (ExecutionException e) {
        problems.add(e.getCause());
        break;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
      problems.add(new IllegalStateException("interrupted while networks were learning"));
    }
  }

  private static void throwFirst(List<Throwable> problems) {
    for (Throwable problem : problems) {
      if (problem instanceof Error error) {
        throw error;
      }
      throw (RuntimeException) problem;
    }
  }
}
