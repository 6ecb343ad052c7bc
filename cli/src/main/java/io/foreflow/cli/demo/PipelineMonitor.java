package io.foreflow.cli.demo;

import io.foreflow.cli.kafka.ReadingSink;
import io.foreflow.cli.view.DisplayedSeries;
import io.foreflow.topic.ForecastDecoder;
import io.foreflow.wire.AnomalyCodec;
import io.foreflow.wire.Forecast;
import io.foreflow.wire.ForecastScore;
import io.foreflow.wire.ForecastScoreCodec;
import io.foreflow.wire.MalformedRecordException;
import io.foreflow.wire.Reading;
import io.foreflow.wire.ReadingCodec;
import io.foreflow.wire.RecordDecoder;
import io.foreflow.wire.WireFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * Measures the pipeline of the demo. It sees each reading before it goes to Kafka, and reads the
 * topics with the output of the job.
 */
final class PipelineMonitor {

  private final ForecastTracker tracker = new ForecastTracker();
  private final DeadLetterCounts deadLetters = new DeadLetterCounts();
  private final ScoreTally scores = new ScoreTally();
  private final EpisodeTally episodes = new EpisodeTally();
  private final List<DisplayedSeries> displayed;
  private final Map<String, DisplayedSeries> series;
  private final Consumer<Forecast> eachForecast;
  private final Consumer<ForecastScore> eachScore;
  private volatile long eventTime = Long.MIN_VALUE;

  /**
   * @param series those that can be shown
   * @param displayed how many of them are shown until there is an episode
   */
  PipelineMonitor(List<DisplayedSeries> series, int displayed) {
    this(series, displayed, forecast -> {}, score -> {});
  }

  /**
   * @param eachForecast is given each forecast once, in the order of its series
   * @param eachScore is given each record of scores
   */
  PipelineMonitor(
      List<DisplayedSeries> series,
      int displayed,
      Consumer<Forecast> eachForecast,
      Consumer<ForecastScore> eachScore) {
    this.eachForecast = eachForecast;
    this.eachScore = eachScore;
    this.displayed = List.copyOf(series.subList(0, Math.min(displayed, series.size())));
    this.series =
        series.stream()
            .collect(Collectors.toUnmodifiableMap(DisplayedSeries::series, each -> each));
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

  /** A series, if it can be shown. */
  Optional<DisplayedSeries> series(String name) {
    return Optional.ofNullable(series.get(name));
  }

  ScoreTally scores() {
    return scores;
  }

  EpisodeTally episodes() {
    return episodes;
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
        series(reading.series()).ifPresent(shown -> shown.reading(reading));
        next.reading(reading);
      }

      @Override
      public void bad(String key, byte[] value) {
        next.bad(key, value);
      }
    };
  }

  /** Opens the readers of the pipeline's output. */
  OutputReaders read(String bootstrapServers, DemoTopics topics, WireFormat format) {
    return new OutputReaders(
        List.of(
            new OutputReader(
                bootstrapServers,
                topics.forecasts(),
                decoded(new ForecastDecoder(), this::forecast)),
            new OutputReader(bootstrapServers, topics.deadLetters(), deadLetters::seen),
            new OutputReader(
                bootstrapServers,
                topics.late(),
                decoded(ReadingCodec.decoder(format), tracker::late)),
            new OutputReader(
                bootstrapServers,
                topics.scores(),
                decoded(ForecastScoreCodec.decoder(format), this::score)),
            new OutputReader(
                bootstrapServers,
                topics.anomalies(),
                decoded(AnomalyCodec.decoder(format), episodes::seen))));
  }

  private static <T> Consumer<ConsumerRecord<byte[], byte[]>> decoded(
      RecordDecoder<T> decoder, Consumer<T> each) {
    return record -> {
      try {
        each.accept(decoder.decode(record.value()));
      } catch (MalformedRecordException e) {
        throw new IllegalStateException(
            "the job wrote a record to " + record.topic() + " that can't be read", e);
      }
    };
  }

  private void forecast(Forecast forecast) {
    if (tracker.answered(forecast, System.nanoTime())) {
      eachForecast.accept(forecast);
      series(forecast.series()).ifPresent(shown -> shown.forecast(forecast));
    }
  }

  private void score(ForecastScore score) {
    scores.seen(score);
    eachScore.accept(score);
  }

  /** The readers of the pipeline's output. */
  record OutputReaders(List<OutputReader> all) implements AutoCloseable {

    void check() {
      all.forEach(OutputReader::check);
    }

    /** Reads all that the topics hold, and ends. To be called when nothing more is written. */
    void drain() throws InterruptedException {
      for (OutputReader reader : all) {
        reader.drain();
      }
    }

    @Override
    public void close() {
      all.forEach(OutputReader::close);
    }
  }
}
