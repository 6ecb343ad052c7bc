package io.foreflow.job.transaction;

import static org.assertj.core.api.Assertions.assertThat;

import io.foreflow.broker.BrokerOptions;
import io.foreflow.broker.LocalBroker;
import io.foreflow.job.kafka.CollectedMetrics;
import io.foreflow.job.kafka.HourlyReadings;
import io.foreflow.job.kafka.TestTopics;
import io.foreflow.job.metrics.JobMetrics;
import io.foreflow.job.operator.Operators;
import io.foreflow.job.savepoint.StoppableFlink;
import io.foreflow.model.TinyStepGraph;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import org.apache.flink.api.common.JobID;
import org.apache.flink.configuration.Configuration;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.TransactionListing;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The whole job's transactions, on brokers of either version of the protocol. */
class TransactionsITCase {
  private static final List<String> SINKS = List.of("forecasts", "dead-letters", "late");
  private static final int SERIES = 8;
  private static final Duration PATIENCE = Duration.ofMinutes(5);

  /** All of them, also of jobs that are gone. */
  private static long sum(String counter) {
    return SINKS.stream()
        .mapToLong(sink -> CollectedMetrics.sum(sink + ": Committer", counter))
        .sum();
  }

  @ParameterizedTest
  @ValueSource(shorts = {1, 2})
  void restoringOneSavepointOftenLosesNothing(short version, @TempDir Path folder)
      throws Exception {
    try (LocalBroker broker = broker(version);
        StoppableFlink flink =
            StoppableFlink.start(CollectedMetrics.collect(new Configuration()))) {
      Pipeline pipeline = new Pipeline(broker, flink, folder);
      JobID first = pipeline.start(null, 2);
      pipeline.forecast(first);
      pipeline.forecast(first);
      String savepoint = flink.stop(first, folder);
      for (int parallelism : new int[] {2, 3, 1, 4}) {
        JobID again = pipeline.start(savepoint, parallelism);
        pipeline.forecast(again);
        flink.cancel(again);
      }
      assertThat(sum("successfulCommittables")).isPositive();
      assertThat(sum("failedCommittables")).isZero();
      assertThat(sum("lostTransactions")).isZero();
      assertThat(sum("unknownTransactions")).isZero();
      assertThat(pipeline.open()).isEmpty();
    }
  }

  @Test
  void saysWhichTransactionsWereLost(@TempDir Path folder) throws Exception {
    try (LocalBroker broker = LocalBroker.start();
        StoppableFlink flink =
            StoppableFlink.start(CollectedMetrics.collect(new Configuration()))) {
      Pipeline pipeline = new Pipeline(broker, flink, folder);
      JobID first = pipeline.start(null, 2);
      pipeline.forecast(first);
      // A savepoint of a job that goes on is not committed until the next checkpoint.
      String savepoint = pipeline.savepointWithForecasts(first, folder);
      flink.cancel(first);
      List<OpenTransaction> open = pipeline.open();
      assertThat(open).as("prepared in the savepoint").isNotEmpty();
      pipeline.abort(open);
      assertThat(pipeline.open()).isEmpty();

      JobID stopped = pipeline.start(savepoint, 2, Map.of("on-lost-transaction", "stop"));
      assertThat(flink.end(stopped).getSerializedThrowable())
          .hasValueSatisfying(
              why -> assertThat(why).hasStackTraceContaining("on-lost-transaction: stop"));

      // The stopped job may be cancelled after it counted a loss and before it told the connector.
      long lost = sum("lostTransactions");
      long failed = sum("failedCommittables");
      long before = LostTransactions.inThisProcess();
      JobID second = pipeline.start(savepoint, 2);
      pipeline.forecast(second);
      flink.cancel(second);

      assertThat(sum("lostTransactions")).isEqualTo(lost + open.size());
      assertThat(sum("failedCommittables")).isEqualTo(failed + open.size());
      assertThat(LostTransactions.inThisProcess()).isEqualTo(before + open.size());
      assertThat(pipeline.events())
          .hasSizeGreaterThanOrEqualTo(open.size())
          .allMatch(event -> event.contains("\"topic\":\"forecasts\""));
    }
  }

  @Test
  void usesTransactionalIdsAgain(@TempDir Path folder) throws Exception {
    try (LocalBroker broker = LocalBroker.start();
        StoppableFlink flink =
            StoppableFlink.start(CollectedMetrics.collect(new Configuration()))) {
      Pipeline pipeline = new Pipeline(broker, flink, folder);
      JobID job = pipeline.start(null, 2);
      pipeline.forecast(job);
      flink.checkpoint(job);
      flink.checkpoint(job);
      Set<String> before = pipeline.ids();
      Map<String, Long> epochs = pipeline.epochs(before);
      for (int i = 0; i < 5; i++) {
        flink.checkpoint(job);
      }
      assertThat(pipeline.ids()).as("nothing written, nothing taken").isEqualTo(before);
      assertThat(pipeline.epochs(before)).isEqualTo(epochs);
      for (int i = 0; i < 5; i++) {
        pipeline.forecast(job);
      }
      flink.cancel(job);
      System.out.println("Transactional ids: " + pipeline.ids());
      assertThat(pipeline.ids()).containsAll(before).hasSizeLessThanOrEqualTo(2 * 2 + 2 * 2);
    }
  }

  private static LocalBroker broker(short version) {
    return LocalBroker.start(
        BrokerOptions.temporary().withFeatures(Map.of("transaction.version", version)));
  }

  /** A pipeline that takes checkpoints when it is told to. */
  private static final class Pipeline {
    private final LocalBroker broker;
    private final StoppableFlink flink;
    private final TestTopics topics;
    private final HourlyReadings readings = new HourlyReadings(SERIES, 5);
    private final Map<String, String> settings = new HashMap<>();

    Pipeline(LocalBroker broker, StoppableFlink flink, Path folder) throws Exception {
      this.broker = broker;
      this.flink = flink;
      this.topics = new TestTopics(broker);
      broker.createTopics(
          2, List.of("readings", "forecasts", "dead-letters", "late-readings", "model-events"));
      Path model = Files.write(folder.resolve("tiny.onnx"), TinyStepGraph.hourly().file());
      settings.put("name", "counted");
      settings.put("kafka.bootstrap.servers", broker.bootstrapServers());
      settings.put("checkpoint.interval", "5 min");
      settings.put("start", "earliest");
      settings.put("model.uri", model.toString());
      settings.put("flink.restart-strategy.type", "fixed-delay");
      settings.put("flink.restart-strategy.fixed-delay.attempts", "10000");
      settings.put("flink.restart-strategy.fixed-delay.delay", "100 ms");
    }

    JobID start(@Nullable String savepoint, int parallelism) throws Exception {
      return start(savepoint, parallelism, Map.of());
    }

    JobID start(@Nullable String savepoint, int parallelism, Map<String, String> others)
        throws Exception {
      Map<String, String> all = new HashMap<>(settings);
      all.putAll(others);
      all.put("parallelism", Integer.toString(parallelism));
      return flink.submit(all, savepoint);
    }

    /** Writes readings, and takes checkpoints until committed forecasts come of them. */
    void forecast(JobID job) throws Exception {
      long before = topics.committed("forecasts");
      topics.write(readings.next("readings", 1));
      long deadline = System.nanoTime() + PATIENCE.toNanos();
      while (topics.committed("forecasts") < before + SERIES) {
        assertThat(System.nanoTime()).as("within %s", PATIENCE).isLessThan(deadline);
        flink.checkpoint(job);
      }
    }

    /**
     * Writes readings, and takes a savepoint when their forecasts are written but not committed.
     */
    String savepointWithForecasts(JobID job, Path folder) throws Exception {
      long before = forecasts();
      topics.write(readings.next("readings", 1));
      long deadline = System.nanoTime() + PATIENCE.toNanos();
      while (forecasts() < before + SERIES) {
        assertThat(System.nanoTime()).as("within %s", PATIENCE).isLessThan(deadline);
        Thread.sleep(20);
      }
      return flink.savepoint(job, folder);
    }

    private static long forecasts() {
      return CollectedMetrics.sum(Operators.WAVES, JobMetrics.FORECASTS.name());
    }

    List<OpenTransaction> open() throws Exception {
      try (PipelineTransactions transactions = transactions()) {
        return transactions.open();
      }
    }

    void abort(List<OpenTransaction> open) throws Exception {
      try (PipelineTransactions transactions = transactions()) {
        for (OpenTransaction each : open) {
          transactions.abort(each);
        }
      }
    }

    private PipelineTransactions transactions() {
      Properties properties = new Properties();
      properties.setProperty("bootstrap.servers", broker.bootstrapServers());
      return PipelineTransactions.of(properties, "counted");
    }

    List<String> events() {
      return topics.read("model-events", 1).stream()
          .map(record -> new String(record.value(), StandardCharsets.UTF_8))
          .toList();
    }

    Set<String> ids() throws Exception {
      try (Admin admin = admin()) {
        Set<String> ids = new TreeSet<>();
        for (TransactionListing listing : admin.listTransactions().all().get()) {
          ids.add(listing.transactionalId());
        }
        return ids;
      }
    }

    Map<String, Long> epochs(Set<String> ids) throws Exception {
      try (Admin admin = admin()) {
        Map<String, Long> epochs = new HashMap<>();
        admin
            .describeTransactions(ids)
            .all()
            .get()
            .forEach((id, found) -> epochs.put(id, (long) found.producerEpoch()));
        return epochs;
      }
    }

    private Admin admin() {
      return Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()));
    }
  }
}
