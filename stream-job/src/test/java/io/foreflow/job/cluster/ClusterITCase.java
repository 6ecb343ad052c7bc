package io.foreflow.job.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.foreflow.broker.LocalBroker;
import io.foreflow.flink.JavaProcess;
import io.foreflow.flink.Polling;
import io.foreflow.job.cluster.JvmProbe.Holdings;
import io.foreflow.job.kafka.HourlyReadings;
import io.foreflow.job.kafka.TestTopics;
import io.foreflow.job.metrics.JobMetrics;
import io.foreflow.job.metrics.Metric;
import io.foreflow.model.TinyStepGraph;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;

/**
 * The job's jar on JobManager and TaskManager processes, with a real broker: what
 * docs/operations/running-on-flink.md tells people to do.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ClusterITCase {
  private static final int SERIES = 40;
  private static final int HOURS_A_ROUND = 20;

  /** Three of these rounds are long enough for episodes of readings that were not forecast. */
  private static final int LONG_ROUND = 64;

  private static final int SCORES_EVERY = 24;

  private static final Pattern JOB_ID = Pattern.compile("submitted with JobID ([0-9a-f]+)");

  /** Of three levels, four steps ahead. */
  private static final int QUANTILES = 12;

  /** The readings of a round that are not held: the watermark is before the last but one hour. */
  private static final int WATCHED = SERIES * (HOURS_A_ROUND - 2);

  private final LocalBroker broker = LocalBroker.start();
  private final TestTopics topics = new TestTopics(broker);
  private final Path folder;
  private final Path model;
  private final JobCluster cluster;

  ClusterITCase(@TempDir Path folder) throws Exception {
    this.folder = folder;
    model = Files.write(folder.resolve("tiny.onnx"), TinyStepGraph.hourly().file());
    cluster = JobCluster.start(folder.resolve("flink"));
  }

  /** A test that fails leaves its job, which would take the slots of the next one's. */
  @AfterEach
  void cancelWhatRuns() throws Exception {
    for (String job : cluster.rest().unfinished()) {
      cluster.rest().cancel(job);
    }
  }

  @AfterAll
  void stop() throws Exception {
    cluster.close();
    broker.close();
  }

  @Test
  void killingTaskManagersChangesNoRecord() throws Exception {
    createTopics("killed");
    createTopics("undisturbed");
    int round = SERIES * LONG_ROUND;
    HourlyReadings readings = new HourlyReadings(SERIES, 7);
    JavaProcess first = cluster.startTaskManager();
    List<String> run = new ArrayList<>(List.of("run", "-d", JobCluster.jar().toString()));
    run.addAll(List.of("--config", pipeline("killed").toString()));
    run.addAll(outcomes("killed"));
    run.add("-Dflink.execution.checkpointing.incremental=true");
    JavaProcess command = cluster.runClient(run.toArray(String[]::new));
    String killedJob =
        JOB_ID.matcher(command.logEnd()).results().findFirst().orElseThrow().group(1);

    topics.write(readings.next("killed.readings", LONG_ROUND));
    // A checkpoint has committed forecasts, and more readings are on their way.
    topics.read("killed.forecasts", 1);
    topics.write(readings.next("killed.readings", LONG_ROUND));
    first.close();
    JavaProcess second = cluster.startTaskManager();
    topics.write(readings.next("killed.readings", LONG_ROUND));
    Map<String, List<Integer>> killed =
        HourlyReadings.bits(topics.read("killed.forecasts", 3 * round));

    JavaProcess third = cluster.startTaskManager();
    topics.write(new HourlyReadings(SERIES, 7).next("undisturbed.readings", 3 * LONG_ROUND));
    String job = submit("undisturbed", outcomes("undisturbed").toArray(String[]::new));
    Map<String, List<Integer>> undisturbed =
        HourlyReadings.bits(topics.read("undisturbed.forecasts", 3 * round));
    assertThat(killed).hasSize(3 * round).isEqualTo(undisturbed);
    assertThat(HourlyReadings.calibrated(killed, QUANTILES)).isGreaterThan(3 * round * 9 / 10);
    SameRecords same = new SameRecords(topics, "killed", "undisturbed");
    List<String> scores = same.await("scores");
    assertThat(scores).hasSize(SERIES * 3 * LONG_ROUND / SCORES_EVERY).doesNotHaveDuplicates();
    assertThat(same.await("anomalies")).hasSizeGreaterThan(SERIES).doesNotHaveDuplicates();
    assertThat(topics.read("killed.late", 0)).isEmpty();
    cluster.rest().cancel(killedJob);
    cluster.rest().cancel(job);
    second.close();
    third.close();
  }

  /** Everything that follows from what came of forecasts. */
  private static List<String> outcomes(String name) {
    return List.of(
        "-Dcalibration=online",
        "-Dforecasts.raw-quantiles=true",
        "-Dtopics.scores=" + name + ".scores",
        "-Dscores.every=" + SCORES_EVERY,
        "-Dtopics.anomalies=" + name + ".anomalies",
        "-Danomalies.per-week=100",
        "-Danomalies.shield=1");
  }

  @Test
  void cancellingAndSubmittingAgainLeavesNothingBehind() throws Exception {
    int cycles = Integer.getInteger("foreflow.resubmissions", 10);
    createTopics("again");
    int written = 0;
    HourlyReadings readings = new HourlyReadings(SERIES, 3);
    for (String compression : List.of("zstd", "lz4", "snappy", "gzip")) {
      topics.write(readings.next("again.readings", 1), Map.of("compression.type", compression));
      written += SERIES;
    }
    try (JavaProcess taskManager = cluster.startTaskManager();
        JvmProbe probe = JvmProbe.attach(taskManager.pid())) {
      Holdings early = probe.look(cluster.temporary(taskManager));
      for (int cycle = 1; cycle <= cycles; cycle++) {
        String job = submit("again", "-Dgroup-id=again-" + cycle);
        assertThat(topics.read("again.forecasts", cycle * written)).hasSize(cycle * written);
        cluster.rest().cancel(job);
        if (cycle == 2) { // Flink's own pools and caches come with the first jobs.
          early = probe.lookWhenIdle(cluster.temporary(taskManager));
        }
      }
      Holdings late = probe.lookWhenIdle(cluster.temporary(taskManager));
      print("after 2", early);
      print("after " + cycles, late);

      // Fewer is fine: on a busy machine some threads and files of Flink's own end between the
      // looks.
      assertThat(late.moreThan(early)).isEmpty();
      assertThat(late.nativeLibraries()).isLessThanOrEqualTo(early.nativeLibraries());
      // A job's classes are 2,900, in 21 MB; another copy of ONNX Runtime takes 30 MB.
      assertThat(late.classes()).isLessThan(early.classes() + 1_000);
      assertThat(late.metaspaceBytes()).isLessThan(early.metaspaceBytes() + (8L << 20));
      assertThat(late.heapBytes()).isLessThan(early.heapBytes() + (16L << 20));
      assertThat(late.residentBytes()).isLessThan(early.residentBytes() + (128L << 20));
    }
  }

  @Test
  void aJobManagerSurvivesAWrongConfiguration() {
    assertThatThrownBy(() -> submit("refused", "-Dwave.size=0"))
        .hasMessageContaining("wave.size")
        .hasMessageContaining("1 to 4096");
    assertThat(cluster.isAlive()).isTrue();
  }

  @Test
  @EnabledIf(
      value = "io.foreflow.job.cluster.Prometheus#isInstalled",
      disabledReason = "prometheus is not installed (Debian: apt-get install prometheus)")
  void prometheusFindsEachDocumentedMetricUnderItsName() throws Exception {
    createTopics("watched");
    try (JavaProcess taskManager = cluster.startTaskManager();
        Prometheus prometheus =
            Prometheus.start(folder.resolve("prometheus"), cluster.metricsPorts(taskManager))) {
      assertThat(taskManager.isAlive()).isTrue();
      // The newest readings wait for older ones.
      String job = submit("watched", "-Dmax-out-of-orderness=1 h", "-Didle-timeout=0 ms");
      // What was counted before the first scrape is in no rate.
      Polling.await(
          "counter of scores of three steps in two tasks",
          () -> prometheus.sum("count(" + JobMetrics.SCORED_FORECASTS.prometheus() + ")"),
          count -> count == 6);
      List<ProducerRecord<byte[], byte[]>> readings =
          new HourlyReadings(SERIES, 5).next("watched.readings", HOURS_A_ROUND);
      topics.write(readings);
      topics.write(
          List.of(new ProducerRecord<>("watched.readings", new byte[0], new byte[] {1, 2, 3})));
      Polling.await(
          "number of forecasts in Prometheus",
          () -> prometheus.sum(JobMetrics.FORECASTS.prometheus()),
          sum -> sum == WATCHED);
      Polling.await(
          "number of series in Prometheus",
          () -> prometheus.sum(JobMetrics.LIVE_SERIES.prometheus()),
          sum -> sum == SERIES);
      assertScored(prometheus, readings);
      // The JobManager's are scraped at another moment than the TaskManager's.
      List<String> found =
          Polling.await(
              "metric in Prometheus for each one in the rules",
              prometheus::metrics,
              metrics -> metrics.containsAll(Prometheus.metricsInRules()));
      for (Metric metric : JobMetrics.ALL) {
        assertThat(found).contains(metric.prometheus());
        assertThat(found.contains(metric.prometheus() + "_count"))
            .as(metric.name() + " is a histogram")
            .isEqualTo(metric.kind() == Metric.Kind.HISTOGRAM);
      }
      Polling.await(
          "evaluation of all rules",
          () -> prometheus.rules().stream().map(rule -> rule.get("health").asText()).toList(),
          health -> !health.isEmpty() && !health.contains("unknown"));
      assertThat(prometheus.rules())
          .allSatisfy(rule -> assertThat(rule.get("health").asText()).isEqualTo("ok"))
          .noneSatisfy(rule -> assertThat(rule.path("state").asText()).isEqualTo("firing"));
      assertThat(prometheus.sum(Metric.PROMETHEUS_PREFIX + "failedCommittables")).isZero();
      assertThat(prometheus.sum(JobMetrics.LOST_TRANSACTIONS.prometheus())).isZero();
      cluster.rest().cancel(job);
    }
  }

  /** Checks the figures of all windows: all that was ever scored lies in each. */
  private void assertScored(Prometheus prometheus, List<ProducerRecord<byte[], byte[]>> readings)
      throws Exception {
    List<ConsumerRecord<byte[], byte[]>> forecasts = topics.read("watched.forecasts", WATCHED);
    for (int step : List.of(1, 2, 4)) {
      String labels =
          "{job_name='watched', operator_name='waves', model='tiny', version='1', step='%d'}"
              .formatted(step);
      TopicCoverage expected = TopicCoverage.of(readings, forecasts, step);
      double met = expected.met();
      Polling.await(
          "number of scored forecasts in Prometheus",
          () -> prometheus.sum(JobMetrics.SCORED_FORECASTS.prometheus() + labels),
          sum -> sum == met);
      double inside = prometheus.sum(JobMetrics.SCORED_INSIDE.prometheus() + labels);
      double error = prometheus.sum(JobMetrics.SCORED_ERROR.prometheus() + labels);
      double naiveError = prometheus.sum(JobMetrics.SCORED_NAIVE_ERROR.prometheus() + labels);
      double loss = prometheus.sum(JobMetrics.SCORED_LOSS.prometheus() + labels);
      // A remembered band is rounded a little.
      assertThat(inside).isCloseTo((double) expected.inside(), within(2.0));
      for (String window : List.of("5m", "1h", "1d")) {
        awaitFigure(prometheus, "foreflow:coverage:" + window + labels, inside / met);
        awaitFigure(prometheus, "foreflow:mase:" + window + labels, error / naiveError);
        awaitFigure(prometheus, "foreflow:loss:" + window + labels, loss / met / 1e6);
      }
      awaitFigure(prometheus, "foreflow:nominal_coverage:1d" + labels, 0.8);
      awaitFigure(
          prometheus,
          "foreflow_model:coverage:1d{job_name='watched', model='tiny', step='%d'}".formatted(step),
          inside / met);
    }
  }

  private static void awaitFigure(Prometheus prometheus, String series, double expected)
      throws Exception {
    Polling.await(
        series + " near " + expected,
        () -> prometheus.sum(series),
        found -> Math.abs(found - expected) < 1e-6);
  }

  private static void print(String when, Holdings holdings) {
    System.out.printf(
        "%s: %d classes in %d KiB, heap %d KiB, resident %d KiB, %d native libraries, %d threads of"
            + " jobs, %d files%n",
        when,
        holdings.classes(),
        holdings.metaspaceBytes() >> 10,
        holdings.heapBytes() >> 10,
        holdings.residentBytes() >> 10,
        holdings.nativeLibraries(),
        holdings.threads().values().stream().mapToInt(count -> count).sum(),
        holdings.files().size());
  }

  private void createTopics(String name) {
    broker.createTopics(
        2,
        Stream.of("readings", "forecasts", "dead", "late", "scores", "anomalies")
            .map(topic -> name + '.' + topic)
            .toList());
  }

  private String submit(String name, String... arguments) throws Exception {
    List<String> all = new ArrayList<>(List.of("--config", pipeline(name).toString()));
    all.addAll(List.of(arguments));
    return cluster.submit(all);
  }

  private Path pipeline(String name) throws Exception {
    return Files.writeString(
        folder.resolve(name + ".yaml"),
        """
        name: %1$s
        kafka:
          bootstrap.servers: %2$s
          compression.type: lz4
        topics:
          readings: %1$s.readings
          forecasts: %1$s.forecasts
          dead-letters: %1$s.dead
          late: %1$s.late
        start: earliest
        checkpoint.interval: 100 ms
        parallelism: 2
        model.uri: %3$s
        flink:
          state.backend.type: rocksdb
          restart-strategy.type: fixed-delay
          restart-strategy.fixed-delay.attempts: 1000
          restart-strategy.fixed-delay.delay: 100 ms
        """
            .formatted(name, broker.bootstrapServers(), model));
  }
}
