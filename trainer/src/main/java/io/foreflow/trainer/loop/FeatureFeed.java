package io.foreflow.trainer.loop;

import io.foreflow.trainer.features.FeatureMaker;
import io.foreflow.trainer.features.FeatureStretch;
import io.foreflow.trainer.window.Window;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Batches of windows with their features. Another thread makes the features of the next batches
 * while a step learns from one. The batches and their order do not depend on it.
 */
public final class FeatureFeed implements AutoCloseable {

  /**
   * The most windows whose features are made at a time, and the most bytes of their features. Many
   * rows at a time cost less each.
   */
  private static final int WINDOWS = 128;

  private static final long BYTES = 32L << 20;

  /**
   * The groups of batches at a time: one in use, one that waits, one that is made, and one that is
   * not collected yet.
   */
  private static final int GROUPS = 4;

  private final Supplier<List<Window>> source;
  private final FeatureMaker maker;
  private final @Nullable ExecutorService thread;
  private @Nullable Future<Queue<Batch>> ahead;
  private Queue<Batch> made = new ArrayDeque<>();

  /** The batches that are made at a time. Used by the thread only. */
  private int group = 1;

  /** Windows, and features that cover each of them. */
  record Batch(List<Window> windows, List<FeatureStretch> features) {

    static Batch of(List<Window> windows, FeatureMaker maker) {
      return new Batch(windows, maker.make(windows.stream().map(Window::slots).toList()));
    }

    /** The part of some rows. */
    Batch rows(int from, int to) {
      return new Batch(windows.subList(from, to), features.subList(from, to));
    }
  }

  /**
   * @param source gives the windows of each batch, and no windows after the last one
   */
  FeatureFeed(Supplier<List<Window>> source, FeatureMaker maker) {
    this.source = source;
    this.maker = maker;
    this.thread =
        maker == FeatureMaker.HELD
            ? null
            : Executors.newSingleThreadExecutor(
                task -> {
                  Thread made = new Thread(task, "features of windows");
                  made.setDaemon(true);
                  return made;
                });
  }

  /**
   * The most bytes of features that are not held for all slots, and are made for windows instead.
   *
   * @param batch number of windows of a batch
   * @param bytesOfWindow bytes of the features of one window
   */
  public static long bytesAhead(int batch, long bytesOfWindow) {
    long group = Math.min(WINDOWS * bytesOfWindow, BYTES);
    return GROUPS * Math.max(batch * bytesOfWindow, group);
  }

  /** The next batch. It has no windows after the last one. */
  Batch next() {
    if (thread == null) {
      return Batch.of(source.get(), maker);
    }
    if (made.isEmpty()) {
      Future<Queue<Batch>> next = ahead == null ? thread.submit(this::makeGroup) : ahead;
      ahead = thread.submit(this::makeGroup);
      made = await(next);
    }
    return made.remove();
  }

  private Queue<Batch> makeGroup() {
    List<List<Window>> batches = new ArrayList<>();
    List<Window> last = source.get();
    batches.add(last);
    while (batches.size() < group && !last.isEmpty()) {
      last = source.get();
      batches.add(last);
    }
    Batch all = Batch.of(batches.stream().flatMap(List::stream).toList(), maker);
    Queue<Batch> parts = new ArrayDeque<>();
    int row = 0;
    for (List<Window> windows : batches) {
      parts.add(new Batch(windows, all.features().subList(row, row + windows.size())));
      row += windows.size();
    }
    long bytes = all.features().stream().mapToLong(FeatureStretch::bytes).sum();
    long windows = Math.min(WINDOWS, row * BYTES / Math.max(1, bytes));
    group = (int) Math.max(1, windows / Math.max(1, batches.get(0).size()));
    return parts;
  }

  private static Queue<Batch> await(Future<Queue<Batch>> made) {
    try {
      return made.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while features were made", e);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException problem) {
        throw problem;
      }
      if (e.getCause() instanceof Error error) {
        throw error;
      }
      throw new IllegalStateException("features could not be made: " + e.getCause(), e.getCause());
    }
  }

  /** Ends the thread. When this returns, nothing uses the maker any more. */
  @Override
  public void close() {
    if (thread == null) {
      return;
    }
    thread.shutdownNow();
    boolean interrupted = false;
    try {
      while (!thread.isTerminated()) {
        try {
          boolean unused = thread.awaitTermination(1, TimeUnit.MINUTES);
        } catch (InterruptedException e) {
          interrupted = true;
        }
      }
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
