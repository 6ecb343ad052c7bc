package io.foreflow.job.model;

import io.foreflow.wire.ModelAnnouncement;
import org.jspecify.annotations.Nullable;

/**
 * What became of an announced model: a lease of it, or why there is none.
 *
 * @param lease the receiver's to close
 * @param why it was refused; null if there is a lease
 */
public record LoadResult(
    ModelAnnouncement announcement,
    @Nullable ModelLease lease,
    @Nullable UnusableModelException why)
    implements AutoCloseable {

  /** The lease. */
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
