package io.foreflow.console.intake;

import io.foreflow.console.memory.Arrival;
import io.foreflow.wire.MalformedRecordException;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Takes the records of a topic. One thread uses it. */
@FunctionalInterface
public interface RecordTaker {

  /**
   * Takes a record.
   *
   * @throws MalformedRecordException if the record is not what the topic is for
   */
  void take(ConsumerRecord<byte[], byte[]> record, Arrival arrival) throws MalformedRecordException;
}
