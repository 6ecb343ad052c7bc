package io.foreflow.job.model;

import io.foreflow.wire.ModelAnnouncement;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Loads announced models in a thread of its own, one after the other, so that the task's thread
 * never waits for a file, a server or a trial run. The thread ends when there is nothing to load.
 */
public final class ModelLoader implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(ModelLoader.class);
  private static final long IDLE_SECONDS = 5;

  private final SharedModels models;
  private final LoadLimits limits;
  private final int rows;
  private final ThreadPoolExecutor thread;

  /** Loads from {@code models}, for waves of so many rows. */
  public ModelLoader(SharedModels models, LoadLimits limits, int rows) {
    this.models = models;
    this.limits = limits;
    this.rows = rows;
    thread =
        new ThreadPoolExecutor(
            1,
            1,
            IDLE_SECONDS,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(),
            work -> {
              Thread made = new Thread(work, "foreflow-model-loader");
              made.setDaemon(true);
              return made;
            });
    thread.allowCoreThreadTimeOut(true);
  }

  /** Hears what became of an announced model, in the loader's thread. */
  public interface Outcome {
    /** It is loaded and verified, and the listener's to close. */
    void loaded(ReadyModel model);

    /** It can't be used. */
    void refused(RefusedModelException why);
  }

  /** Begins to load. Exactly one method of {@code outcome} is called, unless this is closed. */
  public void load(ModelAnnouncement announcement, Outcome outcome) {
    thread.execute(() -> run(announcement, outcome));
  }

  private void run(ModelAnnouncement announcement, Outcome outcome) {
    try {
      ReadyModel model =
          ReadyModel.of(models.acquire(ModelLocation.of(announcement), limits), rows);
      try {
        outcome.loaded(model);
      } catch (RejectedExecutionException e) {
        // The task has ended; nobody waits for the model any more.
        model.close();
      }
    } catch (RefusedModelException e) {
      refuse(e, outcome);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException e) {
      // A defect in a check, or memory that ONNX Runtime does not get: no reason to stop the job.
      refuse(
          new RefusedModelException("not-runnable", "The model could not be opened: " + e, e),
          outcome);
    } catch (Error e) {
      refuse(RefusedModelException.of(e), outcome);
    }
  }

  private static void refuse(RefusedModelException why, Outcome outcome) {
    try {
      outcome.refused(why);
    } catch (RejectedExecutionException e) {
      LOG.debug("The task has ended; nobody waits for the model any more", e);
    }
  }

  /** Gives up what is being loaded and waits until the thread has ended, interrupted or not. */
  @Override
  public void close() {
    thread.shutdownNow();
    boolean interrupted = false;
    try {
      while (!thread.isTerminated()) {
        try {
          // A native call does not hear of interrupts, but the limits end it.
          boolean unused = thread.awaitTermination(1, TimeUnit.SECONDS);
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
