package io.foreflow.console.again;

import io.foreflow.console.intake.PipelineTopics;
import io.foreflow.console.intake.RecordTaker;
import io.foreflow.console.intake.SeriesTakers;
import io.foreflow.console.intake.TopicRole;
import io.foreflow.console.memory.Arrival;
import io.foreflow.console.memory.FoundSeries;
import io.foreflow.console.memory.ReadAgain;
import io.foreflow.console.memory.RecordKind;
import io.foreflow.console.memory.SeriesPlace;
import io.foreflow.topic.KafkaConnection;
import io.foreflow.wire.MalformedRecordException;
import io.foreflow.wire.registry.RegistryException;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.InterruptException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The search for the records of one series in all topics, within one time. */
final class SeriesSearch {

  private static final Logger LOG = LoggerFactory.getLogger(SeriesSearch.class);

  /** Readings and forecasts get more of the time than each of the others. */
  private static final int WEIGHT_OF_MANY = 3;

  private final KafkaConnection connection;
  private final PipelineTopics topics;
  private final SeriesPlace place;
  private final FoundSeries found;
  private final SearchLimits limits;
  private final long end;
  private final SeriesTakers takers;
  private final Set<RecordKind> partial = EnumSet.noneOf(RecordKind.class);
  private long looked;

  /**
   * @param place where its records lie
   */
  SeriesSearch(
      KafkaConnection connection,
      PipelineTopics topics,
      SeriesPlace place,
      FoundSeries found,
      SearchLimits limits) {
    this.connection = connection;
    this.topics = topics;
    this.place = place;
    this.found = found;
    this.limits = limits;
    this.end = System.nanoTime() + limits.nanos();
    this.takers = new SeriesTakers(topics, new FoundSink(found));
  }

  /** Reads all topics, each for its share of the time that is left. */
  ReadAgain run() {
    int weights = 0;
    for (RecordKind kind : RecordKind.values()) {
      weights += weight(kind) * topics(kind).size();
    }
    for (RecordKind kind : RecordKind.values()) {
      for (String topic : topics(kind)) {
        long now = System.nanoTime();
        long deadline = now + Math.max(0, end - now) * weight(kind) / weights;
        weights -= weight(kind);
        if (!read(kind, topic, deadline)) {
          partial.add(kind);
        }
      }
    }
    return new ReadAgain(looked, List.copyOf(partial));
  }

  private static int weight(RecordKind kind) {
    return kind == RecordKind.READING || kind == RecordKind.FORECAST ? WEIGHT_OF_MANY : 1;
  }

  private List<String> topics(RecordKind kind) {
    String known = place.readingsTopic();
    return kind == RecordKind.READING && known != null
        ? List.of(known)
        : topics.of(TopicRole.of(kind));
  }

  private boolean read(RecordKind kind, String topic, long deadline) {
    NewestRecords newest =
        new NewestRecords(topic, found.name(), limits.records(), deadline, limits.since());
    RecordTaker taker = takers.of(kind);
    try {
      boolean complete =
          newest.read(
              connection,
              place.partitions().get(kind),
              record -> {
                take(taker, record);
                return !found.isFull(kind) && !found.isCrowded(kind);
              });
      return complete && (found.isFull(kind) || !found.isCrowded(kind));
    } catch (AuthorizationException e) {
      // The live intake can't read this topic either, and reads the others.
      return false;
    } finally {
      looked += newest.looked();
    }
  }

  private static void take(RecordTaker taker, ConsumerRecord<byte[], byte[]> record) {
    if (record.value() == null) {
      return;
    }
    try {
      taker.take(
          record, new Arrival(record.topic(), record.partition(), record.timestamp(), false));
    } catch (MalformedRecordException e) {
      // A dead letter: no record of the series.
    } catch (RegistryException | InterruptException e) {
      throw e;
    } catch (RuntimeException e) {
      // A record that breaks a decoder must not hide the others.
      LOG.warn("record {}-{}@{}", record.topic(), record.partition(), record.offset(), e);
    }
  }
}
