package io.foreflow.job.model;

import io.foreflow.wire.ModelAnnouncement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Loads announced models in threads of its own, so that the task's thread never waits for a file, a
 * server or a trial run. Models of different names are loaded at the same time. A later
 * announcement of a name stops the loading of the one before, so nothing waits for a server that
 * does not answer. Serves one task's thread.
 */
public final class ModelLoader implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(ModelLoader.class);

  /**
   * How long closing waits: well below the time after which Flink ends a TaskManager whose task
   * does not end.
   */
  private static final Duration END_PATIENCE = Duration.ofSeconds(20);

  /**
   * How long a restart waits for its models. It has a minute, of which Flink and the configured
   * models need some.
   */
  private static final Duration RESTART_PATIENCE = Duration.ofSeconds(40);

  /** How long a restart waits for the server of a model that is not in the cache. */
  private static final Duration RESTART_DOWNLOAD = Duration.ofSeconds(20);

  private final SharedModels models;
  private final LoadLimits limits;
  private final AllowedUris allowed;
  private final int rows;
  private final ExecutorService threads;
  private final Map<String, Future<?>> loading = new HashMap<>();

  /** A loader for waves of {@code rows} rows, which loads only from allowed places. */
  public ModelLoader(SharedModels models, LoadLimits limits, AllowedUris allowed, int rows) {
    this.models = models;
    this.limits = limits;
    this.allowed = allowed;
    this.rows = rows;
    threads =
        Executors.newCachedThreadPool(
            work -> {
              Thread made = new Thread(work, "foreflow-model-loader");
              made.setDaemon(true);
              return made;
            });
  }

  /** Receives the result of loading an announced model, in a thread of the loader. */
  public interface Outcome {
    /** The model is loaded and verified. The receiver has to close it. */
    void loaded(ReadyModel model);

    /** The model can't be used. */
    void refused(UnusableModelException why);
  }

  /**
   * Begins to load a model. Exactly one method of {@code outcome} is called, unless the loader is
   * closed or a later announcement of the same name comes.
   */
  public void load(ModelAnnouncement announcement, Outcome outcome) {
    Future<?> before = loading.remove(announcement.model());
    if (before != null) {
      before.cancel(true);
    }
    loading.put(announcement.model(), threads.submit(() -> run(announcement, outcome)));
  }

  private void run(ModelAnnouncement announcement, Outcome outcome) {
    try {
      ReadyModel model = ReadyModel.of(models.acquire(allowed.locate(announcement), limits), rows);
      try {
        outcome.loaded(model);
      } catch (RejectedExecutionException e) {
        // The task has ended, and nobody waits for the model.
        model.close();
      }
    } catch (UnusableModelException e) {
      refuse(e, outcome);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException | Error e) {
      // Whatever has failed, the task has to know and to go on.
      refuse(UnusableModelException.broken(e), outcome);
    }
  }

  private static void refuse(UnusableModelException why, Outcome outcome) {
    try {
      outcome.refused(why);
    } catch (RejectedExecutionException e) {
      LOG.debug("The task has ended; nobody waits for the model any more", e);
    }
  }

  /**
   * Loads models that were in use before a restart, all at the same time, and waits for them. They
   * were allowed when they were announced.
   *
   * @return the result for each, in the same order; a model that takes too long is refused
   */
  public List<LoadResult> loadAll(List<ModelAnnouncement> used) throws InterruptedException {
    return loadAll(used, RESTART_PATIENCE);
  }

  List<LoadResult> loadAll(List<ModelAnnouncement> used, Duration patience)
      throws InterruptedException {
    LoadLimits atOnce = limits.afterRestore().within(RESTART_DOWNLOAD);
    long deadline = System.nanoTime() + patience.toNanos();
    List<PendingLoad> pending = new ArrayList<>();
    for (ModelAnnouncement announcement : used) {
      PendingLoad load = new PendingLoad(announcement);
      load.runs(
          threads.submit(
              () -> load.run(() -> models.acquire(ModelLocation.of(announcement), atOnce))));
      pending.add(load);
    }
    List<LoadResult> loaded = new ArrayList<>();
    try {
      for (PendingLoad load : pending) {
        loaded.add(load.await(deadline - System.nanoTime()));
      }
      return loaded;
    } catch (InterruptedException e) {
      loaded.forEach(LoadResult::close);
      pending.subList(loaded.size(), pending.size()).forEach(PendingLoad::giveUp);
      throw e;
    }
  }

  /** Stops what is being loaded, and waits for the threads, but not for ever. */
  @Override
  public void close() {
    threads.shutdownNow();
    long deadline = System.nanoTime() + END_PATIENCE.toNanos();
    boolean interrupted = false;
    boolean ended = threads.isTerminated();
    while (!ended && System.nanoTime() < deadline) {
      try {
        // Only native calls and hanging disks ignore an interrupt.
        ended = threads.awaitTermination(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (!ended) {
      LOG.warn("A model is still being opened; its thread ends when that is done");
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
