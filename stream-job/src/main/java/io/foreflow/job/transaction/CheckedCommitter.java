package io.foreflow.job.transaction;

import io.foreflow.job.config.DeliveryOptions;
import io.foreflow.job.config.LossPolicy;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;
import org.apache.flink.api.connector.sink2.Committer;
import org.apache.flink.connector.kafka.sink.KafkaCommittable;
import org.apache.flink.runtime.execution.SuppressRestartsException;
import org.apache.kafka.clients.admin.TransactionDescription;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Commits transactions with the connector's committer, and asks the broker if a commit is in doubt.
 *
 * <p>A checkpoint holds the transactions that were prepared for it. A job that is restored from it
 * commits them again. Most brokers refuse that, both if the first commit succeeded and if the
 * transaction was aborted meanwhile. The connector takes both for lost data and only logs it. Here
 * only an aborted transaction counts as lost.
 */
final class CheckedCommitter implements Committer<KafkaCommittable> {
  private static final Logger LOG = LoggerFactory.getLogger(CheckedCommitter.class);

  private final Committer<KafkaCommittable> committer;
  private final TransactionCoordinator coordinator;
  private final LostTransactionReport losses;
  private final LossPolicy policy;
  private final LongSupplier clock;
  private @Nullable String loss;

  CheckedCommitter(
      Committer<KafkaCommittable> committer,
      TransactionCoordinator coordinator,
      LostTransactionReport losses,
      LossPolicy policy,
      LongSupplier clock) {
    this.committer = committer;
    this.coordinator = coordinator;
    this.losses = losses;
    this.policy = policy;
    this.clock = clock;
  }

  @Override
  public void commit(Collection<CommitRequest<KafkaCommittable>> requests)
      throws IOException, InterruptedException {
    List<CommitRequest<KafkaCommittable>> open = new ArrayList<>();
    List<CommitRequest<KafkaCommittable>> restored = new ArrayList<>();
    for (CommitRequest<KafkaCommittable> request : requests) {
      // Only a transaction from a checkpoint has no producer any more.
      (request.getCommittable().getProducer().isPresent() ? open : restored).add(request);
    }
    open.addAll(stillOpen(restored));
    if (!open.isEmpty()) {
      committer.commit(
          open.stream()
              .<CommitRequest<KafkaCommittable>>map(request -> new CheckedRequest(request))
              .toList());
    }
    // Thrown only after all were tried and all losses were reported.
    if (loss != null && policy == LossPolicy.STOP) {
      throw new SuppressRestartsException(
          new IOException(
              loss
                  + " The job stops for "
                  + DeliveryOptions.ON_LOST_TRANSACTION.name()
                  + ": stop. To go on, start it from its last checkpoint with continue."));
    }
  }

  /** The restored transactions that are still to be committed. The others are done. */
  private List<CommitRequest<KafkaCommittable>> stillOpen(
      List<CommitRequest<KafkaCommittable>> restored) throws InterruptedException {
    List<CommitRequest<KafkaCommittable>> open = new ArrayList<>();
    if (restored.isEmpty()) {
      return open;
    }
    Map<String, TransactionDescription> known;
    try {
      known =
          coordinator.describe(
              restored.stream().map(each -> each.getCommittable().getTransactionalId()).toList());
    } catch (KafkaException e) {
      LOG.warn("The brokers did not tell of restored transactions; they are committed unseen", e);
      return restored;
    }
    for (CommitRequest<KafkaCommittable> request : restored) {
      KafkaCommittable prepared = request.getCommittable();
      TransactionDescription found = known.get(prepared.getTransactionalId());
      TransactionOutcome outcome =
          found == null
              ? TransactionOutcome.UNKNOWN
              : TransactionOutcome.ofRestored(prepared, found, clock.getAsLong());
      if (outcome == TransactionOutcome.OPEN) {
        open.add(request);
      } else {
        settle(request, outcome, found, null);
        abortWhatNobodyOwns(prepared, found);
      }
    }
    return open;
  }

  /**
   * Aborts a transaction that a failed attempt began under an id of ours, after our own had ended.
   * The writer assumes that the id is prepared and leaves it alone, and the committer has nothing
   * to commit. So the transaction would hold back all readers of committed records until it times
   * out.
   */
  private void abortWhatNobodyOwns(
      KafkaCommittable prepared, @Nullable TransactionDescription found)
      throws InterruptedException {
    if (found != null && TransactionOutcome.isTakenAnew(prepared, found)) {
      try {
        coordinator.abort(prepared.getTransactionalId());
      } catch (KafkaException e) {
        LOG.warn("Transaction {} stays open until it times out", found, e);
      }
    }
  }

  private void settle(
      CommitRequest<KafkaCommittable> request,
      TransactionOutcome outcome,
      @Nullable TransactionDescription found,
      @Nullable Throwable cause)
      throws InterruptedException {
    String id = request.getCommittable().getTransactionalId();
    if (outcome == TransactionOutcome.COMMITTED) {
      LOG.info("Transaction {} was committed before", id);
      request.signalAlreadyCommitted();
      return;
    }
    String why = losses.report(id, outcome, found);
    if (outcome == TransactionOutcome.LOST) {
      loss = why;
    }
    request.signalFailedWithKnownReason(cause == null ? new IOException(why) : cause);
  }

  @Override
  public void close() throws Exception {
    try (coordinator) {
      committer.close();
    }
  }

  /** A commit request. The connector may report that it failed, but the broker decides. */
  private final class CheckedRequest implements CommitRequest<KafkaCommittable> {
    private final CommitRequest<KafkaCommittable> request;

    CheckedRequest(CommitRequest<KafkaCommittable> request) {
      this.request = request;
    }

    @Override
    public KafkaCommittable getCommittable() {
      return request.getCommittable();
    }

    @Override
    public int getNumberOfRetries() {
      return request.getNumberOfRetries();
    }

    @Override
    public void signalFailedWithKnownReason(Throwable cause) {
      KafkaCommittable prepared = getCommittable();
      String id = prepared.getTransactionalId();
      try {
        TransactionOutcome outcome = TransactionOutcome.UNKNOWN;
        TransactionDescription found = null;
        try {
          found = coordinator.describe(List.of(id)).get(id);
          if (found != null) {
            outcome = TransactionOutcome.ofRefused(prepared, found);
          }
        } catch (KafkaException e) {
          LOG.warn("The brokers did not tell what became of transaction {}", id, e);
        }
        settle(request, outcome, found, cause);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        request.signalFailedWithKnownReason(cause);
      }
    }

    @Override
    public void signalFailedWithUnknownReason(Throwable cause) {
      request.signalFailedWithUnknownReason(cause);
    }

    @Override
    public void retryLater() {
      request.retryLater();
    }

    @Override
    public void updateAndRetryLater(KafkaCommittable committable) {
      request.updateAndRetryLater(committable);
    }

    @Override
    public void signalAlreadyCommitted() {
      request.signalAlreadyCommitted();
    }

    @Override
    public String toString() {
      return getCommittable().toString();
    }
  }
}
