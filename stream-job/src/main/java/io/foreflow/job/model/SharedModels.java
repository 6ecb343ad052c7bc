package io.foreflow.job.model;

import io.foreflow.model.InvalidModelFileException;
import io.foreflow.model.StepLimits;
import io.foreflow.model.StepModel;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The models that this process has loaded. All tasks that ask for the same file share one model:
 * its weights are in memory once, and ONNX Runtime's sessions are safe to share. If several tasks
 * ask for a file at the same time, one loads it and the others wait. No task waits for another
 * file.
 */
public final class SharedModels {
  /**
   * The models of this process. This is the only mutable static of the job, because tasks of one
   * TaskManager share nothing else. Flink gives each job a class loader of its own, so jobs share
   * nothing here.
   */
  private static final SharedModels PROCESS = new SharedModels();

  private final Map<String, Shared> models = new HashMap<>();
  private final Map<ModelLocation, CompletableFuture<Shared>> loading = new HashMap<>();

  /** Held while a model is checked: one model at a time, since each may take much of the heap. */
  private final ReentrantLock opening = new ReentrantLock();

  private final long heap;
  private final Opener opener;

  /** Makes a model from the bytes of a file. */
  interface Opener {
    StepModel open(byte[] file, @Nullable String sha256, StepLimits limits)
        throws InvalidModelFileException;
  }

  SharedModels() {
    this(Runtime.getRuntime().maxMemory(), StepModel::openToReplay);
  }

  SharedModels(long heap, Opener opener) {
    this.heap = heap;
    this.opener = opener;
  }

  /** The models of this process. */
  public static SharedModels ofProcess() {
    return PROCESS;
  }

  /** Loads and verifies a model within the default limits, unless another task has. */
  public ModelLease acquire(ModelLocation location)
      throws UnusableModelException, InterruptedException {
    return acquire(location, LoadLimits.DEFAULT);
  }

  /**
   * Loads and verifies a model, unless another task has. Each lease must be closed, and closing the
   * last one unloads the model.
   */
  public ModelLease acquire(ModelLocation location, LoadLimits limits)
      throws UnusableModelException, InterruptedException {
    while (true) {
      CompletableFuture<Shared> mine = new CompletableFuture<>();
      CompletableFuture<Shared> others;
      synchronized (this) {
        String sha256 = location.sha256();
        Shared loaded = sha256 == null ? null : models.get(sha256);
        if (loaded != null) {
          return lease(loaded);
        }
        others = loading.putIfAbsent(location, mine);
      }
      if (others == null) {
        return load(location, limits, mine);
      }
      ModelLease lease = await(others);
      if (lease != null) {
        return lease;
      }
    }
  }

  private ModelLease load(
      ModelLocation location, LoadLimits limits, CompletableFuture<Shared> flight)
      throws UnusableModelException, InterruptedException {
    try {
      Shared opened = new Shared(open(location, limits));
      synchronized (this) {
        Shared known = models.putIfAbsent(opened.model.sha256(), opened);
        if (known != null) {
          // The same file was already loaded from another location.
          opened.model.close();
        }
        Shared shared = known == null ? opened : known;
        loading.remove(location);
        flight.complete(shared);
        return lease(shared);
      }
    } catch (UnusableModelException | InterruptedException e) {
      end(location, flight, e);
      throw e;
    } catch (RuntimeException | Error e) {
      // A check has a defect, or memory is missing. The tasks have to go on.
      UnusableModelException refused = UnusableModelException.broken(e);
      end(location, flight, refused);
      throw refused;
    }
  }

  private void end(ModelLocation location, CompletableFuture<Shared> flight, Throwable why) {
    synchronized (this) {
      loading.remove(location);
    }
    flight.completeExceptionally(why);
  }

  private StepModel open(ModelLocation location, LoadLimits limits)
      throws UnusableModelException, InterruptedException {
    try (LocalFile file = ModelFetch.fetch(location, limits)) {
      opening.lockInterruptibly();
      try {
        StepModel model = opener.open(file.bytes(heap), location.sha256(), limits.step());
        file.keep(model.sha256(), inUse());
        return model;
      } catch (InvalidModelFileException e) {
        throw UnusableModelException.of(e);
      } finally {
        opening.unlock();
      }
    }
  }

  private synchronized Set<String> inUse() {
    return Set.copyOf(models.keySet());
  }

  /**
   * Waits for a lease of the model that another task loads. Null if this task has to try itself.
   */
  private @Nullable ModelLease await(CompletableFuture<Shared> flight)
      throws UnusableModelException, InterruptedException {
    try {
      Shared shared = flight.get();
      synchronized (this) {
        // The model may be unloaded again already.
        return models.get(shared.model.sha256()) == shared ? lease(shared) : null;
      }
    } catch (ExecutionException e) {
      if (e.getCause() instanceof UnusableModelException refused) {
        throw new UnusableModelException(refused.reason(), String.valueOf(refused.getMessage()), e);
      }
      // The other task was cancelled or has failed, so this task tries itself.
      return null;
    }
  }

  private ModelLease lease(Shared shared) {
    shared.leases++;
    return new ModelLease(shared.model, () -> release(shared));
  }

  private synchronized void release(Shared shared) {
    if (--shared.leases == 0) {
      models.remove(shared.model.sha256());
      shared.model.close();
    }
  }

  synchronized int loaded() {
    return models.size();
  }

  private static final class Shared {
    final StepModel model;
    int leases;

    Shared(StepModel model) {
      this.model = model;
    }
  }
}
