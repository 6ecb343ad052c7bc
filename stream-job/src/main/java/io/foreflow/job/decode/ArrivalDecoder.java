package io.foreflow.job.decode;

import io.foreflow.job.arrival.AcceptedReading;
import io.foreflow.job.arrival.Arrival;
import io.foreflow.job.arrival.RawRecord;
import io.foreflow.job.arrival.RejectedRecord;
import io.foreflow.job.exchange.ExchangeType;
import io.foreflow.wire.MalformedRecordException;
import io.foreflow.wire.Reading;
import io.foreflow.wire.RecordDecoder;
import io.foreflow.wire.RejectionReason;
import io.foreflow.wire.registry.TopicFormat;
import org.apache.flink.api.common.serialization.DeserializationSchema;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.connector.kafka.source.reader.deserializer.KafkaRecordDeserializationSchema;
import org.apache.flink.util.Collector;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/**
 * Decodes one reading from each Kafka record. A record that is none becomes a rejected one: were it
 * thrown, the job would restart, read it again, and so for ever. Only an outage of the schema
 * registry is thrown: no record is to blame for it.
 */
public final class ArrivalDecoder implements KafkaRecordDeserializationSchema<Arrival> {
  private static final long serialVersionUID = 1;

  private final TopicFormat format;
  private final FutureBound futureBound;
  private transient @Nullable RecordDecoder<Reading> decoder;

  /** Decodes readings written in {@code format}. */
  public ArrivalDecoder(TopicFormat format, FutureBound futureBound) {
    this.format = format;
    this.futureBound = futureBound;
  }

  @Override
  public void open(DeserializationSchema.InitializationContext context) {
    decoder = format.readings();
  }

  @Override
  public void deserialize(ConsumerRecord<byte[], byte[]> record, Collector<Arrival> out) {
    out.collect(decode(RawRecord.of(record)));
  }

  Arrival decode(RawRecord raw) {
    byte[] value = raw.value();
    if (value == null) {
      return RejectedRecord.deadLetter(
          raw, RejectionReason.UNDECODABLE.code(), "the record has no value");
    }
    RecordDecoder<Reading> decoder = this.decoder;
    if (decoder == null) {
      throw new IllegalStateException("open() was not called");
    }
    try {
      Reading reading = decoder.decode(value);
      return futureBound.allows(reading, raw.timestamp())
          ? new AcceptedReading(reading, raw)
          : RejectedRecord.deadLetter(
              raw,
              RejectionReason.TIME_IN_FUTURE.code(),
              futureBound.message(reading, raw.timestamp()));
    } catch (MalformedRecordException e) {
      return RejectedRecord.deadLetter(raw, e.reason().code(), String.valueOf(e.getMessage()));
    }
  }

  @Override
  public TypeInformation<Arrival> getProducedType() {
    return ExchangeType.ARRIVAL;
  }
}
