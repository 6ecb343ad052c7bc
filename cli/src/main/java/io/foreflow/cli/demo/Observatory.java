package io.foreflow.cli.demo;

import io.foreflow.cli.kafka.ForecastBytes;
import io.foreflow.cli.kafka.ReadingSink;
import io.foreflow.cli.score.Accuracy;
import io.foreflow.cli.score.Scorer;
import io.foreflow.wire.Forecast;
import io.foreflow.wire.MalformedRecordException;
import io.foreflow.wire.Reading;
import io.foreflow.wire.ReadingCodec;
import io.foreflow.wire.RecordDecoder;
import io.foreflow.wire.WireFormat;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * Sees everything that goes into the pipeline and everything that comes out: stands between the
 * simulator and Kafka on one side, and reads the topics on the other.
 */
final class Observatory {

  private final Ledger ledger = new Ledger();
  private final DeadLetters deadLetters = new DeadLetters();
  private final Scorer scorer;
  private final List<Watched> watched;
  private volatile long eventTime = Long.MIN_VALUE;

  Observatory(Scorer scorer, List<Watched> watched) {
    this.scorer = scorer;
    this.watched = List.copyOf(watched);
  }

  Ledger ledger() {
    return ledger;
  }

  DeadLetters deadLetters() {
    return deadLetters;
  }

  List<Watched> watched() {
    return watched;
  }

  Accuracy accuracy() {
    return scorer.accuracy();
  }

  /** Event time of the newest reading. */
  long eventTime() {
    return eventTime;
  }

  /** A sink that notes each reading before it goes on. */
  ReadingSink before(ReadingSink next) {
    return new ReadingSink() {
      @Override
      public void reading(Reading reading) {
        eventTime = reading.time();
        ledger.sent(reading, System.nanoTime());
        scorer.reading(reading);
        for (Watched series : watched) {
          if (series.series().equals(reading.series())) {
            series.reading(reading);
          }
        }
        next.reading(reading);
      }

      @Override
      public void bad(String key, byte[] value) {
        next.bad(key, value);
      }
    };
  }

  /** Opens the inboxes of the pipeline's output. */
  Inboxes read(String bootstrapServers, Topics topics, WireFormat readings) {
    ForecastBytes bytes = new ForecastBytes();
    RecordDecoder<Reading> decoder = ReadingCodec.decoder(readings);
    return new Inboxes(
        List.of(
            new Inbox(bootstrapServers, topics.forecasts(), record -> forecast(bytes, record)),
            new Inbox(bootstrapServers, topics.deadLetters(), deadLetters::seen),
            new Inbox(bootstrapServers, topics.late(), record -> late(decoder, record))));
  }

  private void forecast(ForecastBytes bytes, ConsumerRecord<byte[], byte[]> record) {
    Forecast forecast;
    try {
      forecast = bytes.decode(record.value());
    } catch (MalformedRecordException e) {
      throw new IllegalStateException("the job wrote a forecast that can't be read", e);
    }
    if (ledger.answered(forecast, System.nanoTime())) {
      scorer.forecast(forecast);
      for (Watched series : watched) {
        if (series.series().equals(forecast.series())) {
          series.forecast(forecast);
        }
      }
    }
  }

  private void late(RecordDecoder<Reading> decoder, ConsumerRecord<byte[], byte[]> record) {
    try {
      ledger.late(decoder.decode(record.value()));
    } catch (MalformedRecordException e) {
      throw new IllegalStateException("the job wrote a late reading that can't be read", e);
    }
  }

  /** The readers of the pipeline's output. */
  record Inboxes(List<Inbox> all) implements AutoCloseable {

    void check() {
      all.forEach(Inbox::check);
    }

    @Override
    public void close() {
      all.forEach(Inbox::close);
    }
  }
}
