package io.foreflow.job.transaction;

import io.foreflow.job.config.LossPolicy;
import java.io.IOException;
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
import org.apache.flink.core.io.SimpleVersionedSerializer;
import org.apache.flink.streaming.api.connector.sink2.CommittableMessage;
import org.apache.flink.streaming.api.connector.sink2.SupportsPostCommitTopology;
import org.apache.flink.streaming.api.datastream.DataStream;

/**
 * The connector's exactly-once sink, which takes a transactional id only where something is
 * written, uses ids again, and tells a lost transaction from one that is committed twice.
 *
 * <p>Its states are those of the connector's sink: a savepoint of either restores the other.
 */
public final class TransactionalSink<T>
    implements Sink<T>,
        SupportsWriterState<T, KafkaWriterState>,
        SupportsCommitter<KafkaCommittable>,
        SupportsPostCommitTopology<KafkaCommittable> {
  private static final long serialVersionUID = 1;

  private final KafkaSink<T> sink;
  private final Properties producer;
  private final LossEvents events;
  private final LossPolicy policy;

  /**
   * Writes records in transactions.
   *
   * @param records what is written
   * @param producer the settings of Kafka's producer
   * @param events where a loss is said
   * @param policy what is done after it was said
   */
  public TransactionalSink(
      KafkaRecordSerializationSchema<T> records,
      Properties producer,
      LossEvents events,
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
    TwoPhaseCommittingStatefulSink<T, KafkaWriterState, KafkaCommittable> connector = sink;
    return new SparingWriter<>(
        connector.restoreWriter(context, states),
        context.getProcessingTimeService()::getCurrentProcessingTime);
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
        new LossReport(events, coordinator, producer, context.metricGroup()),
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
