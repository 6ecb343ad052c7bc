package io.foreflow.peers;

import io.foreflow.wire.Forecast;
import io.foreflow.wire.ForecastCodec;
import io.foreflow.wire.MalformedRecordException;
import io.foreflow.wire.Reading;
import io.foreflow.wire.ReadingCodec;
import io.foreflow.wire.RecordDecoder;
import io.foreflow.wire.RecordEncoder;
import io.foreflow.wire.WireFormat;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.CloseOptions;
import org.apache.kafka.streams.CloseOptions.GroupMembershipOperation;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.kstream.Produced;
import org.apache.kafka.streams.state.Stores;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/**
 * The job as a Kafka Streams application. ONNX Runtime steps each record as it comes. States are in
 * a key-value store with a changelog. Readings must have their series as key.
 */
@Command(
    name = "KafkaStreamsPeer",
    mixinStandardHelpOptions = true,
    description = "Forecasts by a Kafka Streams application, until it is stopped.")
public final class KafkaStreamsPeer implements Callable<Integer> {
  static final String STATES = "states";

  /**
   * Large enough for all states that change between two commits, so that each is written once a
   * commit.
   */
  private static final long CACHE_BYTES = 512L << 20;

  private static final int TRANSACTION_MILLIS = 60_000;
  private static final int BATCH_BYTES = 256 << 10;

  @Mixin private PeerOptions options = new PeerOptions();

  /** Runs until the process is stopped. */
  public static void main(String... arguments) {
    System.exit(PeerCommand.run(new KafkaStreamsPeer(), arguments));
  }

  @Override
  public Integer call() throws Exception {
    Path folder = Files.createTempDirectory("foreflow-streams-");
    CompletableFuture<Integer> ended = new CompletableFuture<>();
    KafkaStreams streams = new KafkaStreams(topology(options), properties(options, folder));
    streams.setUncaughtExceptionHandler(
        failure -> {
          ended.completeExceptionally(failure);
          return StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
        });
    Runtime.getRuntime().addShutdownHook(new Thread(() -> close(streams, folder)));
    streams.start();
    return ended.get();
  }

  private static void close(KafkaStreams streams, Path folder) {
    // Without this, the group waits for the member to come back before it assigns its partitions to
    // another.
    boolean unused =
        streams.close(CloseOptions.groupMembershipOperation(GroupMembershipOperation.LEAVE_GROUP));
    streams.cleanUp();
    try {
      Files.deleteIfExists(folder);
    } catch (IOException e) {
      System.err.println("KafkaStreamsPeer: cannot delete " + folder + ": " + e);
    }
  }

  static Properties properties(PeerOptions options, Path folder) {
    Properties properties = new Properties();
    properties.put(StreamsConfig.APPLICATION_ID_CONFIG, options.group);
    properties.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, options.brokers);
    properties.put(StreamsConfig.STATE_DIR_CONFIG, folder.toString());
    properties.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.EXACTLY_ONCE_V2);
    properties.put(StreamsConfig.COMMIT_INTERVAL_MS_CONFIG, options.commitMillis);
    properties.put(StreamsConfig.NUM_STREAM_THREADS_CONFIG, 1);
    properties.put(StreamsConfig.STATESTORE_CACHE_MAX_BYTES_CONFIG, CACHE_BYTES);
    properties.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
    properties.put(ProducerConfig.BATCH_SIZE_CONFIG, BATCH_BYTES);
    properties.put(
        StreamsConfig.producerPrefix(ProducerConfig.TRANSACTION_TIMEOUT_CONFIG),
        TRANSACTION_MILLIS);
    return properties;
  }

  static Topology topology(PeerOptions options) {
    StreamsBuilder builder = new StreamsBuilder();
    builder.addStateStore(
        Stores.keyValueStoreBuilder(
                Stores.inMemoryKeyValueStore(STATES), Serdes.ByteArray(), Serdes.ByteArray())
            .withCachingEnabled());
    builder.stream(options.readings, Consumed.with(Serdes.ByteArray(), readings()))
        .process(() -> new SeriesStepper(options.model), STATES)
        .to(options.forecasts, Produced.with(Serdes.ByteArray(), forecasts()));
    return builder.build();
  }

  private static Serde<Reading> readings() {
    RecordDecoder<Reading> decoder = ReadingCodec.decoder(WireFormat.AVRO);
    RecordEncoder<Reading> encoder = ReadingCodec.encoder(WireFormat.AVRO);
    return Serdes.serdeFrom((topic, reading) -> encoder.encode(reading), decoding(decoder));
  }

  private static Serde<Forecast> forecasts() {
    RecordDecoder<Forecast> decoder = ForecastCodec.decoder(WireFormat.AVRO);
    RecordEncoder<Forecast> encoder = ForecastCodec.encoder(WireFormat.AVRO);
    return Serdes.serdeFrom((topic, forecast) -> encoder.encode(forecast), decoding(decoder));
  }

  private static <T> Deserializer<T> decoding(RecordDecoder<T> decoder) {
    return (topic, bytes) -> {
      try {
        return decoder.decode(bytes);
      } catch (MalformedRecordException e) {
        throw new SerializationException("topic " + topic + ": " + e.getMessage(), e);
      }
    };
  }
}
