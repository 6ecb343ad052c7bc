package io.foreflow.job.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import io.foreflow.broker.LocalBroker;
import io.foreflow.job.ForecastJob;
import io.foreflow.job.StoredModels;
import io.foreflow.job.config.PipelineConfig;
import io.foreflow.model.TinyStepGraph;
import io.foreflow.store.StoreReference;
import io.foreflow.store.s3.S3Server;
import io.foreflow.wire.Forecast;
import io.foreflow.wire.ForecastCodec;
import io.foreflow.wire.ModelAnnouncement;
import io.foreflow.wire.ModelAnnouncementCodec;
import io.foreflow.wire.ModelEvent;
import io.foreflow.wire.ModelEventJson;
import io.foreflow.wire.Reading;
import io.foreflow.wire.ReadingCodec;
import io.foreflow.wire.RecordDecoder;
import io.foreflow.wire.WireFormat;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Jobs that start with the champion of a store, and take a version that is promoted later. */
class StoreModelITCase {
  private static final long HOUR = Duration.ofHours(1).toMillis();
  private static final int HOURS = 10;
  private static final int TASKS = 2;
  private static final List<String> SERIES = List.of("a", "b", "c");
  private static final TinyStepGraph V1 = TinyStepGraph.hourly();

  private final Path folder;

  StoreModelITCase(@TempDir Path folder) {
    this.folder = folder;
  }

  @Test
  void aJobFollowsTheChampionInAFolder() throws Exception {
    followsTheChampion(new StoredModels(folder.resolve("store").toString()));
  }

  @Test
  void aJobFollowsTheChampionInABucket() throws Exception {
    try (S3Server server = S3Server.start(folder)) {
      server.use();
      followsTheChampion(new StoredModels("s3://" + S3Server.BUCKET + "/store"));
    }
  }

  private void followsTheChampion(StoredModels store) throws Exception {
    store.promote(V1);
    try (LocalBroker broker = LocalBroker.start()) {
      TestTopics topics = new TestTopics(broker);
      broker.createTopics(TASKS, List.of("readings", "forecasts"));
      broker.createTopics(1, List.of("dead-letters", "late-readings", "models", "model-events"));
      JobClient job = start(broker, store);

      write(topics, 0);
      assertThat(versions(topics, 1)).containsOnly("1");
      StoreReference second = store.promote(V1.withVersion("2").withSmoothing(0.25f));
      announce(topics, second);
      assertThat(topics.read("model-events", TASKS))
          .extracting(record -> ModelEventJson.read(record.value()))
          .extracting(ModelEvent::kind, ModelEvent::inUse)
          .allMatch(found -> found.toList().equals(List.of(ModelEvent.Kind.SWAPPED, "2")));
      write(topics, 1);
      List<String> versions = versions(topics, 2);
      assertThat(versions.subList(0, versions.size() / 2)).containsOnly("1");
      assertThat(versions.subList(versions.size() / 2, versions.size())).containsOnly("2");
      job.cancel().get();
    }
  }

  private JobClient start(LocalBroker broker, StoredModels store) throws Exception {
    PipelineConfig config =
        PipelineConfig.of(
            Map.of(
                "kafka.bootstrap.servers", broker.bootstrapServers(),
                "topics.models", "models",
                "models.takeover-share", "1",
                "model.uri", store.champion("tiny"),
                "models.cache-dir", folder.resolve("cache").toString(),
                "checkpoint.interval", "200 ms",
                "parallelism", Integer.toString(TASKS)));
    StreamExecutionEnvironment env =
        StreamExecutionEnvironment.createLocalEnvironment(new Configuration());
    ForecastJob.define(env, config);
    return env.executeAsync();
  }

  private static void write(TestTopics topics, int round) throws Exception {
    List<ProducerRecord<byte[], byte[]>> records = new ArrayList<>();
    for (int hour = round * HOURS; hour < (round + 1) * HOURS; hour++) {
      for (String series : SERIES) {
        Reading reading = new Reading(series, hour * HOUR, hour);
        records.add(
            new ProducerRecord<>(
                "readings", bytes(series), ReadingCodec.encoder(WireFormat.AVRO).encode(reading)));
      }
    }
    topics.write(records);
  }

  private static void announce(TestTopics topics, StoreReference version) throws Exception {
    byte[] announcement =
        ModelAnnouncementCodec.encoder(WireFormat.JSON)
            .encode(new ModelAnnouncement("tiny", "2", version.uri(), version.ref(), 1));
    topics.write(List.of(new ProducerRecord<>("models", bytes("tiny"), announcement)));
  }

  /** The versions of all forecasts, in the order of their cutoffs. */
  private static List<String> versions(TestTopics topics, int rounds) throws Exception {
    RecordDecoder<Forecast> decoder = ForecastCodec.decoder(WireFormat.AVRO);
    List<Forecast> forecasts = new ArrayList<>();
    int count = rounds * HOURS * SERIES.size();
    for (ConsumerRecord<byte[], byte[]> record : topics.read("forecasts", count)) {
      forecasts.add(decoder.decode(record.value()));
    }
    assertThat(forecasts).hasSize(count);
    forecasts.sort(Comparator.comparing(Forecast::cutoff));
    return forecasts.stream().map(Forecast::modelVersion).toList();
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
