package io.foreflow.job.transaction;

import io.foreflow.job.config.LossPolicy;
import java.io.IOException;
import java.lang.reflect.Field;
import java.util.Collection;
import java.util.List;
import java.util.Properties;
import org.apache.flink.api.connector.sink2.Committer;
import org.apache.flink.api.connector.sink2.CommitterInitContext;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.sink2.StatefulSinkWriter;
import org.apache.flink.api.connector.sink2.SupportsCommitter;
import org.apache.flink.api.connector.sink2.SupportsWriterState;
import org.apache.flink.api.connector.sink2.WriterInitContext;
import org.apache.flink.connector.base.DeliveryGuarantee;
import org.apache.flink.connector.kafka.sink.KafkaCommittable;
import org.apache.flink.connector.kafka.sink.KafkaRecordSerializationSchema;
import org.apache.flink.connector.kafka.sink.KafkaSink;
import org.apache.flink.connector.kafka.sink.KafkaWriterState;
import org.apache.flink.connector.kafka.sink.TransactionNamingStrategy;
import org.apache.flink.connector.kafka.sink.TwoPhaseCommittingStatefulSink;
import org.apache.flink.connector.kafka.sink.TwoPhaseCommittingStatefulSink.PrecommittingStatefulSinkWriter;
import org.apache.flink.core.io.SimpleVersionedSerializer;
import org.apache.flink.streaming.api.connector.sink2.CommittableMessage;
import org.apache.flink.streaming.api.connector.sink2.SupportsPostCommitTopology;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.kafka.clients.admin.Admin;

/**
 * The connector's exactly-once sink with three changes: it takes a transactional id only if
 * something is written, it uses ids again, and it distinguishes a lost transaction from one that is
 * committed twice.
 *
 * <p>Its states are those of the connector's sink: each restores a savepoint of the other.
 */
public final class TransactionalSink<T>
    implements Sink<T>,
        SupportsWriterState<T, KafkaWriterState>,
        SupportsCommitter<KafkaCommittable>,
        SupportsPostCommitTopology<KafkaCommittable> {
  private static final long serialVersionUID = 1;

  private final KafkaSink<T> sink;
  private final Properties producer;
  private final LostTransactionEvents events;
  private final LossPolicy policy;

  /**
   * Writes records in transactions.
   *
   * @param records serializes the records
   * @param producer the settings of Kafka's producer
   * @param events where a loss is reported
   * @param policy what happens after the report
   */
  public TransactionalSink(
      KafkaRecordSerializationSchema<T> records,
      Properties producer,
      LostTransactionEvents events,
      LossPolicy policy) {
    this.producer = producer;
    this.events = events;
    this.policy = policy;
    this.sink =
        KafkaSink.<T>builder()
            .setKafkaProducerConfig(producer)
            .setDeliveryGuarantee(DeliveryGuarantee.EXACTLY_ONCE)
            .setTransactionalIdPrefix(TransactionIds.prefix(events.idPrefix(), events.sink()))
            .setTransactionNamingStrategy(TransactionNamingStrategy.POOLING)
            .setRecordSerializer(new TopicRecords<>(records))
            .build();
  }

  @Override
  public StatefulSinkWriter<T, KafkaWriterState> createWriter(WriterInitContext context)
      throws IOException {
    return restoreWriter(context, List.of());
  }

  @Override
  public StatefulSinkWriter<T, KafkaWriterState> restoreWriter(
      WriterInitContext context, Collection<KafkaWriterState> states) throws IOException {
    requireBrokers();
    TwoPhaseCommittingStatefulSink<T, KafkaWriterState, KafkaCommittable> connector = sink;
    PrecommittingStatefulSinkWriter<T, KafkaWriterState, KafkaCommittable> writer =
        connector.restoreWriter(context, states);
    closeAdmin(writer);
    return new IdleSkippingWriter<>(
        writer, context.getProcessingTimeService()::getCurrentProcessingTime);
  }

  /** Fails if no broker answers, before the connector makes a client that it would leave open. */
  private void requireBrokers() throws IOException {
    try (TransactionCoordinator coordinator = new TransactionCoordinator(producer)) {
      coordinator.requireAnswer();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while asking for brokers", e);
    }
  }

  /**
   * Closes the client with which the connector's writer has looked for open transactions. The
   * writer needs it no more and never closes it (5.0.0-2.2). Each start of each task would leave a
   * thread that keeps all classes of a job that is gone.
   */
  private static void closeAdmin(Object writer) {
    try {
      Field field = writer.getClass().getDeclaredField("adminClient");
      field.setAccessible(true);
      if (field.get(writer) instanceof Admin admin) {
        admin.close();
        field.set(writer, null);
      }
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("another flink-connector-kafka than this was made for", e);
    }
  }

  @Override
  public SimpleVersionedSerializer<KafkaWriterState> getWriterStateSerializer() {
    return sink.getWriterStateSerializer();
  }

  @Override
  public Committer<KafkaCommittable> createCommitter(CommitterInitContext context)
      throws IOException {
    TransactionCoordinator coordinator = new TransactionCoordinator(producer);
    return new CheckedCommitter(
        sink.createCommitter(context),
        coordinator,
        new LostTransactionReport(events, coordinator, producer, context.metricGroup()),
        policy,
        System::currentTimeMillis);
  }

  @Override
  public SimpleVersionedSerializer<KafkaCommittable> getCommittableSerializer() {
    return sink.getCommittableSerializer();
  }

  @Override
  public void addPostCommitTopology(DataStream<CommittableMessage<KafkaCommittable>> committed) {
    sink.addPostCommitTopology(committed);
  }
}
