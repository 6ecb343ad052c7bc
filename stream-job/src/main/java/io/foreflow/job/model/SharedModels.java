package io.foreflow.job.model;

import io.foreflow.model.ModelRefusedException;
import io.foreflow.model.StepModel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;

/**
 * The models that this process has loaded. All tasks that ask for the same file share one: its
 * weights lie in memory once, and ONNX Runtime's sessions are safe to share.
 */
public final class SharedModels {
  /**
   * The one mutable static of the job: tasks of one TaskManager have nothing else in common. Flink
   * gives each job a class loader, so jobs don't meet here.
   */
  private static final SharedModels PROCESS = new SharedModels();

  private final Map<String, Shared> models = new HashMap<>();

  SharedModels() {}

  /** Those of this process. */
  public static SharedModels ofProcess() {
    return PROCESS;
  }

  /**
   * Loads the model, unless another task has. Each lease must be closed; the last one to close
   * unloads the model.
   */
  public synchronized ModelLease acquire(ModelLocation location)
      throws IOException, ModelRefusedException {
    byte[] file = read(location);
    String sha256 = sha256(file);
    String expected = location.sha256();
    Shared shared = models.get(sha256);
    if (shared == null || (expected != null && !expected.equals(sha256))) {
      shared = new Shared(StepModel.open(file, expected == null ? sha256 : expected));
      models.put(sha256, shared);
    }
    shared.leases++;
    return new ModelLease(shared.model, () -> release(sha256));
  }

  private synchronized void release(String sha256) {
    Shared shared = models.get(sha256);
    if (shared != null && --shared.leases == 0) {
      models.remove(sha256);
      shared.model.close();
    }
  }

  synchronized int loaded() {
    return models.size();
  }

  private static byte[] read(ModelLocation location) throws IOException {
    try {
      return Files.readAllBytes(Path.of(location.path()));
    } catch (IOException e) {
      throw new IOException(
          "The model file "
              + location.path()
              + " can't be read on this machine ("
              + e
              + "); model.uri must name a file that every TaskManager can read",
          e);
    }
  }

  private static String sha256(byte[] file) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(file));
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("Every Java platform has SHA-256", e);
    }
  }

  private static final class Shared {
    final StepModel model;
    int leases;

    Shared(StepModel model) {
      this.model = model;
    }
  }
}
