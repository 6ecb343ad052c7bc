package io.foreflow.peers;

import io.foreflow.wire.Forecast;
import io.foreflow.wire.ForecastCodec;
import io.foreflow.wire.MalformedRecordException;
import io.foreflow.wire.Reading;
import io.foreflow.wire.ReadingCodec;
import io.foreflow.wire.RecordDecoder;
import io.foreflow.wire.RecordEncoder;
import io.foreflow.wire.WireFormat;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/**
 * Forecasts by DL4J, between a plain consumer and a transactional producer. Offsets are committed
 * with the forecasts, so each reading is forecast exactly once. States are in a map and are lost
 * when the program ends, so it has less work than the other programs.
 */
@Command(
    name = "Dl4jPeer",
    mixinStandardHelpOptions = true,
    description = "Forecasts by DL4J, until it is stopped.")
public final class Dl4jPeer implements Callable<Integer> {
  private static final Duration POLL = Duration.ofMillis(100);
  private static final long CLOSE_SECONDS = 20;
  private static final int BATCH_BYTES = 256 << 10;
  private static final int LINGER_MILLIS = 100;

  private final RecordDecoder<Reading> decoder = ReadingCodec.decoder(WireFormat.AVRO);
  private final RecordEncoder<Forecast> encoder = ForecastCodec.encoder(WireFormat.AVRO);
  private final Map<TopicPartition, OffsetAndMetadata> positions = new HashMap<>();
  private final CountDownLatch closed = new CountDownLatch(1);
  private volatile boolean stopping;

  @Mixin private PeerOptions options = new PeerOptions();

  /** Runs until the process is stopped. */
  public static void main(String... arguments) {
    // Without this, JavaCPP asks the system for the process's size at every allocation.
    System.setProperty("org.bytedeco.javacpp.maxPhysicalBytes", "0");
    System.exit(PeerCommand.run(new Dl4jPeer(), arguments));
  }

  @Override
  public Integer call() throws Exception {
    LstmForecaster forecaster = new LstmForecaster(options.hidden, options.horizon, options.levels);
    Runtime.getRuntime().addShutdownHook(new Thread(this::stop));
    try (KafkaConsumer<byte[], byte[]> consumer =
            new KafkaConsumer<>(
                consuming(), new ByteArrayDeserializer(), new ByteArrayDeserializer());
        KafkaProducer<byte[], byte[]> producer =
            new KafkaProducer<>(
                producing(), new ByteArraySerializer(), new ByteArraySerializer())) {
      consumer.subscribe(List.of(options.readings));
      producer.initTransactions();
      while (!stopping) {
        transaction(consumer, producer, forecaster);
      }
    } finally {
      closed.countDown();
    }
    return 0;
  }

  /** Processes all readings that come until the next commit is due. */
  private void transaction(
      KafkaConsumer<byte[], byte[]> consumer,
      KafkaProducer<byte[], byte[]> producer,
      LstmForecaster forecaster)
      throws MalformedRecordException {
    long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(options.commitMillis);
    producer.beginTransaction();
    do {
      for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
        Forecast forecast = forecaster.forecast(decoder.decode(record.value()));
        var unused =
            producer.send(
                new ProducerRecord<>(
                    options.forecasts,
                    null,
                    forecast.issuedAt(),
                    record.key(),
                    encoder.encode(forecast)));
        positions.put(
            new TopicPartition(record.topic(), record.partition()),
            new OffsetAndMetadata(record.offset() + 1));
      }
    } while (!stopping && System.nanoTime() < end);
    producer.sendOffsetsToTransaction(positions, consumer.groupMetadata());
    producer.commitTransaction();
    positions.clear();
  }

  /** Commits the open transaction before the process ends. */
  private void stop() {
    stopping = true;
    try {
      if (!closed.await(CLOSE_SECONDS, TimeUnit.SECONDS)) {
        System.err.println("Dl4jPeer: not closed in " + CLOSE_SECONDS + " s");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private Map<String, Object> consuming() {
    return Map.of(
        ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
        options.brokers,
        ConsumerConfig.GROUP_ID_CONFIG,
        options.group,
        ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
        false,
        ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
        "earliest");
  }

  private Map<String, Object> producing() {
    return Map.of(
        ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
        options.brokers,
        ProducerConfig.TRANSACTIONAL_ID_CONFIG,
        options.group,
        ProducerConfig.BATCH_SIZE_CONFIG,
        BATCH_BYTES,
        ProducerConfig.LINGER_MS_CONFIG,
        LINGER_MILLIS);
  }
}
