package io.foreflow.job.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import io.foreflow.broker.LocalBroker;
import io.foreflow.job.ForecastJob;
import io.foreflow.job.config.PipelineConfig;
import io.foreflow.job.metrics.JobMetrics;
import io.foreflow.model.TinyStepGraph;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.RestOptions;
import org.apache.flink.runtime.jobgraph.JobGraph;
import org.apache.flink.runtime.minicluster.MiniCluster;
import org.apache.flink.runtime.minicluster.MiniClusterConfiguration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Exactly-once and calibrated, with TaskManagers that die while readings flow. */
class FailureITCase {
  private static final int SERIES = 40;
  private static final int ROUNDS = 3;
  private static final int HOURS_A_ROUND = 40;

  /** Of three levels, four steps ahead. */
  private static final int QUANTILES = 12;

  private static final int ALL = SERIES * ROUNDS * HOURS_A_ROUND;

  @Test
  void failuresChangeNoForecast(@TempDir Path folder) throws Exception {
    Path model = Files.write(folder.resolve("tiny.onnx"), TinyStepGraph.hourly().file());
    try (LocalBroker broker = LocalBroker.start()) {
      TestTopics topics = new TestTopics(broker);
      broker.createTopics(2, List.of("readings", "disturbed", "undisturbed", "dead", "late"));

      disturbed(broker, topics, model);
      undisturbed(broker, model);

      Map<String, List<Integer>> undisturbed = HourlyReadings.bits(topics.read("undisturbed", ALL));
      assertThat(undisturbed).hasSize(ALL);
      assertThat(HourlyReadings.calibrated(undisturbed, QUANTILES)).isGreaterThan(ALL * 9 / 10);
      assertThat(HourlyReadings.bits(topics.read("disturbed", ALL))).isEqualTo(undisturbed);
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
                .setConfiguration(
                    CollectedMetrics.collect(new Configuration().set(RestOptions.BIND_PORT, "0")))
                .setNumTaskManagers(1)
                .setNumSlotsPerTaskManager(2)
                .build())) {
      flink.start();
      StreamExecutionEnvironment env = new StreamExecutionEnvironment();
      ForecastJob.define(env, config(broker, model, "disturbed", Map.of()));
      JobGraph job = env.getStreamGraph().getJobGraph();
      flink.submitJob(job).get();

      HourlyReadings hourly = new HourlyReadings(SERIES, 11);
      for (int round = 0; round < ROUNDS; round++) {
        List<ProducerRecord<byte[], byte[]>> readings = hourly.next("readings", HOURS_A_ROUND);
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
    // The connector only counts a transaction that it could not commit. Of all tasks, dead ones
    // too.
    String committer = "forecasts: Committer";
    assertThat(CollectedMetrics.sum(committer, "successfulCommittables")).isPositive();
    assertThat(CollectedMetrics.sum(committer, "failedCommittables")).isZero();
    assertThat(CollectedMetrics.sum(committer, JobMetrics.LOST_TRANSACTIONS.name())).isZero();
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
    settings.put("calibration", "online");
    settings.put("forecasts.raw-quantiles", "true");
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
}
