package io.foreflow.console;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.foreflow.broker.LocalBroker;
import io.foreflow.console.intake.PipelineTopics;
import io.foreflow.console.intake.TopicRole;
import io.foreflow.console.memory.MemoryLimits;
import io.foreflow.console.server.ServerSettings;
import io.foreflow.topic.KafkaConnection;
import io.foreflow.wire.Forecast;
import io.foreflow.wire.ForecastCodec;
import io.foreflow.wire.Reading;
import io.foreflow.wire.ReadingCodec;
import io.foreflow.wire.WireFormat;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/** A pipeline's topics on a real broker, records for them, and requests to a console. */
final class ConsoleFixture implements AutoCloseable {

  static final long HOUR = 3_600_000;
  static final long BEGIN = Instant.parse("2026-01-05T00:00:00Z").toEpochMilli();
  static final double[] LEVELS = {0.1, 0.5, 0.9};

  private static final Duration PATIENCE = Duration.ofMinutes(5);

  final HttpClient http = HttpClient.newHttpClient();
  private final KafkaProducer<byte[], byte[]> producer;
  private final ObjectMapper mapper = new ObjectMapper();

  ConsoleFixture(String bootstrapServers) {
    producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", bootstrapServers),
            new ByteArraySerializer(),
            new ByteArraySerializer());
  }

  /** The topics of all roles, whose names begin with a prefix. */
  static PipelineTopics topics(String prefix) {
    Map<TopicRole, List<String>> names = new EnumMap<>(TopicRole.class);
    for (TopicRole role : TopicRole.values()) {
      names.put(role, List.of(prefix + role.code()));
    }
    return new PipelineTopics(names, null, Duration.ofDays(36_500));
  }

  static void create(LocalBroker broker, PipelineTopics topics) {
    broker.createTopics(2, topics.names().values().stream().flatMap(List::stream).toList());
  }

  static ConsoleSettings settings(String bootstrapServers, PipelineTopics topics) {
    return settings(
        bootstrapServers,
        topics,
        new MemoryLimits(1000, 500, 50, 64 << 20),
        new ServerSettings("127.0.0.1", 0, Optional.empty(), Set.of()));
  }

  static ConsoleSettings settings(
      String bootstrapServers, PipelineTopics topics, MemoryLimits limits, ServerSettings server) {
    return new ConsoleSettings(
        KafkaConnection.to(bootstrapServers),
        topics,
        ConsoleSettings.USUAL_SINCE,
        limits,
        server,
        Optional.empty(),
        Optional.empty(),
        true,
        "test");
  }

  static Forecast forecast(String series, long cutoff, String version, float middle) {
    return Forecast.ofQuantiles(
        series,
        cutoff,
        cutoff,
        "demo",
        version,
        HOUR,
        Forecast.Status.READY,
        LEVELS,
        new float[] {middle - 1, middle - 2, middle, middle, middle + 1, middle + 2});
  }

  void send(String topic, @Nullable String key, byte @Nullable [] value) {
    byte[] keyBytes = key == null ? null : key.getBytes(StandardCharsets.UTF_8);
    send(new ProducerRecord<>(topic, keyBytes, value));
  }

  void send(ProducerRecord<byte[], byte[]> record) {
    await(record.topic(), producer.send(record));
  }

  /** Sends all records before it waits for the first one. */
  void sendAll(String topic, List<ProducerRecord<byte[], byte[]>> records) {
    records.stream().map(producer::send).toList().forEach(sent -> await(topic, sent));
  }

  private static void await(String topic, Future<RecordMetadata> sent) {
    try {
      sent.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(topic, e);
    } catch (ExecutionException e) {
      throw new IllegalStateException(topic, e);
    }
  }

  void reading(String topic, WireFormat format, String series, long time, float value) {
    send(topic, series, ReadingCodec.encoder(format).encode(new Reading(series, time, value)));
  }

  void forecast(String topic, WireFormat format, Forecast forecast) {
    send(topic, forecast.series(), ForecastCodec.encoder(format).encode(forecast));
  }

  static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  HttpResponse<String> get(Console console, String path, String... headers) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + console.port() + path));
    if (headers.length > 0) {
      request.headers(headers);
    }
    try {
      return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
    } catch (IOException e) {
      throw new IllegalStateException(path, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(path, e);
    }
  }

  JsonNode json(Console console, String path) {
    return parse(get(console, path).body());
  }

  JsonNode parse(String text) {
    try {
      return mapper.readTree(text);
    } catch (IOException e) {
      throw new IllegalStateException(text, e);
    }
  }

  /** Asks until the answer is as expected. */
  JsonNode await(Console console, String path, Predicate<JsonNode> expected) {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    JsonNode answer = json(console, path);
    while (!expected.test(answer)) {
      if (System.nanoTime() > deadline) {
        throw new AssertionError("not within " + PATIENCE + ": " + path + " gave " + answer);
      }
      LockSupport.parkNanos(50_000_000);
      answer = json(console, path);
    }
    return answer;
  }

  @Override
  public void close() {
    producer.close(Duration.ZERO);
  }
}
