package io.foreflow.cli.demo;

import io.foreflow.cli.kafka.ForecastDecoder;
import io.foreflow.cli.kafka.ReadingSink;
import io.foreflow.cli.score.Accuracy;
import io.foreflow.cli.score.ForecastScorer;
import io.foreflow.wire.Forecast;
import io.foreflow.wire.MalformedRecordException;
import io.foreflow.wire.Reading;
import io.foreflow.wire.ReadingCodec;
import io.foreflow.wire.RecordDecoder;
import io.foreflow.wire.WireFormat;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * Measures the pipeline of the demo. It sees each reading before it goes to Kafka, and reads the
 * topics with the output of the job.
 */
final class PipelineMonitor {

  private final ForecastTracker tracker = new ForecastTracker();
  private final DeadLetterCounts deadLetters = new DeadLetterCounts();
  private final ForecastScorer scorer;
  private final List<DisplayedSeries> displayed;
  private volatile long eventTime = Long.MIN_VALUE;

  PipelineMonitor(ForecastScorer scorer, List<DisplayedSeries> displayed) {
    this.scorer = scorer;
    this.displayed = List.copyOf(displayed);
  }

  ForecastTracker tracker() {
    return tracker;
  }

  DeadLetterCounts deadLetters() {
    return deadLetters;
  }

  List<DisplayedSeries> displayed() {
    return displayed;
  }

  Accuracy accuracy() {
    return scorer.accuracy();
  }

  /** Event time of the newest reading. */
  long eventTime() {
    return eventTime;
  }

  /** A sink that records each reading and passes it on. */
  ReadingSink before(ReadingSink next) {
    return new ReadingSink() {
      @Override
      public void reading(Reading reading) {
        eventTime = reading.time();
        tracker.sent(reading, System.nanoTime());
        scorer.reading(reading);
        for (DisplayedSeries series : displayed) {
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

  /** Opens the readers of the pipeline's output. */
  OutputReaders read(String bootstrapServers, DemoTopics topics, WireFormat readings) {
    ForecastDecoder bytes = new ForecastDecoder();
    RecordDecoder<Reading> decoder = ReadingCodec.decoder(readings);
    return new OutputReaders(
        List.of(
            new OutputReader(
                bootstrapServers, topics.forecasts(), record -> forecast(bytes, record)),
            new OutputReader(bootstrapServers, topics.deadLetters(), deadLetters::seen),
            new OutputReader(bootstrapServers, topics.late(), record -> late(decoder, record))));
  }

  private void forecast(ForecastDecoder bytes, ConsumerRecord<byte[], byte[]> record) {
    Forecast forecast;
    try {
      forecast = bytes.decode(record.value());
    } catch (MalformedRecordException e) {
      throw new IllegalStateException("the job wrote a forecast that can't be read", e);
    }
    if (tracker.answered(forecast, System.nanoTime())) {
      scorer.forecast(forecast);
      for (DisplayedSeries series : displayed) {
        if (series.series().equals(forecast.series())) {
          series.forecast(forecast);
        }
      }
    }
  }

  private void late(RecordDecoder<Reading> decoder, ConsumerRecord<byte[], byte[]> record) {
    try {
      tracker.late(decoder.decode(record.value()));
    } catch (MalformedRecordException e) {
      throw new IllegalStateException("the job wrote a late reading that can't be read", e);
    }
  }

  /** The readers of the pipeline's output. */
  record OutputReaders(List<OutputReader> all) implements AutoCloseable {

    void check() {
      all.forEach(OutputReader::check);
    }

    @Override
    public void close() {
      all.forEach(OutputReader::close);
    }
  }
}
