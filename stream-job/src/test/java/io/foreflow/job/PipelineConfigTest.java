package io.foreflow.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.foreflow.job.config.Delivery;
import io.foreflow.job.config.DeliveryOptions;
import io.foreflow.job.config.FormatOptions;
import io.foreflow.job.config.JobOptions;
import io.foreflow.job.config.KafkaOptions;
import io.foreflow.job.config.ModelOptions;
import io.foreflow.job.config.PipelineConfig;
import io.foreflow.job.config.ScaleOptions;
import io.foreflow.job.config.StartingOffsets;
import io.foreflow.job.config.StateOptions;
import io.foreflow.job.config.TimeOptions;
import io.foreflow.job.config.WaveOptions;
import io.foreflow.job.score.ScoreSettings;
import io.foreflow.options.InvalidConfigurationException;
import io.foreflow.options.Problem;
import io.foreflow.outcome.AnomalyRules;
import io.foreflow.outcome.TrackedSteps;
import io.foreflow.wire.WireFormat;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.ExecutionOptions;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.configuration.StateBackendOptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PipelineConfigTest {

  @Test
  void needsOnlyBrokersAndModel() throws Exception {
    PipelineConfig config = PipelineConfig.of(required());

    assertThat(config.get(JobOptions.NAME)).isEqualTo("foreflow");
    assertThat(config.get(KafkaOptions.READINGS_TOPICS)).containsExactly("readings");
    assertThat(config.get(KafkaOptions.FORECASTS_TOPIC)).isEqualTo("forecasts");
    assertThat(config.get(KafkaOptions.DEAD_LETTERS_TOPIC)).isEqualTo("dead-letters");
    assertThat(config.get(KafkaOptions.LATE_TOPIC)).isEqualTo("late-readings");
    assertThat(config.get(FormatOptions.READINGS_FORMAT)).isEqualTo(WireFormat.AVRO);
    assertThat(config.get(FormatOptions.FORECASTS_FORMAT)).isEqualTo(WireFormat.AVRO);
    assertThat(config.get(KafkaOptions.START)).isEqualTo(StartingOffsets.GROUP_OFFSETS);
    assertThat(config.get(KafkaOptions.BOUNDED)).isFalse();
    assertThat(config.get(DeliveryOptions.DELIVERY)).isEqualTo(Delivery.EXACTLY_ONCE);
    assertThat(config.get(DeliveryOptions.TRANSACTION_TIMEOUT)).isEqualTo(Duration.ofMinutes(10));
    assertThat(config.get(StateOptions.CHECKPOINT_INTERVAL)).isEqualTo(Duration.ofSeconds(10));
    assertThat(config.get(WaveOptions.WAVE_SIZE)).isEqualTo(128);
    assertThat(config.get(WaveOptions.WAVE_LINGER)).isEqualTo(Duration.ofMillis(5));
    assertThat(config.get(TimeOptions.MAX_GAP)).isEqualTo(48);
    assertThat(config.scores()).contains(ScoreSettings.of(TrackedSteps.DEFAULT));
    assertThat(config.anomalies()).isEmpty();
    assertThat(config.find(ScaleOptions.PARALLELISM)).isEmpty();
    assertThat(config.find(ModelOptions.MODEL_SHA256)).isEmpty();
    assertThat(config.groupId()).isEqualTo("foreflow");
    assertThat(config.transactionalIdPrefix()).isEqualTo("foreflow");
  }

  @Test
  void takesEveryOption() throws Exception {
    PipelineConfig config =
        PipelineConfig.of(
            Map.ofEntries(
                Map.entry("name", "prices"),
                Map.entry("kafka.bootstrap.servers", "k1:9092,k2:9092"),
                Map.entry("topics.readings", "eu, us"),
                Map.entry("topics.forecasts", "f"),
                Map.entry("topics.dead-letters", "d"),
                Map.entry("topics.late", "l"),
                Map.entry("format.readings", "json"),
                Map.entry("format.forecasts", "JSON"),
                Map.entry("start", "earliest"),
                Map.entry("bounded", "true"),
                Map.entry("group-id", "g"),
                Map.entry("delivery", "at-least-once"),
                Map.entry("transactional-id-prefix", "t"),
                Map.entry("transaction-timeout", "2 min"),
                Map.entry("transaction-timeout.broker-max", "1 h"),
                Map.entry("checkpoint.interval", "500 ms"),
                Map.entry("model.uri", "file:///models/m.onnx"),
                Map.entry("model.sha256", "AB".repeat(32)),
                Map.entry("wave.size", "64"),
                Map.entry("wave.linger", "0 ms"),
                Map.entry("track", "2, last"),
                Map.entry("calibration", "online"),
                Map.entry("forecasts.raw-quantiles", "true"),
                Map.entry("topics.anomalies", "odd"),
                Map.entry("anomalies.per-week", "0.25"),
                Map.entry("anomalies.side", "above"),
                Map.entry("anomalies.dead-band", "1.5"),
                Map.entry("anomalies.dead-band-relative", "0.1"),
                Map.entry("anomalies.hits", "2"),
                Map.entry("anomalies.window", "3"),
                Map.entry("anomalies.merge", "12"),
                Map.entry("anomalies.stuck-after", "48"),
                Map.entry("anomalies.silent-after", "5"),
                Map.entry("anomalies.shield", "4"),
                Map.entry("max-gap", "0"),
                Map.entry("parallelism", "3"),
                Map.entry("max-parallelism", "512")));

    assertThat(config.get(KafkaOptions.READINGS_TOPICS)).containsExactly("eu", "us");
    assertThat(config.get(FormatOptions.FORECASTS_FORMAT)).isEqualTo(WireFormat.JSON);
    assertThat(config.get(KafkaOptions.START)).isEqualTo(StartingOffsets.EARLIEST);
    assertThat(config.get(KafkaOptions.BOUNDED)).isTrue();
    assertThat(config.get(DeliveryOptions.DELIVERY)).isEqualTo(Delivery.AT_LEAST_ONCE);
    assertThat(config.get(ModelOptions.MODEL_URI)).isEqualTo(URI.create("file:///models/m.onnx"));
    assertThat(config.find(ModelOptions.MODEL_SHA256)).contains("ab".repeat(32));
    assertThat(config.get(WaveOptions.WAVE_LINGER)).isEqualTo(Duration.ZERO);
    assertThat(config.scores())
        .contains(
            ScoreSettings.of(new TrackedSteps(List.of("2", "last")))
                .withCalibration(true)
                .withRawQuantiles(true));
    assertThat(config.anomalies())
        .contains(new AnomalyRules(0.25, AnomalyRules.Side.ABOVE, 1.5, 0.1, 2, 3, 12, 48, 5, 4));
    assertThat(config.find(ScaleOptions.PARALLELISM)).contains(3);
    assertThat(config.groupId()).isEqualTo("g");
    assertThat(config.transactionalIdPrefix()).isEqualTo("t");
    assertThat(config.flinkConfiguration().get(PipelineOptions.MAX_PARALLELISM)).isEqualTo(512);
  }

  @Test
  void namesEveryProblemWithKeyValueAndRule() {
    InvalidConfigurationException refused =
        refused(
            Map.of(
                "wave.size", "0",
                "delivery", "twice",
                "topics.forecasts", "a b",
                "wave.lingre", "5 ms",
                "model.sha256", "12",
                "checkpoint.interval", "soon"));

    assertThat(refused.problems())
        .extracting(Problem::key)
        .containsExactlyInAnyOrder(
            "kafka.bootstrap.servers",
            "model.uri",
            "wave.size",
            "delivery",
            "topics.forecasts",
            "wave.lingre",
            "model.sha256",
            "checkpoint.interval");
    assertThat(refused)
        .hasMessageContaining("8 problems")
        .hasMessageContaining(
            "wave.size: (-Dwave.size) \"0\" must be a whole number from 1 to 4096")
        .hasMessageContaining("\"twice\" must be exactly-once or at-least-once")
        .hasMessageContaining("did you mean wave.linger?")
        .hasMessageContaining("model.uri: is missing");
  }

  @Test
  void passesSettingsThroughToKafkaAndFlink() throws Exception {
    Map<String, String> settings = required();
    settings.put("kafka.security.protocol", "SASL_SSL");
    settings.put("kafka.max.poll.records", "1000");
    settings.put("kafka.linger.ms", "20");
    settings.put("kafka.some.plugin", "x");
    settings.put("flink.state.backend.type", "rocksdb");
    PipelineConfig config = PipelineConfig.of(settings);

    assertThat(config.consumerProperties())
        .containsOnlyKeys(
            "bootstrap.servers", "security.protocol", "max.poll.records", "some.plugin");
    assertThat(config.producerProperties())
        .containsOnlyKeys(
            "bootstrap.servers", "security.protocol", "linger.ms", "some.plugin", "batch.size");
    assertThat(config.flinkConfiguration().get(StateBackendOptions.STATE_BACKEND))
        .isEqualTo("rocksdb");
  }

  @Test
  void usersMaySetBatchAndBufferSizes() throws Exception {
    Map<String, String> settings = required();
    assertThat(PipelineConfig.of(settings).producerProperties())
        .containsEntry("batch.size", "131072");
    settings.put("kafka.batch.size", "1000");
    settings.put("flink.execution.checkpointing.write-buffer-size", "65536");
    PipelineConfig config = PipelineConfig.of(settings);

    assertThat(config.producerProperties()).containsEntry("batch.size", "1000");
    assertThat(config.flinkConfiguration().get(CheckpointingOptions.FS_WRITE_BUFFER_SIZE))
        .isEqualTo(65536);
  }

  @Test
  void theProducerLingersHalfAsLongAsWaves() throws Exception {
    assertThat(producerLinger("wave.linger", "5 ms")).isEqualTo("2");
    assertThat(producerLinger("wave.linger", "0 ms")).isEqualTo("1");
    assertThat(producerLinger("wave.linger", "1 s")).isEqualTo("5");
    assertThat(producerLinger("kafka.linger.ms", "20")).isEqualTo("20");
  }

  private static String producerLinger(String key, String value) throws Exception {
    Map<String, String> settings = required();
    settings.put(key, value);
    return PipelineConfig.of(settings).producerProperties().getProperty("linger.ms");
  }

  @Test
  void usersMayConfigureRocksDb() throws Exception {
    Map<String, String> settings = required();
    assertThat(PipelineConfig.of(settings).flinkConfiguration().toMap())
        .containsEntry("state.backend.rocksdb.use-bloom-filter", "true")
        .containsEntry("state.backend.rocksdb.compression.per.level", "NO_COMPRESSION");
    settings.put("flink.state.backend.rocksdb.use-bloom-filter", "false");

    assertThat(PipelineConfig.of(settings).flinkConfiguration().toMap())
        .containsEntry("state.backend.rocksdb.use-bloom-filter", "false");
  }

  @Test
  void tellsFlinkWhatTheJobNeeds() throws Exception {
    Configuration flink = PipelineConfig.of(required()).flinkConfiguration();
    assertThat(flink.get(PipelineOptions.GENERIC_TYPES)).isFalse();
    assertThat(flink.get(PipelineOptions.OBJECT_REUSE)).isTrue();
    assertThat(flink.get(CheckpointingOptions.CHECKPOINTING_INTERVAL))
        .isEqualTo(Duration.ofSeconds(10));
  }

  @Test
  void theBufferTimeoutIsHalfTheWaveLinger() throws Exception {
    assertThat(bufferTimeout("wave.linger", "20 ms")).isEqualTo(Duration.ofMillis(10));
    assertThat(bufferTimeout("wave.linger", "0 ms")).isEqualTo(Duration.ofMillis(1));
    assertThat(bufferTimeout("wave.linger", "1 min")).isEqualTo(Duration.ofMillis(100));
    assertThat(bufferTimeout("flink.execution.buffer-timeout.interval", "70 ms"))
        .isEqualTo(Duration.ofMillis(70));
  }

  private static Duration bufferTimeout(String key, String value) throws Exception {
    Map<String, String> settings = required();
    settings.put(key, value);
    return PipelineConfig.of(settings).flinkConfiguration().get(ExecutionOptions.BUFFER_TIMEOUT);
  }

  @Test
  void refusesWhatTheJobSetsItself() {
    assertThat(refused(Map.of("kafka.group.id", "x", "flink.parallelism.default", "2")))
        .hasMessageContaining("use group-id instead")
        .hasMessageContaining("use parallelism instead");
  }

  @Test
  void checksTheTransactionTimeoutAgainstTheCheckpointInterval() {
    assertThat(refused(Map.of("checkpoint.interval", "5 min", "transaction-timeout", "5 min")))
        .hasMessageContaining("transaction-timeout: (-Dtransaction-timeout) \"5 min\"")
        .hasMessageContaining("at least 6 min under exactly-once");
  }

  @Test
  void checksTheTransactionTimeoutAgainstTheBrokersMaximum() {
    assertThat(
            refused(
                Map.of("transaction-timeout", "1 h", "transaction-timeout.broker-max", "15 min")))
        .hasMessageContaining("at most transaction-timeout.broker-max (15 min)")
        .hasMessageContaining("transaction.max.timeout.ms");
  }

  @Test
  void leavesTheTransactionTimeoutAloneWithoutTransactions() throws Exception {
    Map<String, String> settings = required();
    settings.put("delivery", "at-least-once");
    settings.put("checkpoint.interval", "1 h");
    assertThat(PipelineConfig.of(settings).get(DeliveryOptions.DELIVERY))
        .isEqualTo(Delivery.AT_LEAST_ONCE);
  }

  @Test
  void noneTracksNoForecast() {
    Map<String, String> settings = required();
    settings.put("track", "none");
    assertThat(PipelineConfig.of(settings).scores()).isEmpty();
  }

  @Test
  void refusesStepsThatCanNotBeTracked() {
    assertThat(refused(Map.of("track", "1, none")))
        .hasMessageContaining("track: (-Dtrack) \"1, none\" can't have none and steps");
    assertThat(refused(Map.of("track", "0")))
        .hasMessageContaining("\"0\" must be none, or one or more steps");
  }

  @Test
  void refusesCalibrationWithoutTrackedSteps() {
    assertThat(refused(Map.of("track", "none", "calibration", "online")))
        .hasMessageContaining(
            "calibration: (-Dcalibration) \"online\" needs steps to track, and track (-Dtrack) is"
                + " none");
  }

  @Test
  void refusesRawQuantilesWithoutCalibration() {
    assertThat(refused(Map.of("calibration", "off", "forecasts.raw-quantiles", "true")))
        .hasMessageContaining(
            "forecasts.raw-quantiles: (-Dforecasts.raw-quantiles) \"true\" is only of use with"
                + " calibration: online");
  }

  @Test
  void anomaliesHaveTheRulesOfAnomalyRules() {
    Map<String, String> settings = required();
    settings.put("topics.anomalies", "anomalies");
    assertThat(PipelineConfig.of(settings).anomalies()).contains(AnomalyRules.DEFAULT);
  }

  @Test
  void refusesAnomaliesThatCanNotBeFound() {
    assertThat(refused(Map.of("topics.anomalies", "anomalies", "track", "none")))
        .hasMessageContaining("topics.anomalies: (-Dtopics.anomalies) \"anomalies\" needs steps")
        .hasMessageContaining("and track (-Dtrack) is none");
    assertThat(refused(Map.of("anomalies.hits", "3", "anomalies.window", "2")))
        .hasMessageContaining("anomalies.hits: (-Danomalies.hits) \"3\" must be at most")
        .hasMessageContaining("anomalies.window (2)");
    assertThat(refused(Map.of("anomalies.per-week", "0")))
        .hasMessageContaining("\"0\" must be a number above 0, up to 10000");
    assertThat(refused(Map.of("anomalies.side", "left")))
        .hasMessageContaining("\"left\" must be above or below or both");
    assertThat(refused(Map.of("topics.anomalies", "late-readings")))
        .hasMessageContaining("is already the topic of topics.late");
  }

  @Test
  void scoresNeedTrackedSteps() {
    assertThat(refused(Map.of("topics.scores", "scores", "track", "none")))
        .hasMessageContaining("topics.scores: ")
        .hasMessageContaining("track: none turns them off");
    assertThat(refused(Map.of("topics.scores", "forecasts")))
        .hasMessageContaining("is already the topic of topics.forecasts");
  }

  @Test
  void refusesTopicsThatFeedIntoEachOther() {
    assertThat(refused(Map.of("topics.forecasts", "readings", "topics.late", "dead-letters")))
        .hasMessageContaining("topics.forecasts: (-Dtopics.forecasts) \"readings\" is already")
        .hasMessageContaining("the topic of topics.dead-letters");
  }

  @Test
  void neverShowsSecrets() throws Exception {
    Map<String, String> settings = required();
    settings.put("kafka.sasl.jaas.config", "Login required password=\"hunter2\";");
    settings.put("kafka.ssl.keystore.password", "hunter2");
    settings.put("kafka.ssl.keystore.key", "hunter2");
    assertThat(PipelineConfig.of(settings).toString())
        .contains("kafka.ssl.keystore.password=******")
        .contains("kafka.bootstrap.servers=\"broker:9092\"")
        .doesNotContain("hunter2");

    settings.put("kafka_password", "hunter2");
    assertThatThrownBy(() -> PipelineConfig.of(settings))
        .isInstanceOf(InvalidConfigurationException.class)
        .hasMessageContaining("kafka_password")
        .hasMessageNotContaining("hunter2");
  }

  @Test
  void readsYamlAndLetsOverridesWin(@TempDir Path folder) throws Exception {
    Path file =
        file(
            folder,
            """
            kafka:
              bootstrap.servers: broker:9092
            model: {uri: /models/m.onnx}
            topics:
              readings: [eu, us]
            wave.size: 64
            max-gap: 7
            """);
    PipelineConfig config = PipelineConfig.load(file, Map.of("max-gap", "9"));

    assertThat(config.get(KafkaOptions.READINGS_TOPICS)).containsExactly("eu", "us");
    assertThat(config.get(WaveOptions.WAVE_SIZE)).isEqualTo(64);
    assertThat(config.get(TimeOptions.MAX_GAP)).isEqualTo(9);
  }

  @Test
  void saysWhereInTheFileAProblemIs(@TempDir Path folder) throws Exception {
    Path file =
        file(
            folder,
            """
            kafka.bootstrap.servers: broker:9092
            model.uri: m.onnx
            wave:
              size: many
            """);
    assertThatThrownBy(() -> PipelineConfig.load(file, Map.of()))
        .hasMessageContaining("wave.size: (pipeline.yaml:4) \"many\" must be");
  }

  @Test
  void refusesAKeyThatIsGivenTwice(@TempDir Path folder) throws Exception {
    Path file = file(folder, "wave.size: 1\nwave:\n  size: 2\n");
    assertThatThrownBy(() -> PipelineConfig.load(file, Map.of()))
        .hasMessageContaining("given twice, at pipeline.yaml:1 and at pipeline.yaml:3");
  }

  @Test
  void refusesAFileThatIsNotYaml(@TempDir Path folder) throws Exception {
    Path file = file(folder, "wave: {size: 1\n");
    assertThatThrownBy(() -> PipelineConfig.load(file, Map.of()))
        .isInstanceOf(InvalidConfigurationException.class)
        .hasMessageContaining("pipeline.yaml:2")
        .hasMessageContaining("is not YAML");
  }

  @Test
  void refusesAFileThatIsNotThere(@TempDir Path folder) {
    assertThatThrownBy(() -> PipelineConfig.load(folder.resolve("none.yaml"), Map.of()))
        .isInstanceOf(InvalidConfigurationException.class)
        .hasMessageContaining("none.yaml: can't be read");
  }

  private static Path file(Path folder, String yaml) throws IOException {
    return Files.writeString(folder.resolve("pipeline.yaml"), yaml);
  }

  private static Map<String, String> required() {
    Map<String, String> settings = new HashMap<>();
    settings.put("kafka.bootstrap.servers", "broker:9092");
    settings.put("model.uri", "/models/m.onnx");
    return settings;
  }

  private static InvalidConfigurationException refused(Map<String, String> settings) {
    Map<String, String> all = new HashMap<>();
    if (settings.size() < 6) {
      all.putAll(required());
    }
    all.putAll(settings);
    return catchThrowableOfType(InvalidConfigurationException.class, () -> PipelineConfig.of(all));
  }
}
