package io.foreflow.console.again;

import io.foreflow.console.intake.PipelineTopics;
import io.foreflow.console.intake.TopicRole;
import io.foreflow.console.memory.FoundSeries;
import io.foreflow.console.memory.PipelineMemory;
import io.foreflow.console.memory.ReadAgain;
import io.foreflow.console.memory.RecordKind;
import io.foreflow.console.memory.SeriesPlace;
import io.foreflow.console.server.Refusal;
import io.foreflow.topic.KafkaConnection;
import io.foreflow.topic.SilentBrokerException;
import io.foreflow.wire.registry.RegistryException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.common.KafkaException;

/** Reads series again that are not kept whole and that somebody asks for. Thread-safe. */
public final class SeriesAgain {

  /** Records of a partition that are looked at for one series. */
  public static final long MOST_RECORDS = 200_000;

  /** The time after which no further records are read for one series. */
  public static final long MOST_SECONDS = 5;

  private static final String FETCH_WAIT_MS = "50";
  private static final int MOST_REMEMBERED = 1000;
  private static final long REMEMBERED_NANOS = TimeUnit.SECONDS.toNanos(30);

  private final KafkaConnection connection;
  private final PipelineTopics topics;
  private final PipelineMemory memory;
  private final BooleanSupplier brokerAnswers;
  private final SearchLimits limits;

  /** One at a time: the readers of topics and the job come first. */
  private final ReentrantLock turn = new ReentrantLock(true);

  /** When a name was looked for in vain. */
  private final Map<String, Long> noSeries = new LinkedHashMap<>();

  /**
   * @param since timestamp of the records that the console began with, in epoch milliseconds
   */
  public SeriesAgain(
      KafkaConnection connection,
      PipelineTopics topics,
      PipelineMemory memory,
      BooleanSupplier brokerAnswers,
      long since) {
    this.connection = onlyReading(connection);
    this.topics = topics;
    this.memory = memory;
    this.brokerAnswers = brokerAnswers;
    this.limits = new SearchLimits(MOST_RECORDS, TimeUnit.SECONDS.toNanos(MOST_SECONDS), since);
  }

  private static KafkaConnection onlyReading(KafkaConnection connection) {
    Properties consumer = connection.consumer();
    // A topic that is asked for must not come into being by that.
    consumer.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, "false");
    // A reader closes when the broker has answered that there is no more.
    consumer.put(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, FETCH_WAIT_MS);
    return KafkaConnection.with(
        connection.bootstrapServers(), connection.admin(), consumer, connection.producer());
  }

  /**
   * Makes sure that a series is kept, and reads it again if some of it is missing.
   *
   * @return how far it was read again; empty if that was not necessary
   * @throws Refusal if there is no such series, or if it can't be read now and nothing of it is
   *     kept
   */
  public Optional<ReadAgain> ensure(String series) throws Refusal {
    if (!memory.keepsWhole(series)) {
      try {
        readInTurn(series);
      } catch (Refusal refusal) {
        if (refusal.status() == Refusal.LATER && memory.keeps(series)) {
          return Optional.of(new ReadAgain(0, kindsInUse()));
        }
        throw refusal;
      }
    }
    return memory.readAgain(series);
  }

  private List<RecordKind> kindsInUse() {
    return Arrays.stream(RecordKind.values())
        .filter(kind -> !topics.of(TopicRole.of(kind)).isEmpty())
        .toList();
  }

  private void readInTurn(String series) throws Refusal {
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
      if (!memory.keepsWhole(series)) {
        readOnce(series);
      }
    } finally {
      turn.unlock();
    }
  }

  private void readOnce(String series) throws Refusal {
    Long failed = noSeries.get(series);
    if (failed != null && System.nanoTime() - failed < REMEMBERED_NANOS) {
      throw Refusal.noSeries(series);
    }
    noSeries.remove(series);
    if (!read(series)) {
      noSeries.put(series, System.nanoTime());
      if (noSeries.size() > MOST_REMEMBERED) {
        noSeries.remove(noSeries.keySet().iterator().next());
      }
      throw Refusal.noSeries(series);
    }
  }

  private boolean read(String series) throws Refusal {
    FoundSeries found = new FoundSeries(series, memory.limits());
    memory.expect(series);
    try {
      Optional<SeriesPlace> place = memory.place(series);
      ReadAgain how =
          new SeriesSearch(connection, topics, place.orElse(SeriesPlace.UNKNOWN), found, limits)
              .run();
      if (found.isEmpty() && place.isEmpty()) {
        return false;
      }
      memory.again(found, how);
      return true;
    } catch (KafkaException | SilentBrokerException | RegistryException e) {
      throw Refusal.later("the series can't be read again now: " + e.getMessage());
    } finally {
      memory.expect(null);
    }
  }
}
