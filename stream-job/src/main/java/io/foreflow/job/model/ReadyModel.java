package io.foreflow.job.model;

import io.foreflow.model.StepModel;
import io.foreflow.model.StepWorkspace;

/**
 * A model with which a task can step at once: a lease of the loaded model, and buffers for a full
 * wave. The thread that loads the model makes it, so that the task's own thread never needs memory
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
   * Allocates buffers for waves of {@code rows} rows. The result owns the lease. If there is no
   * memory, the lease is closed.
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

  /** The model, which can be used until this is closed. */
  public StepModel model() {
    return lease.model();
  }

  /** The buffers of the task. */
  public StepWorkspace workspace() {
    return workspace;
  }

  @Override
  public void close() {
    workspace.close();
    lease.close();
  }
}
