package io.foreflow.job.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import io.foreflow.broker.LocalBroker;
import io.foreflow.job.ForecastJob;
import io.foreflow.job.PipelineConfig;
import io.foreflow.model.TinyStepGraph;
import io.foreflow.wire.Forecast;
import io.foreflow.wire.ForecastCodec;
import io.foreflow.wire.Reading;
import io.foreflow.wire.ReadingCodec;
import io.foreflow.wire.RecordDecoder;
import io.foreflow.wire.RecordEncoder;
import io.foreflow.wire.WireFormat;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.runtime.jobgraph.JobGraph;
import org.apache.flink.runtime.minicluster.MiniCluster;
import org.apache.flink.runtime.minicluster.MiniClusterConfiguration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Exactly-once, with TaskManagers that die while readings flow. */
class FailureITCase {
  private static final long HOUR = Duration.ofHours(1).toMillis();
  private static final int SERIES = 40;
  private static final int ROUNDS = 3;
  private static final int HOURS_A_ROUND = 40;
  private static final int ALL = SERIES * ROUNDS * HOURS_A_ROUND;

  @Test
  void losesNothingRepeatsNothingAndForecastsTheSameBits(@TempDir Path folder) throws Exception {
    Path model = Files.write(folder.resolve("tiny.onnx"), TinyStepGraph.hourly().file());
    try (LocalBroker broker = LocalBroker.start()) {
      TestTopics topics = new TestTopics(broker);
      broker.createTopics(2, List.of("readings", "disturbed", "undisturbed", "dead", "late"));

      disturbed(broker, topics, model);
      undisturbed(broker, model);

      Map<String, int[]> disturbed = forecasts(topics.read("disturbed", ALL));
      Map<String, int[]> undisturbed = forecasts(topics.read("undisturbed", ALL));
      assertThat(undisturbed).hasSize(ALL);
      assertThat(disturbed.keySet()).isEqualTo(undisturbed.keySet());
      undisturbed.forEach((id, bits) -> assertThat(disturbed.get(id)).as(id).isEqualTo(bits));
      assertThat(topics.read("dead", 0)).isEmpty();
      assertThat(topics.read("late", 0)).isEmpty();
    }
  }

  /** Between rounds of readings, the TaskManager dies and another comes. */
  private static void disturbed(LocalBroker broker, TestTopics topics, Path model)
      throws Exception {
    try (MiniCluster flink =
        new MiniCluster(
            new MiniClusterConfiguration.Builder()
                .setConfiguration(new Configuration())
                .setNumTaskManagers(1)
                .setNumSlotsPerTaskManager(2)
                .build())) {
      flink.start();
      StreamExecutionEnvironment env = new StreamExecutionEnvironment();
      ForecastJob.define(env, config(broker, model, "disturbed", Map.of()));
      JobGraph job = env.getStreamGraph().getJobGraph();
      flink.submitJob(job).get();

      Random random = new Random(11);
      for (int round = 0; round < ROUNDS; round++) {
        List<ProducerRecord<byte[], byte[]>> readings = readings(round, random);
        topics.write(readings.subList(0, readings.size() / 2));
        if (round < ROUNDS - 1) {
          // A checkpoint has committed forecasts of this round, and more readings are on their way.
          topics.read("disturbed", SERIES * HOURS_A_ROUND * round + 1);
          topics.write(readings.subList(readings.size() / 2, readings.size()));
          flink.terminateTaskManager(round).get();
          flink.startTaskManager();
        } else {
          topics.write(readings.subList(readings.size() / 2, readings.size()));
        }
      }
      assertThat(topics.read("disturbed", ALL)).hasSize(ALL);
      flink.cancelJob(job.getJobID()).get();
    }
  }

  private static void undisturbed(LocalBroker broker, Path model) throws Exception {
    StreamExecutionEnvironment env = StreamExecutionEnvironment.createLocalEnvironment();
    ForecastJob.define(
        env, config(broker, model, "undisturbed", Map.of("bounded", "true", "wave.size", "5")));
    env.execute();
  }

  private static PipelineConfig config(
      LocalBroker broker, Path model, String name, Map<String, String> others) throws Exception {
    Map<String, String> settings = new HashMap<>(others);
    settings.put("name", name);
    settings.put("kafka.bootstrap.servers", broker.bootstrapServers());
    settings.put("topics.forecasts", name);
    settings.put("topics.dead-letters", "dead");
    settings.put("topics.late", "late");
    settings.put("checkpoint.interval", "100 ms");
    settings.put("parallelism", "2");
    settings.put("start", "earliest");
    settings.put("model.uri", model.toString());
    settings.put("flink.restart-strategy.type", "fixed-delay");
    settings.put("flink.restart-strategy.fixed-delay.attempts", "100");
    settings.put("flink.restart-strategy.fixed-delay.delay", "100 ms");
    return PipelineConfig.of(settings);
  }

  private static List<ProducerRecord<byte[], byte[]>> readings(int round, Random random) {
    RecordEncoder<Reading> encoder = ReadingCodec.encoder(WireFormat.AVRO);
    List<ProducerRecord<byte[], byte[]>> readings = new ArrayList<>();
    for (int hour = 0; hour < HOURS_A_ROUND; hour++) {
      for (int series = 0; series < SERIES; series++) {
        String name = "s" + series;
        long time = (round * HOURS_A_ROUND + hour) * HOUR;
        Reading reading = new Reading(name, time, (float) random.nextGaussian());
        byte[] key = name.getBytes(StandardCharsets.UTF_8);
        readings.add(new ProducerRecord<>("readings", key, encoder.encode(reading)));
      }
    }
    return readings;
  }

  /** The bits of each forecast's quantiles, by id; a repeated id fails. */
  private static Map<String, int[]> forecasts(List<ConsumerRecord<byte[], byte[]>> records)
      throws Exception {
    RecordDecoder<Forecast> decoder = ForecastCodec.decoder(WireFormat.AVRO);
    Map<String, int[]> forecasts = new HashMap<>();
    for (ConsumerRecord<byte[], byte[]> record : records) {
      Forecast forecast = decoder.decode(record.value());
      int[] bits = new int[forecast.quantiles().length];
      for (int i = 0; i < bits.length; i++) {
        bits[i] = Float.floatToRawIntBits(forecast.quantiles()[i]);
      }
      assertThat(forecasts.put(forecast.id(), bits)).as("second " + forecast.id()).isNull();
    }
    return forecasts;
  }
}
