package io.foreflow.job.transaction;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import java.util.regex.Pattern;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.FenceProducersOptions;
import org.apache.kafka.clients.admin.ListTransactionsOptions;
import org.apache.kafka.clients.admin.TransactionDescription;
import org.apache.kafka.clients.admin.TransactionListing;
import org.apache.kafka.clients.admin.TransactionState;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;

/** The open transactions of one pipeline, for a person who has to deal with them. */
public final class PipelineTransactions implements AutoCloseable {
  private final Admin admin;
  private final Pattern ids;

  private PipelineTransactions(Admin admin, Pattern ids) {
    this.admin = admin;
    this.ids = ids;
  }

  /**
   * The transactions whose ids begin with a pipeline's prefix.
   *
   * @param settings how to reach the brokers
   */
  public static PipelineTransactions of(Properties settings, String idPrefix) {
    return new PipelineTransactions(Admin.create(settings), TransactionIds.of(idPrefix));
  }

  /**
   * The transactions that are open now, the oldest first.
   *
   * @throws KafkaException if the brokers do not answer
   */
  public List<OpenTransaction> open() throws InterruptedException {
    List<String> ours =
        answer(
                admin
                    .listTransactions(
                        new ListTransactionsOptions()
                            .filterStates(List.of(TransactionState.ONGOING)))
                    .all())
            .stream()
            .map(TransactionListing::transactionalId)
            .filter(id -> ids.matcher(id).matches())
            .toList();
    List<OpenTransaction> open = new ArrayList<>();
    for (Map.Entry<String, TransactionDescription> each :
        answer(admin.describeTransactions(ours).all()).entrySet()) {
      TransactionDescription found = each.getValue();
      if (found.state() == TransactionState.ONGOING) {
        open.add(
            new OpenTransaction(
                each.getKey(),
                found.producerId(),
                found.producerEpoch(),
                found.transactionStartTimeMs().orElse(0),
                found.transactionTimeoutMs(),
                found.topicPartitions().stream().map(Object::toString).sorted().toList()));
      }
    }
    open.sort(
        Comparator.comparingLong(OpenTransaction::startMillis).thenComparing(OpenTransaction::id));
    return open;
  }

  /**
   * Aborts a transaction, so that its records are never seen. A job that restores a checkpoint with
   * it later reports that.
   *
   * @throws KafkaException if the brokers do not answer, or do not allow it
   */
  public void abort(OpenTransaction transaction) throws InterruptedException {
    answer(
        admin
            .fenceProducers(
                List.of(transaction.id()),
                new FenceProducersOptions().timeoutMs(TransactionIds.ABORTED_BY_HAND_MILLIS))
            .all());
  }

  private static <T> T answer(KafkaFuture<T> future) throws InterruptedException {
    try {
      return future.get();
    } catch (ExecutionException e) {
      throw e.getCause() instanceof KafkaException known ? known : new KafkaException(e.getCause());
    }
  }

  @Override
  public void close() {
    admin.close();
  }
}
