package io.foreflow.job.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import io.foreflow.broker.LocalBroker;
import io.foreflow.job.ForecastJob;
import io.foreflow.job.config.PipelineConfig;
import io.foreflow.job.metrics.JobMetrics;
import io.foreflow.job.model.SeriesShare;
import io.foreflow.job.operator.Operators;
import io.foreflow.model.StepModel;
import io.foreflow.model.TinyStepGraph;
import io.foreflow.wire.Forecast;
import io.foreflow.wire.ForecastCodec;
import io.foreflow.wire.ModelAnnouncement;
import io.foreflow.wire.ModelAnnouncementCodec;
import io.foreflow.wire.ModelEvent;
import io.foreflow.wire.ModelEventJson;
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
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Models that are announced to a running job on a real broker, while readings keep coming: two
 * models side by side, one more in the shadow.
 */
class ModelSwapITCase {
  private static final long HOUR = Duration.ofHours(1).toMillis();
  private static final int SERIES = 20;
  private static final int HOURS_A_ROUND = 30;
  private static final int TASKS = 2;
  private static final TinyStepGraph V1 = TinyStepGraph.hourly();
  private static final TinyStepGraph PRICES = V1.withModel("prices").withHorizon(2);

  private static final String AT_ONCE = "1";
  private static final double SHADOW_SHARE = 0.5;

  private final Path folder;

  ModelSwapITCase(@TempDir Path folder) {
    this.folder = folder;
  }

  @ParameterizedTest
  @ValueSource(strings = {AT_ONCE, "0.25"})
  void eachReadingHasOneForecastWhateverIsAnnounced(String takeoverShare) throws Exception {
    try (LocalBroker broker = LocalBroker.start()) {
      TestTopics topics = new TestTopics(broker);
      broker.createTopics(TASKS, List.of("readings", "forecasts", "shadow-forecasts"));
      broker.createTopics(1, List.of("dead-letters", "late-readings", "models", "model-events"));
      JobClient job = start(broker, takeoverShare);

      int hours = 0;
      write(topics, hours, HOURS_A_ROUND);
      hours += HOURS_A_ROUND;
      assertThat(topics.read("forecasts", SERIES * hours)).hasSize(SERIES * hours);
      // Readings are written and stepped while the model is loaded and swapped.
      announce(topics, V1.withVersion("2").withSmoothing(0.25f));
      write(topics, hours, HOURS_A_ROUND);
      hours += HOURS_A_ROUND;
      assertThat(events(topics, TASKS)).hasSize(TASKS).allMatch(event -> is(event, "2", "1"));

      write(topics, hours, HOURS_A_ROUND);
      hours += HOURS_A_ROUND;
      // On a busy machine these readings may be stepped much later than they are written.
      assertThat(topics.read("forecasts", SERIES * hours)).hasSize(SERIES * hours);
      announce(topics, V1);
      write(topics, hours, HOURS_A_ROUND);
      hours += HOURS_A_ROUND;
      assertThat(events(topics, 2 * TASKS)).hasSize(2 * TASKS);
      assertThat(events(topics, 2 * TASKS).subList(TASKS, 2 * TASKS))
          .allMatch(event -> is(event, "1", "2"));

      announce(topics, V1.withVersion("3").withCadence(Duration.ofMinutes(1)));
      topics.write(
          List.of(new ProducerRecord<>("models", bytes("tiny"), bytes("no announcement"))));
      assertThat(events(topics, 3 * TASKS).subList(2 * TASKS, 3 * TASKS))
          .extracting(ModelEvent::reason, ModelEvent::inUse)
          .allMatch(found -> found.toList().equals(List.of("wrong-cadence", "1")));
      write(topics, hours, HOURS_A_ROUND);
      hours += HOURS_A_ROUND;

      checkForecasts(topics, hours, takeoverShare);
      checkShadow(topics, hours);
      assertThat(topics.read("dead-letters", 1))
          .extracting(record -> new String(record.value(), StandardCharsets.UTF_8))
          .containsExactly("no announcement");
      assertThat(topics.read("late-readings", 0)).isEmpty();
      job.cancel().get();
    }
  }

  private JobClient start(LocalBroker broker, String takeoverShare) throws Exception {
    PipelineConfig config =
        PipelineConfig.of(
            Map.ofEntries(
                Map.entry("kafka.bootstrap.servers", broker.bootstrapServers()),
                Map.entry("topics.models", "models"),
                Map.entry("models.takeover-share", takeoverShare),
                Map.entry("model.uri", file(V1).toString()),
                Map.entry("models.prices.uri", file(PRICES).toString()),
                Map.entry("routes", "price-* -> prices"),
                Map.entry("shadow.uri", file(V1.withModel("candidate")).toString()),
                Map.entry("shadow.share", Double.toString(SHADOW_SHARE)),
                Map.entry("calibration", "online"),
                Map.entry("forecasts.raw-quantiles", "true"),
                Map.entry("checkpoint.interval", "200 ms"),
                Map.entry("parallelism", Integer.toString(TASKS)),
                Map.entry("wave.size", "16")));
    StreamExecutionEnvironment env =
        StreamExecutionEnvironment.createLocalEnvironment(
            CollectedMetrics.collect(new Configuration()));
    ForecastJob.define(env, config);
    return env.executeAsync();
  }

  private static void write(TestTopics topics, int from, int hours) throws Exception {
    RecordEncoder<Reading> encoder = ReadingCodec.encoder(WireFormat.AVRO);
    List<ProducerRecord<byte[], byte[]>> records = new ArrayList<>();
    for (int hour = from; hour < from + hours; hour++) {
      for (int series = 0; series < SERIES; series++) {
        Reading reading = new Reading(name(series), hour * HOUR, hour + series);
        records.add(
            new ProducerRecord<>("readings", bytes(reading.series()), encoder.encode(reading)));
      }
    }
    topics.write(records);
  }

  private static String name(int series) {
    return (series % 4 == 0 ? "price-" : "sensor-") + series;
  }

  private void announce(TestTopics topics, TinyStepGraph graph) throws Exception {
    Path file = file(graph);
    String sha256;
    try (StepModel model = StepModel.open(file)) {
      sha256 = model.sha256();
    }
    ModelAnnouncement announcement =
        new ModelAnnouncement(graph.model(), graph.version(), file.toUri().toString(), sha256, 1);
    byte[] value = ModelAnnouncementCodec.encoder(WireFormat.JSON).encode(announcement);
    topics.write(List.of(new ProducerRecord<>("models", bytes(graph.model()), value)));
  }

  private static List<ModelEvent> events(TestTopics topics, int count) throws Exception {
    List<ModelEvent> events = new ArrayList<>();
    for (ConsumerRecord<byte[], byte[]> record : topics.read("model-events", count)) {
      assertThat(record.key()).isEqualTo(bytes("tiny"));
      events.add(ModelEventJson.read(record.value()));
    }
    return events;
  }

  private static boolean is(ModelEvent event, String inUse, String replaced) {
    return event.kind() == ModelEvent.Kind.SWAPPED
        && inUse.equals(event.inUse())
        && replaced.equals(event.replaced());
  }

  /**
   * Each reading has one forecast, in order; a series' version changes there and back once. If
   * takeovers are spread, a series may not have had its turn before the end.
   */
  private static void checkForecasts(TestTopics topics, int hours, String takeoverShare)
      throws Exception {
    String moves = takeoverShare.equals(AT_ONCE) ? "1{30,}2{30,}1{30,}" : "1{30,}2*1*";
    Map<String, StringBuilder> versions = new TreeMap<>();
    for (Forecast forecast : forecasts(topics, "forecasts", SERIES * hours)) {
      boolean price = forecast.series().startsWith("price");
      assertThat(forecast.model()).isEqualTo(price ? "prices" : "tiny");
      assertThat(forecast.horizon()).isEqualTo(price ? 2 : 4);
      StringBuilder own =
          versions.computeIfAbsent(forecast.series(), series -> new StringBuilder());
      assertThat(forecast.cutoff()).as(forecast.series()).isEqualTo(own.length() * HOUR);
      assertThat(forecast.status())
          .as("no forecast is cold after a swap")
          .isEqualTo(own.length() < 2 ? Forecast.Status.WARMING : Forecast.Status.READY);
      assertThat(forecast.calibrated())
          .as("none is uncalibrated after a swap")
          .isEqualTo(own.length() >= 3);
      own.append(forecast.modelVersion());
    }
    assertThat(versions).hasSize(SERIES);
    versions.forEach(
        (series, own) ->
            assertThat(own)
                .as(series)
                .hasSize(hours)
                .matches(series.startsWith("price") ? "1+" : moves));
  }

  private static void checkShadow(TestTopics topics, int hours) throws Exception {
    SeriesShare share = new SeriesShare(SHADOW_SHARE);
    List<String> shadowed =
        IntStream.range(0, SERIES).mapToObj(ModelSwapITCase::name).filter(share::holds).toList();
    assertThat(shadowed.size()).isBetween(1, SERIES - 1);
    List<Forecast> complete = forecasts(topics, "shadow-forecasts", hours * shadowed.size());
    assertThat(complete).hasSize(hours * shadowed.size());
    assertThat(complete).extracting(Forecast::model).containsOnly("candidate");
    assertThat(complete).extracting(Forecast::series).hasSameElementsAs(shadowed);
    assertThat(complete).extracting(Forecast::id).doesNotHaveDuplicates();
    // Ready from the third reading on: its forecasts of the steps 1, 2 and 4 met all later ones.
    assertThat(CollectedMetrics.sum(Operators.SHADOW, JobMetrics.SCORED_FORECASTS.name()))
        .isEqualTo(shadowed.size() * (3L * (hours - 2) - 1 - 2 - 4));
    checkShadowIsCalibratedAsTheLiveModel(complete, forecasts(topics, "forecasts", SERIES * hours));
  }

  /** Until the first swap, the shadow model is the live one under another name. */
  private static void checkShadowIsCalibratedAsTheLiveModel(
      List<Forecast> shadow, List<Forecast> live) {
    Map<String, Forecast> byCutoff = new TreeMap<>();
    live.forEach(forecast -> byCutoff.put(forecast.series() + forecast.cutoff(), forecast));
    int calibrated = 0;
    for (Forecast forecast : shadow) {
      Forecast other = byCutoff.getOrDefault(forecast.series() + forecast.cutoff(), forecast);
      if (other.model().equals("tiny") && forecast.cutoff() < HOURS_A_ROUND * HOUR) {
        assertThat(forecast.calibrated()).isEqualTo(other.calibrated());
        assertThat(forecast.quantiles()).isEqualTo(other.quantiles());
        assertThat(forecast.rawQuantiles()).isEqualTo(other.rawQuantiles());
        calibrated += forecast.calibrated() ? 1 : 0;
      }
    }
    assertThat(calibrated).isPositive();
  }

  private static List<Forecast> forecasts(TestTopics topics, String topic, int count)
      throws Exception {
    RecordDecoder<Forecast> decoder = ForecastCodec.decoder(WireFormat.AVRO);
    List<Forecast> forecasts = new ArrayList<>();
    for (ConsumerRecord<byte[], byte[]> record : topics.read(topic, count)) {
      forecasts.add(decoder.decode(record.value()));
    }
    return forecasts;
  }

  private Path file(TinyStepGraph graph) throws Exception {
    return Files.write(
        folder.resolve(graph.model() + "-" + graph.version() + ".onnx"), graph.file());
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
