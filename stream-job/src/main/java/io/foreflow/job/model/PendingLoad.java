package io.foreflow.job.model;

import io.foreflow.wire.ModelAnnouncement;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * A model that one thread loads while another waits for it. If nobody waits any more once it is
 * loaded, its lease is closed.
 */
final class PendingLoad {
  private final ModelAnnouncement announcement;
  private final CompletableFuture<LoadResult> loaded = new CompletableFuture<>();
  private @Nullable Future<?> thread;

  PendingLoad(ModelAnnouncement announcement) {
    this.announcement = announcement;
  }

  /** Notes the task to cancel when nobody waits any more. */
  void runs(Future<?> thread) {
    this.thread = thread;
  }

  /** Loads the model. Called by the thread that loads. */
  void run(Callable<ModelLease> load) {
    LoadResult result;
    try {
      result = new LoadResult(announcement, load.call(), null);
    } catch (UnusableModelException e) {
      result = new LoadResult(announcement, null, e);
    } catch (Exception | Error e) {
      result = new LoadResult(announcement, null, UnusableModelException.broken(e));
    }
    if (!loaded.complete(result)) {
      result.close();
    }
  }

  /** Waits for the result. Called by the thread that waits. */
  LoadResult await(long nanos) throws InterruptedException {
    try {
      return loaded.get(Math.max(0, nanos), TimeUnit.NANOSECONDS);
    } catch (TimeoutException e) {
      LoadResult late =
          new LoadResult(
              announcement,
              null,
              new UnusableModelException(
                  UnusableModelException.UNREADABLE,
                  "found a model that is not loaded in the time that a restart has, allowed: a place that answers at once; announce it again when it does",
                  e));
      if (loaded.complete(late)) {
        stop();
        return late;
      }
      return loaded.join();
    } catch (ExecutionException e) {
      throw new IllegalStateException("every load has a result", e);
    }
  }

  /** Gives up waiting for the model. */
  void giveUp() {
    if (loaded.cancel(false)) {
      stop();
    } else {
      loaded.join().close();
    }
  }

  private void stop() {
    if (thread != null) {
      thread.cancel(true);
    }
  }
}
