package io.foreflow.trainer.kernel;

import ai.djl.engine.Engine;
import ai.djl.training.GradientCollector;
import org.jspecify.annotations.Nullable;

/**
 * The permission to record gradients, for several threads at a time. The engine allows one
 * collector, which holds no state of its own, so all threads share one as long as any needs it.
 */
public final class GradientRecording implements AutoCloseable {

  private static final Object LOCK = new Object();
  private static int users;
  private static @Nullable GradientCollector shared;

  private final GradientCollector collector;

  private GradientRecording(GradientCollector collector) {
    this.collector = collector;
  }

  /** Begins to record. */
  public static GradientRecording begin(Engine engine) {
    synchronized (LOCK) {
      GradientCollector collector = shared == null ? engine.newGradientCollector() : shared;
      shared = collector;
      users++;
      return new GradientRecording(collector);
    }
  }

  /** What computes the gradients. */
  public GradientCollector collector() {
    return collector;
  }

  @Override
  public void close() {
    synchronized (LOCK) {
      users--;
      if (users == 0) {
        collector.close();
        shared = null;
      }
    }
  }
}
