package io.foreflow.job.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.foreflow.broker.LocalBroker;
import io.foreflow.flink.JavaProcess;
import io.foreflow.flink.Polling;
import io.foreflow.job.kafka.HourlyReadings;
import io.foreflow.job.kafka.TestTopics;
import io.foreflow.job.metrics.JobMetrics;
import io.foreflow.model.StepModel;
import io.foreflow.model.TinyStepGraph;
import io.foreflow.wire.ModelAnnouncement;
import io.foreflow.wire.ModelAnnouncementCodec;
import io.foreflow.wire.WireFormat;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;

/**
 * What the dashboards ask, asked of a real Prometheus that scrapes a running job: one that swaps a
 * model, refuses another, has a shadow, and was sent something that is no reading.
 */
class DashboardITCase {
  private static final int SERIES = 40;
  private static final int HOURS = 30;
  private static final TinyStepGraph MODEL = TinyStepGraph.hourly();

  /** Panels that show nothing for this job, and why. */
  private static final Map<String, String> NOTHING_TO_SHOW =
      Map.of(
          "Loss, against last week", "the job is younger than a week",
          "Restarts of a job", "the job has not restarted");

  private static final Pattern LABEL_VALUES = Pattern.compile("label_values\\((.+),(\\w+)\\)");

  private final Path folder;

  DashboardITCase(@TempDir Path folder) {
    this.folder = folder;
  }

  @Test
  @EnabledIf(
      value = "io.foreflow.job.cluster.Prometheus#isInstalled",
      disabledReason = "prometheus is not installed (Debian: apt-get install prometheus)")
  void prometheusAnswersEveryPanelOfARunningJob() throws Exception {
    try (LocalBroker broker = LocalBroker.start();
        JobCluster cluster = JobCluster.start(folder.resolve("flink"));
        JavaProcess taskManager = cluster.startTaskManager();
        Prometheus prometheus =
            Prometheus.start(folder.resolve("prometheus"), cluster.metricsPorts(taskManager))) {
      broker.createTopics(
          2, List.of("readings", "forecasts", "scores", "anomalies", "shadow-forecasts"));
      broker.createTopics(1, List.of("dead-letters", "late-readings", "models", "model-events"));
      String job = cluster.submit(List.of("--config", pipeline(broker).toString()));
      run(new TestTopics(broker), prometheus);

      Polling.await(
          "answer to each query of the dashboards",
          () -> unanswered(prometheus),
          List::isEmpty,
          taskManager);
      assertVariablesHaveValues(prometheus);
      assertThat(Dashboard.all())
          .flatExtracting(Dashboard::queries)
          .extracting(Dashboard.Query::place)
          .containsAll(NOTHING_TO_SHOW.keySet());
      cluster.rest().cancel(job);
    }
  }

  /** Lets happen what dashboards show. */
  private void run(TestTopics topics, Prometheus prometheus) throws Exception {
    HourlyReadings readings = new HourlyReadings(SERIES, 11);
    String scored = JobMetrics.SCORED_FORECASTS.prometheus();
    // What was counted before the first scrape is in no rate. Live model and shadow, three steps.
    await(prometheus, "count(" + scored + ")", 2 * 2 * 3);
    topics.write(List.of(new ProducerRecord<>("readings", new byte[0], new byte[] {1, 2, 3})));
    topics.write(readings.next("readings", HOURS));
    await(prometheus, JobMetrics.FORECASTS.prometheus() + "{operator_name='waves'}", 1);
    announce(topics, MODEL.withVersion("2").withSmoothing(0.25f));
    await(prometheus, JobMetrics.SWAPS.prometheus(), 2);
    announce(topics, MODEL.withVersion("3").withCadence(Duration.ofMinutes(1)));
    await(prometheus, JobMetrics.REFUSED_MODELS.prometheus(), 2);
    topics.write(readings.next("readings", HOURS));
    await(prometheus, scored + "{version='2'}", 1);
    topics.write(readings.next("readings", HOURS));
    await(prometheus, JobMetrics.DEAD_LETTERS.prometheus(), 1);
    await(prometheus, "ALERTS{alertname='ForeflowModelRefused', alertstate='firing'}", 1);
  }

  private static void await(Prometheus prometheus, String metric, double atLeast) throws Exception {
    Polling.await(
        "sum of " + metric + " of " + atLeast + " in Prometheus",
        () -> prometheus.sum(metric),
        sum -> sum >= atLeast);
  }

  /** The queries that have no finite number for an answer, though they should. */
  private static List<String> unanswered(Prometheus prometheus) throws Exception {
    List<String> unanswered = new ArrayList<>();
    for (Dashboard dashboard : Dashboard.all()) {
      for (Dashboard.Query query : dashboard.queries()) {
        for (String window : List.of("5m", "1h", "1d")) {
          String asked = withValues(query.expression(), window);
          // Throws if Prometheus can't parse it.
          List<Double> answer = prometheus.query(asked);
          if (answer.stream().noneMatch(Double::isFinite)
              && !NOTHING_TO_SHOW.containsKey(query.place())) {
            unanswered.add(dashboard + ": " + query.place() + ": " + asked);
          }
          if (asked.equals(withValues(query.expression(), ""))) {
            break;
          }
        }
      }
    }
    return unanswered;
  }

  /** A query as Grafana sends it, with everything chosen. */
  private static String withValues(String expression, String window) {
    return expression
        .replace("$job", ".+")
        .replace("$model", ".+")
        .replace("$step", ".+")
        .replace("$version", "2")
        .replace("$other", "1")
        .replace("$window", window)
        .replace("$__rate_interval", "5m");
  }

  private static void assertVariablesHaveValues(Prometheus prometheus) throws Exception {
    for (Dashboard dashboard : Dashboard.all()) {
      for (JsonNode variable : dashboard.variables()) {
        if (variable.path("type").asText().equals("query")) {
          Matcher values = LABEL_VALUES.matcher(variable.path("query").path("query").asText());
          assertThat(values.matches()).as(variable.path("query").toString()).isTrue();
          assertThat(prometheus.labels(withValues(values.group(1), "1h"), values.group(2)))
              .as(dashboard + ": " + variable.path("name"))
              .isNotEmpty();
        }
      }
    }
  }

  private void announce(TestTopics topics, TinyStepGraph graph) throws Exception {
    Path file = model(graph);
    String sha256;
    try (StepModel opened = StepModel.open(file)) {
      sha256 = opened.sha256();
    }
    ModelAnnouncement announcement =
        new ModelAnnouncement(graph.model(), graph.version(), file.toUri().toString(), sha256, 1);
    topics.write(
        List.of(
            new ProducerRecord<>(
                "models",
                graph.model().getBytes(StandardCharsets.UTF_8),
                ModelAnnouncementCodec.encoder(WireFormat.JSON).encode(announcement))));
  }

  private Path model(TinyStepGraph graph) throws Exception {
    return Files.write(
        folder.resolve(graph.model() + "-" + graph.version() + ".onnx"), graph.file());
  }

  private Path pipeline(LocalBroker broker) throws Exception {
    return Files.writeString(
        folder.resolve("pipeline.yaml"),
        """
        name: watched
        kafka.bootstrap.servers: %s
        topics:
          models: models
          scores: scores
          anomalies: anomalies
        start: earliest
        max-out-of-orderness: 1 h
        idle-timeout: 0 ms
        checkpoint.interval: 100 ms
        # Each series moves to a new model at its next reading. The readings come in bursts.
        models.takeover-share: 1
        parallelism: 2
        model.uri: %s
        shadow.uri: %s
        """
            .formatted(
                broker.bootstrapServers(), model(MODEL), model(MODEL.withModel("candidate"))));
  }
}
