package io.foreflow.job.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import io.foreflow.broker.BrokerOptions;
import io.foreflow.broker.LocalBroker;
import io.foreflow.job.ForecastJob;
import io.foreflow.job.config.PipelineConfig;
import io.foreflow.job.metrics.JobMetrics;
import io.foreflow.job.operator.Operators;
import io.foreflow.model.TinyStepGraph;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.RestOptions;
import org.apache.flink.core.execution.SavepointFormatType;
import org.apache.flink.runtime.jobgraph.JobGraph;
import org.apache.flink.runtime.jobgraph.SavepointRestoreSettings;
import org.apache.flink.runtime.jobmaster.JobResult;
import org.apache.flink.runtime.minicluster.MiniCluster;
import org.apache.flink.runtime.minicluster.MiniClusterConfiguration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/**
 * Readings in = stepped + merged + late + duplicates + dead letters, exactly, for each single
 * record. More of them: {@code -Dforeflow.accounting.readings=10000000}.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AccountingITCase {
  /** By default: the first, the middle and the last. */
  private static final int TRACKED_STEPS = 3;

  private static final long RECORDS = Long.getLong("foreflow.accounting.readings", 200_000);
  private static final int SERIES = (int) Math.max(200, Math.min(4000, RECORDS / 500));
  private static final Duration PATIENCE = Duration.ofSeconds(240 + RECORDS / 5_000);

  // Dead letters keep their records' timestamps, whatever those are: nothing may be deleted by
  // them.
  private final LocalBroker broker =
      LocalBroker.start(BrokerOptions.temporary().withSettings(Map.of("log.retention.ms", "-1")));
  private final TestTopics topics = new TestTopics(broker);

  @AfterAll
  void stopBroker() {
    broker.close();
  }

  /** By topics, with TaskManagers that die and calibrated forecasts. */
  @Test
  void killedTaskManagersLoseAndRepeatNoReading(@TempDir Path folder) throws Exception {
    AccountedReadings readings = write("killed");
    PipelineConfig config =
        config("killed", folder, Map.of("bounded", "true", "calibration", "online"));
    try (MiniCluster flink = flink(new Configuration())) {
      JobGraph job = job(config);
      flink.submitJob(job).get();
      for (int kill = 0; kill < 2; kill++) {
        long seen = RECORDS * kill / 4;
        await(() -> topics.committed("killed.forecasts") > seen);
        flink.terminateTaskManager(kill).get();
        flink.startTaskManager();
      }
      JobResult result = flink.requestJobResult(job.getJobID()).get();
      assertThat(result.isSuccess()).as("%s", result).isTrue();
    }
    Account account = account("killed", readings);
    System.out.println("TaskManagers killed: " + RECORDS + " records, " + account);
    account.checkEachReading();
    assertThat(account.count("forecasts", "late", "duplicate", "dead letters")).isEqualTo(RECORDS);
    assertThat(List.of(account.count("late"), account.count("duplicate"))).doesNotContain(0L);
  }

  /** By metrics and topics, with a stop and a start from the savepoint in the middle. */
  @Test
  void metricsAndTopicsAgreeOverASavepoint(@TempDir Path folder) throws Exception {
    AccountedReadings readings = write("stopped");
    // On a busy machine a partition that is being read may be still for any time: none is idle.
    PipelineConfig config =
        config(
            "stopped",
            folder,
            Map.of("duplicates", "last", "idle-timeout", "0 ms", "max-drift", "10 d"));
    try (MiniCluster flink = flink(CollectedMetrics.collect(new Configuration()))) {
      JobGraph first = job(config);
      flink.submitJob(first).get();
      await(() -> CollectedMetrics.sum(Operators.WAVES, JobMetrics.READINGS.name()) > RECORDS / 10);
      String savepoint = stop(flink, first, folder, false);
      JobGraph second = job(config);
      second.setSavepointRestoreSettings(SavepointRestoreSettings.forPath(savepoint));
      flink.submitJob(second).get();
      await(() -> CollectedMetrics.sum(Operators.DECODE, "numRecordsIn") >= RECORDS);
      stop(flink, second, folder, true);
    }
    Account account = account("stopped", readings);
    long merged = CollectedMetrics.sum(Operators.ORDER, JobMetrics.MERGED.name());
    System.out.println(
        "Stopped and started: " + RECORDS + " records, merged=" + merged + ", " + account);
    account.checkEachSlot();
    assertThat(account.count("forecasts", "late", "duplicate", "dead letters") + merged)
        .isEqualTo(RECORDS);
    assertThat(merged).isPositive();

    assertThat(CollectedMetrics.sum(Operators.DECODE, "numRecordsIn")).isEqualTo(RECORDS);
    assertThat(waves(JobMetrics.FORECASTS.name())).isEqualTo(account.count("forecasts"));
    assertThat(waves(JobMetrics.LATE.name())).isEqualTo(account.count("late"));
    assertThat(waves(JobMetrics.DUPLICATES.name())).isEqualTo(account.count("duplicate"));
    long scored = waves(JobMetrics.SCORED_FORECASTS.name());
    assertThat(scored).isBetween(1L, TRACKED_STEPS * account.count("forecasts"));
    assertThat(waves(JobMetrics.SCORED_COMPARED.name())).isEqualTo(scored);
    assertThat(waves(JobMetrics.SCORED_INSIDE.name())).isBetween(1L, scored);
    String dead = JobMetrics.DEAD_LETTERS.name();
    assertThat(
            CollectedMetrics.sum(Operators.DECODE, dead)
                + CollectedMetrics.sum(Operators.ORDER, dead)
                + waves(dead))
        .isEqualTo(account.count("dead letters"));
  }

  @Test
  void anEmptyPartitionHoldsNoWatermarkBack(@TempDir Path folder) throws Exception {
    broker.createTopics(3, List.of("idle.readings"));
    topics.write(out -> new AccountedReadings(2_000, 20).make("idle.readings", 2, out));
    PipelineConfig config = config("idle", folder, Map.of("idle-timeout", "300 ms"));
    try (MiniCluster flink = flink(new Configuration())) {
      JobGraph job = job(config);
      flink.submitJob(job).get();
      await(() -> topics.committed("idle.forecasts") > 0);
      flink.cancelJob(job.getJobID()).get();
    }
  }

  private AccountedReadings write(String name) {
    AccountedReadings readings = new AccountedReadings(RECORDS, SERIES);
    broker.createTopics(2, List.of(name + ".readings"));
    topics.write(out -> readings.make(name + ".readings", 2, out));
    return readings;
  }

  private static long waves(String counter) {
    return CollectedMetrics.sum(Operators.WAVES, counter);
  }

  private static MiniCluster flink(Configuration configuration) throws Exception {
    MiniCluster flink =
        new MiniCluster(
            new MiniClusterConfiguration.Builder()
                .setConfiguration(configuration.set(RestOptions.BIND_PORT, "0"))
                .setNumTaskManagers(1)
                .setNumSlotsPerTaskManager(2)
                .build());
    flink.start();
    return flink;
  }

  private static JobGraph job(PipelineConfig config) throws Exception {
    StreamExecutionEnvironment env = new StreamExecutionEnvironment();
    ForecastJob.define(env, config);
    return env.getStreamGraph().getJobGraph();
  }

  private static String stop(MiniCluster flink, JobGraph job, Path folder, boolean drain)
      throws Exception {
    String savepoint =
        flink
            .stopWithSavepoint(
                job.getJobID(), folder.toUri().toString(), drain, SavepointFormatType.CANONICAL)
            .get();
    flink.requestJobResult(job.getJobID()).get();
    return savepoint;
  }

  private static void await(BooleanSupplier done) throws InterruptedException {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (!done.getAsBoolean()) {
      assertThat(System.nanoTime()).as("within %s", PATIENCE).isLessThan(deadline);
      Thread.sleep(20);
    }
  }

  private Account account(String name, AccountedReadings readings) {
    Account account = new Account(readings);
    topics.readAll(name + ".forecasts", account::forecast);
    topics.readAll(name + ".late", account::late);
    topics.readAll(name + ".dead", account::dead);
    return account;
  }

  private PipelineConfig config(String name, Path folder, Map<String, String> others)
      throws Exception {
    broker.createTopics(2, List.of(name + ".forecasts", name + ".dead", name + ".late"));
    Path model = Files.write(folder.resolve("tiny.onnx"), TinyStepGraph.hourly().file());
    Map<String, String> settings = new HashMap<>(others);
    settings.put("name", name);
    settings.put("kafka.bootstrap.servers", broker.bootstrapServers());
    settings.put("kafka.compression.type", "lz4");
    settings.put("topics.readings", name + ".readings");
    settings.put("topics.forecasts", name + ".forecasts");
    settings.put("topics.dead-letters", name + ".dead");
    settings.put("topics.late", name + ".late");
    settings.put("checkpoint.interval", RECORDS > 1_000_000 ? "3 s" : "500 ms");
    // What is held while partitions are read apart is more than a JobManager takes into memory.
    settings.put(
        "flink.execution.checkpointing.dir", folder.resolve("checkpoints").toUri().toString());
    settings.put("parallelism", "2");
    settings.put("start", "earliest");
    settings.put("max-out-of-orderness", AccountedReadings.BOUND.toMillis() + " ms");
    settings.put("model.uri", model.toString());
    settings.put("flink.restart-strategy.type", "fixed-delay");
    settings.put("flink.restart-strategy.fixed-delay.attempts", "100");
    settings.put("flink.restart-strategy.fixed-delay.delay", "100 ms");
    return PipelineConfig.of(settings);
  }
}
