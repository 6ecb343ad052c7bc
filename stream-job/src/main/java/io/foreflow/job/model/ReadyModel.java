package io.foreflow.job.model;

import io.foreflow.model.StepModel;
import io.foreflow.model.StepWorkspace;

/**
 * A model that one task can step with at once: its share of the loaded model, and buffers for a
 * full wave. Whoever loads the model makes it, so that a task's own thread never asks for memory
 * that may not be there.
 */
public final class ReadyModel implements AutoCloseable {
  private final ModelLease lease;
  private final StepWorkspace workspace;

  private ReadyModel(ModelLease lease, StepWorkspace workspace) {
    this.lease = lease;
    this.workspace = workspace;
  }

  /**
   * Allocates buffers for waves of so many rows. The lease is the result's from now on; it is
   * closed where there is no memory.
   */
  public static ReadyModel of(ModelLease lease, int rows) throws UnusableModelException {
    boolean ready = false;
    try {
      ReadyModel model = new ReadyModel(lease, lease.model().newWorkspace(rows));
      ready = true;
      return model;
    } catch (Error e) {
      throw UnusableModelException.broken(e);
    } finally {
      if (!ready) {
        lease.close();
      }
    }
  }

  /** Usable until this is closed. */
  public StepModel model() {
    return lease.model();
  }

  /** Buffers of the task. */
  public StepWorkspace workspace() {
    return workspace;
  }

  @Override
  public void close() {
    workspace.close();
    lease.close();
  }
}
