package io.foreflow.job.model;

import io.foreflow.model.StepModel;

/**
 * A task's right to use a model that other tasks may use too. Closing it a second time does
 * nothing.
 */
public final class ModelLease implements AutoCloseable {
  private final StepModel model;
  private final Runnable release;
  private boolean closed;

  ModelLease(StepModel model, Runnable release) {
    this.model = model;
    this.release = release;
  }

  /** The model, which can be used until the lease is closed. */
  public StepModel model() {
    return model;
  }

  @Override
  public void close() {
    if (!closed) {
      closed = true;
      release.run();
    }
  }
}
