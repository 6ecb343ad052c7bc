package io.foreflow.job.transaction;

import java.io.IOException;
import java.util.Collection;
import java.util.List;
import java.util.function.LongSupplier;
import org.apache.flink.api.common.eventtime.Watermark;
import org.apache.flink.api.connector.sink2.CommittingSinkWriter;
import org.apache.flink.api.connector.sink2.StatefulSinkWriter;
import org.apache.flink.connector.kafka.sink.KafkaCommittable;
import org.apache.flink.connector.kafka.sink.KafkaWriterState;
import org.apache.flink.connector.kafka.sink.TwoPhaseCommittingStatefulSink.PrecommittingStatefulSinkWriter;
import org.apache.flink.connector.kafka.sink.internal.TransactionOwnership;

/**
 * The connector's writer, without work at checkpoints before which nothing was written. The
 * connector asks the broker for a new epoch of a transactional id at each checkpoint, even for a
 * sink that has had nothing to write for days.
 *
 * <p>No broker knows the open transaction before its first record. So the state of the checkpoint
 * before stays valid: what it lists as prepared is prepared or committed, and the transaction that
 * began after it is not in the list, whenever its records come.
 */
final class IdleSkippingWriter<T>
    implements StatefulSinkWriter<T, KafkaWriterState>, CommittingSinkWriter<T, KafkaCommittable> {
  /**
   * How long an id may stay unused. Brokers forget ids after transactional.id.expiration.ms, 7 days
   * by default, and then refuse what is written under them.
   */
  static final long RENEWAL_MILLIS = 3_600_000;

  private final PrecommittingStatefulSinkWriter<T, KafkaWriterState, KafkaCommittable> writer;
  private final LongSupplier clock;
  private List<KafkaWriterState> states = List.of();
  private boolean written;
  private boolean prepared;
  private long renewAt;

  IdleSkippingWriter(
      PrecommittingStatefulSinkWriter<T, KafkaWriterState, KafkaCommittable> writer,
      LongSupplier clock) {
    this.writer = writer;
    this.clock = clock;
    // The first checkpoint has no earlier state to keep.
    this.renewAt = Long.MIN_VALUE;
  }

  @Override
  public void write(T element, Context context) throws IOException, InterruptedException {
    written = true;
    writer.write(element, context);
  }

  @Override
  public void flush(boolean endOfInput) throws IOException, InterruptedException {
    if (written || endOfInput) {
      writer.flush(endOfInput);
    }
  }

  @Override
  public void writeWatermark(Watermark watermark) throws IOException, InterruptedException {
    writer.writeWatermark(watermark);
  }

  @Override
  public Collection<KafkaCommittable> prepareCommit() throws IOException, InterruptedException {
    if (!written && clock.getAsLong() < renewAt) {
      return List.of();
    }
    written = false;
    prepared = true;
    return writer.prepareCommit();
  }

  @Override
  public List<KafkaWriterState> snapshotState(long checkpointId) throws IOException {
    if (prepared) {
      states =
          writer.snapshotState(checkpointId).stream().map(IdleSkippingWriter::readable).toList();
      prepared = false;
      renewAt = clock.getAsLong() + RENEWAL_MILLIS;
    }
    return states;
  }

  /**
   * The state in the form of earlier builds, which took new ids with each checkpoint. They refuse
   * to restore any other form, and the connector's own strategy for used ids reads both.
   */
  private static KafkaWriterState readable(KafkaWriterState state) {
    return new KafkaWriterState(
        state.getTransactionalIdPrefix(),
        state.getOwnedSubtaskId(),
        state.getTotalNumberOfOwnedSubtasks(),
        TransactionOwnership.IMPLICIT_BY_SUBTASK_ID,
        state.getPrecommittedTransactionalIds());
  }

  @Override
  public void close() throws Exception {
    writer.close();
  }
}
