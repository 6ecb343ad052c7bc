package io.foreflow.job.transaction;

import io.foreflow.job.metrics.JobMetrics;
import io.foreflow.wire.TransactionEvent;
import io.foreflow.wire.TransactionEventJson;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MetricGroup;
import org.apache.kafka.clients.admin.TransactionDescription;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reports a lost transaction in the log, as a metric, and on the topic of events. */
final class LostTransactionReport {
  private static final Logger LOG = LoggerFactory.getLogger(LostTransactionReport.class);
  private static final String PATIENCE_MILLIS = "15000";

  private final LostTransactionEvents events;
  private final TransactionCoordinator coordinator;
  private final Properties settings;
  private final Counter lost;
  private final Counter unknown;

  LostTransactionReport(
      LostTransactionEvents events,
      TransactionCoordinator coordinator,
      Properties producer,
      MetricGroup metrics) {
    this.events = events;
    this.coordinator = coordinator;
    this.settings = new Properties();
    settings.putAll(producer);
    settings.remove(ProducerConfig.TRANSACTION_TIMEOUT_CONFIG);
    for (String limit :
        List.of(
            ProducerConfig.MAX_BLOCK_MS_CONFIG,
            ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG,
            ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG)) {
      settings.put(limit, PATIENCE_MILLIS);
    }
    settings.put(ProducerConfig.LINGER_MS_CONFIG, "0");
    MetricGroup group = metrics.addGroup(JobMetrics.GROUP);
    this.lost = group.counter(JobMetrics.LOST_TRANSACTIONS.name());
    this.unknown = group.counter(JobMetrics.UNKNOWN_TRANSACTIONS.name());
  }

  /** Reports a transaction that is lost or may be, and returns the sentence that says so. */
  String report(String id, TransactionOutcome outcome, @Nullable TransactionDescription found)
      throws InterruptedException {
    boolean certain = outcome == TransactionOutcome.LOST;
    (certain ? lost : unknown).inc();
    LostTransactions.add();
    String message = message(certain, found);
    LOG.error("{} (transactional id {})", message, id);
    write(
        new TransactionEvent(
            certain ? TransactionEvent.Kind.LOST : TransactionEvent.Kind.UNKNOWN,
            System.currentTimeMillis(),
            events.pipeline(),
            events.topic(),
            id,
            message));
    return message;
  }

  private String message(boolean certain, @Nullable TransactionDescription found) {
    if (!certain) {
      return "The records of one transaction for topic "
          + events.topic()
          + " may be lost: the brokers do not know its transactional id any more. They forget an id"
          + " after transactional.id.expiration.ms, 7 days by default, so this is usual for an old"
          + " savepoint, whose transactions were committed when it was taken.";
    }
    boolean byHand =
        found != null && found.transactionTimeoutMs() == TransactionIds.ABORTED_BY_HAND_MILLIS;
    return "The records of one transaction for topic "
        + events.topic()
        + " are lost: "
        + (byHand
            ? "it was aborted by `foreflow transactions abort` before this job was restored."
            : "the broker aborted it before it was committed, most often because it was open for"
                + " longer than transaction-timeout while the job or the broker was away.")
        + " To make them again, start a second job from an older savepoint, or at older readings,"
        + " with another name and another forecasts topic.";
  }

  private void write(TransactionEvent event) throws InterruptedException {
    try {
      if (!coordinator.hasTopic(events.eventsTopic())) {
        return;
      }
      // Without a transaction, so that the event is seen whatever happens to the next checkpoint.
      try (KafkaProducer<byte[], byte[]> producer =
          new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer())) {
        RecordMetadata unused =
            producer
                .send(
                    new ProducerRecord<>(
                        events.eventsTopic(),
                        null,
                        event.time(),
                        event.transactionalId().getBytes(StandardCharsets.UTF_8),
                        TransactionEventJson.write(event)))
                .get();
      }
    } catch (KafkaException | ExecutionException e) {
      LOG.warn("No event of a lost transaction on topic {}", events.eventsTopic(), e);
    }
  }
}
