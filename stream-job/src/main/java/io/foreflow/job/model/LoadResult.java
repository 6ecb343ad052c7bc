package io.foreflow.job.model;

import io.foreflow.wire.ModelAnnouncement;
import org.jspecify.annotations.Nullable;

/**
 * The result of loading an announced model: a lease of it, or the reason why there is none.
 *
 * @param lease to be closed by the receiver
 * @param why it was refused; null if there is a lease
 */
public record LoadResult(
    ModelAnnouncement announcement,
    @Nullable ModelLease lease,
    @Nullable UnusableModelException why)
    implements AutoCloseable {

  /** Returns the lease, or throws the reason why there is none. */
  public ModelLease orElseThrow() throws UnusableModelException {
    if (lease != null) {
      return lease;
    }
    if (why != null) {
      throw why;
    }
    throw new IllegalStateException("neither a lease nor a reason");
  }

  @Override
  public void close() {
    if (lease != null) {
      lease.close();
    }
  }
}
