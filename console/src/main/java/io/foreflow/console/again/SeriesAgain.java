package io.foreflow.console.again;

import io.foreflow.console.intake.PipelineTopics;
import io.foreflow.console.intake.TopicRole;
import io.foreflow.console.memory.PipelineMemory;
import io.foreflow.console.memory.SeriesPlace;
import io.foreflow.console.server.Refusal;
import io.foreflow.topic.ForecastDecoder;
import io.foreflow.topic.KafkaConnection;
import io.foreflow.topic.ReadingDecoder;
import io.foreflow.topic.SilentBrokerException;
import io.foreflow.wire.Forecast;
import io.foreflow.wire.MalformedRecordException;
import io.foreflow.wire.Reading;
import io.foreflow.wire.RecordDecoder;
import io.foreflow.wire.registry.RegistryException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;

/** Reads series again that are not kept and that somebody asks for. Thread-safe. */
public final class SeriesAgain {

  /** Records of a partition that are looked at for one series. */
  public static final long MOST_RECORDS = 200_000;

  /** The time after which no further records are read for one series. */
  public static final long MOST_SECONDS = 5;

  private static final int MOST_REMEMBERED = 1000;
  private static final long REMEMBERED_NANOS = TimeUnit.SECONDS.toNanos(30);

  private final KafkaConnection connection;
  private final PipelineTopics topics;
  private final PipelineMemory memory;
  private final BooleanSupplier brokerAnswers;

  /** One at a time: the readers of topics and the job come first. */
  private final ReentrantLock turn = new ReentrantLock(true);

  private final Map<String, Answer> answers = new LinkedHashMap<>();

  private record Answer(@Nullable ReadAgain found, long nanos) {}

  public SeriesAgain(
      KafkaConnection connection,
      PipelineTopics topics,
      PipelineMemory memory,
      BooleanSupplier brokerAnswers) {
    this.connection = connection;
    this.topics = topics;
    this.memory = memory;
    this.brokerAnswers = brokerAnswers;
  }

  /**
   * Makes sure that a series is kept, and reads it again if it isn't.
   *
   * @return how far it was read again, just now; empty if that was not necessary
   * @throws Refusal if there is no such series, or if it can't be read now
   */
  public Optional<ReadAgain> ensure(String series) throws Refusal {
    if (memory.keeps(series)) {
      return Optional.empty();
    }
    if (!brokerAnswers.getAsBoolean()) {
      throw Refusal.later("the series is not in memory, and no broker answers to read it again");
    }
    try {
      if (!turn.tryLock(MOST_SECONDS, TimeUnit.SECONDS)) {
        throw Refusal.later("other series are being read again");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw Refusal.later("the console ends");
    }
    try {
      return Optional.of(answer(series));
    } finally {
      turn.unlock();
    }
  }

  private ReadAgain answer(String series) throws Refusal {
    Answer known = answers.get(series);
    boolean fresh = known != null && System.nanoTime() - known.nanos() < REMEMBERED_NANOS;
    if (known != null && fresh && (known.found() == null || memory.keeps(series))) {
      return orRefuse(known.found(), series);
    }
    ReadAgain found = read(series);
    answers.remove(series);
    answers.put(series, new Answer(found, System.nanoTime()));
    if (answers.size() > MOST_REMEMBERED) {
      answers.remove(answers.keySet().iterator().next());
    }
    return orRefuse(found, series);
  }

  private static ReadAgain orRefuse(@Nullable ReadAgain found, String series) throws Refusal {
    if (found == null) {
      throw Refusal.noSeries(series);
    }
    return found;
  }

  private @Nullable ReadAgain read(String series) throws Refusal {
    SeriesPlace place = memory.place(series).orElse(new SeriesPlace(null, -1, -1));
    Search search = new Search(series);
    try {
      List<Reading> readings = new ArrayList<>();
      List<String> names =
          place.readingsTopic() == null
              ? topics.of(TopicRole.READINGS)
              : List.of(place.readingsTopic());
      for (String topic : names) {
        RecordDecoder<Reading> decoder = new ReadingDecoder(topics.registry());
        search.read(
            topic, place.readingsPartition(), decoder, readings, memory.limits().readings());
      }
      List<Forecast> forecasts = new ArrayList<>();
      for (String topic : topics.of(TopicRole.FORECASTS)) {
        RecordDecoder<Forecast> decoder = new ForecastDecoder(topics.registry());
        search.read(
            topic, place.forecastsPartition(), decoder, forecasts, memory.limits().cutoffs());
      }
      if (readings.isEmpty() && forecasts.isEmpty()) {
        return null;
      }
      memory.again(series, readings, forecasts);
      return new ReadAgain(search.looked, search.complete);
    } catch (KafkaException | SilentBrokerException | RegistryException e) {
      throw Refusal.later("the series can't be read again now: " + e.getMessage());
    }
  }

  /** The search for one series, within one time. */
  private final class Search {
    private final String series;
    private final long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(MOST_SECONDS);
    private long looked;
    private boolean complete = true;

    Search(String series) {
      this.series = series;
    }

    <T> void read(String topic, int partition, RecordDecoder<T> decoder, List<T> found, int most) {
      NewestRecords newest = new NewestRecords(topic, series, MOST_RECORDS, deadline);
      complete &= newest.read(connection, partition, record -> take(record, decoder, found) < most);
      looked += newest.looked();
    }

    private <T> int take(
        ConsumerRecord<byte[], byte[]> record, RecordDecoder<T> decoder, List<T> found) {
      try {
        if (record.value() != null) {
          found.add(decoder.decode(record.value()));
        }
      } catch (MalformedRecordException e) {
        // A dead letter: no reading of the series.
        return found.size();
      }
      return found.size();
    }
  }
}
