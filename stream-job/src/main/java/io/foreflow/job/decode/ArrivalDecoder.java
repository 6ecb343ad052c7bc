package io.foreflow.job.decode;

import io.foreflow.job.arrival.AcceptedReading;
import io.foreflow.job.arrival.Arrival;
import io.foreflow.job.arrival.CutHeaders;
import io.foreflow.job.arrival.RawRecord;
import io.foreflow.job.arrival.RejectedRecord;
import io.foreflow.job.exchange.ExchangeType;
import io.foreflow.series.FutureBound;
import io.foreflow.series.ReadingIntake;
import io.foreflow.wire.MalformedRecordException;
import io.foreflow.wire.RejectionReason;
import io.foreflow.wire.registry.TopicFormat;
import org.apache.flink.api.common.serialization.DeserializationSchema;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.connector.kafka.source.reader.deserializer.KafkaRecordDeserializationSchema;
import org.apache.flink.util.Collector;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * Decodes one reading from each Kafka record. A record that is no reading becomes a rejected
 * record. An exception would make the job restart and read the same record again, for ever. Only an
 * outage of the schema registry is thrown, because no record is to blame for it.
 */
public final class ArrivalDecoder implements KafkaRecordDeserializationSchema<Arrival> {
  private static final long serialVersionUID = 1;

  private final TopicFormat format;
  private final FutureBound futureBound;
  private transient ReadingIntake intake;

  /** Decodes readings written in {@code format}. */
  public ArrivalDecoder(TopicFormat format, FutureBound futureBound) {
    this.format = format;
    this.futureBound = futureBound;
  }

  @Override
  public void open(DeserializationSchema.InitializationContext context) {
    intake = new ReadingIntake(format.readings(), futureBound);
  }

  @Override
  public void deserialize(ConsumerRecord<byte[], byte[]> record, Collector<Arrival> out) {
    out.collect(decode(RawRecord.of(record)));
  }

  Arrival decode(RawRecord raw) {
    if (raw.value() != null && CutHeaders.has(raw.headers(), CutHeaders.Part.VALUE)) {
      return tooLarge(raw, raw.value().length);
    }
    try {
      return new AcceptedReading(intake.read(raw.value(), raw.timestamp()), raw);
    } catch (MalformedRecordException e) {
      return RejectedRecord.deadLetter(raw, e.reason().code(), String.valueOf(e.getMessage()));
    }
  }

  private static RejectedRecord tooLarge(RawRecord raw, int longest) {
    return RejectedRecord.deadLetter(
        raw,
        RejectionReason.TOO_LARGE.code(),
        "the value is longer than "
            + longest
            + " bytes (max-record-bytes): no reading is; its first bytes are here, its length and"
            + " hash in headers");
  }

  @Override
  public TypeInformation<Arrival> getProducedType() {
    return ExchangeType.ARRIVAL;
  }
}
