package io.foreflow.job.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.foreflow.broker.BrokerOptions;
import io.foreflow.broker.LocalBroker;
import io.foreflow.job.ForecastJob;
import io.foreflow.job.config.PipelineConfig;
import io.foreflow.job.start.StartFailedException;
import io.foreflow.model.TinyStepGraph;
import io.foreflow.options.InvalidConfigurationException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/**
 * A broker that lets nobody in without a password and ends transactions after five minutes: what
 * the job does there, and what it says before it starts.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SecuredBrokerITCase {
  private static final String MODULE =
      "org.apache.kafka.common.security.plain.PlainLoginModule required username=\"%s\" password=\"%s\"";
  private static final String PASSWORD = "hunter2-of-alice";

  private final LocalBroker broker =
      LocalBroker.start(
          BrokerOptions.temporary()
              .withSettings(
                  Map.of(
                      "listener.security.protocol.map",
                      "PLAINTEXT:SASL_PLAINTEXT,CONTROLLER:PLAINTEXT",
                      "inter.broker.listener.name",
                      "PLAINTEXT",
                      "sasl.enabled.mechanisms",
                      "PLAIN",
                      "sasl.mechanism.inter.broker.protocol",
                      "PLAIN",
                      "listener.name.plaintext.plain.sasl.jaas.config",
                      MODULE.formatted("admin", "a")
                          + " user_admin=\"a\" user_alice=\""
                          + PASSWORD
                          + "\";",
                      "transaction.max.timeout.ms",
                      "300000")));
  private final Map<String, Object> alice =
      Map.of(
          "security.protocol",
          "SASL_PLAINTEXT",
          "sasl.mechanism",
          "PLAIN",
          "sasl.jaas.config",
          MODULE.formatted("alice", PASSWORD) + ";");

  private Path folder;

  @BeforeAll
  void createTopics(@TempDir Path temporary) throws Exception {
    folder = temporary;
    try (Admin admin = admin()) {
      admin
          .createTopics(
              Stream.of("readings", "forecasts", "dead-letters", "late-readings")
                  .map(topic -> new NewTopic(topic, 1, (short) 1))
                  .toList())
          .all()
          .get();
    }
  }

  private Admin admin() {
    Map<String, Object> settings = new HashMap<>(alice);
    settings.put("bootstrap.servers", broker.bootstrapServers());
    return Admin.create(settings);
  }

  @AfterAll
  void stopBroker() {
    broker.close();
  }

  @Test
  void onlyTheBrokerSeesThePassword() throws Exception {
    TestTopics topics = new TestTopics(broker, alice);
    topics.write(new HourlyReadings(3, 1).next("readings", 4));
    PipelineConfig config = config(Map.of());
    try (CapturedLog log = new CapturedLog()) {
      ForecastJob.check(config);
      StreamExecutionEnvironment env =
          StreamExecutionEnvironment.createLocalEnvironment(new Configuration());
      ForecastJob.define(env, config);
      String plan = env.getStreamGraph(false).getStreamingPlanAsJSON();
      env.execute();

      assertThat(log.text()).contains("sasl.mechanism = PLAIN").doesNotContain(PASSWORD);
      assertThat(plan + config + env.getConfiguration()).doesNotContain(PASSWORD);
    }
    assertThat(topics.read("forecasts", 12)).hasSize(12);
  }

  @Test
  void aWrongPasswordIsToldInOneSentence() {
    assertThatThrownBy(
            () ->
                ForecastJob.check(
                    config(
                        Map.of(
                            "kafka.sasl.jaas.config", MODULE.formatted("alice", "wrong1") + ";"))))
        .isInstanceOf(StartFailedException.class)
        .hasMessageContainingAll(
            "the brokers at " + broker.bootstrapServers() + " refused the connection",
            "Authentication failed",
            "Check kafka.security.protocol")
        .hasMessageNotContaining("wrong1");
  }

  @Test
  void refusedKafkaSettingsAreReportedWithoutSecrets() {
    assertThatThrownBy(
            () -> ForecastJob.check(config(Map.of("kafka.sasl.jaas.config", "hunter3 and so on"))))
        .isInstanceOf(StartFailedException.class)
        .hasMessageContaining("does not take the kafka.* settings")
        .hasMessageNotContaining("hunter3 and so on");
  }

  @Test
  void exitsWithOneIfItCannotStart() throws Exception {
    Process process = start(Map.of("kafka.sasl.jaas.config", MODULE.formatted("bob", "b0b") + ";"));
    String error = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
    String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).isEqualTo(1);
    assertThat(error).contains("refused the connection").doesNotContain("\tat ", "b0b");
    assertThat(out).doesNotContain("b0b");
  }

  @Test
  void theBrokersTransactionLimitIsChecked() {
    assertThatThrownBy(() -> ForecastJob.check(config(Map.of("transaction-timeout", "10 min"))))
        .isInstanceOf(InvalidConfigurationException.class)
        .hasMessageContaining(
            "transaction-timeout: (-Dtransaction-timeout) \"10 min\" must be at"
                + " most 5 min, the brokers' transaction.max.timeout.ms; set transaction-timeout: 5 min");
    assertThatThrownBy(
            () ->
                ForecastJob.check(
                    config(
                        Map.of("transaction-timeout", "10 min", "checkpoint.interval", "6 min"))))
        .hasMessageContaining("shorten checkpoint.interval");
  }

  @Test
  void topicsThatAreNotThereAreNamedTogether() {
    assertThatThrownBy(
            () ->
                ForecastJob.check(
                    config(Map.of("topics.readings", "reading", "topics.late", "nowhere-at-all"))))
        .isInstanceOf(InvalidConfigurationException.class)
        .hasMessageContaining("2 problems")
        .hasMessageContaining(
            "topics.readings: (-Dtopics.readings) \"reading\" names topic reading, which is not"
                + " there; did you mean readings?")
        .hasMessageContaining(
            "topics.late: (-Dtopics.late) \"nowhere-at-all\" names topic nowhere-at-all, which is"
                + " not there; create it: kafka-topics.sh --bootstrap-server ")
        .hasMessageContaining(" --create --topic nowhere-at-all --partitions 4");
  }

  @Test
  void topicsWithTooSmallALimitAreReported() throws Exception {
    try (Admin admin = admin();
        CapturedLog log = new CapturedLog()) {
      NewTopic tiny =
          new NewTopic("tiny", 1, (short) 1).configs(Map.of("max.message.bytes", "8000"));
      NewTopic small =
          new NewTopic("small", 1, (short) 1).configs(Map.of("max.message.bytes", "100000"));
      admin.createTopics(List.of(tiny, small)).all().get();
      assertThatThrownBy(() -> ForecastJob.check(config(Map.of("topics.forecasts", "tiny"))))
          .isInstanceOf(InvalidConfigurationException.class)
          .hasMessageContaining(
              "names topic tiny, which takes records of up to 8000 bytes; at least 8192 are needed");
      ForecastJob.check(config(Map.of("topics.late", "small")));
      assertThat(log.text())
          .contains(
              "topics.late: topic small takes records of up to 100000 bytes, those of the readings"
                  + " up to 1048588: longer ones are cut there");
    }
  }

  @Test
  void aSilentBrokerIsReportedByAddress() {
    Map<String, String> nobody =
        Map.of(
            "kafka.bootstrap.servers", "127.0.0.1:1",
            "kafka.request.timeout.ms", "300",
            "kafka.default.api.timeout.ms", "600");
    assertThatThrownBy(() -> ForecastJob.check(config(nobody)))
        .isInstanceOf(StartFailedException.class)
        .hasMessageContainingAll(
            "no answer from a Kafka broker at 127.0.0.1:1", "Is it running", "start-check: false");
  }

  @Test
  void withoutTheCheckNoBrokerIsAsked() throws Exception {
    ForecastJob.check(
        config(Map.of("start-check", "false", "kafka.bootstrap.servers", "127.0.0.1:1")));
    assertThatThrownBy(
            () ->
                ForecastJob.check(
                    config(Map.of("start-check", "false", "transaction-timeout", "20 min"))))
        .as("Kafka's default is taken for the brokers' limit")
        .hasMessageContaining("must be at most 15 min");
  }

  private PipelineConfig config(Map<String, String> more) throws Exception {
    return PipelineConfig.of(settings(more));
  }

  private Map<String, String> settings(Map<String, String> more) throws IOException {
    Path model = Files.write(folder.resolve("tiny.onnx"), TinyStepGraph.hourly().file());
    Map<String, String> settings = new HashMap<>();
    alice.forEach((key, value) -> settings.put("kafka." + key, value.toString()));
    settings.put("kafka.bootstrap.servers", broker.bootstrapServers());
    settings.put("transaction-timeout", "5 min");
    settings.put("checkpoint.interval", "200 ms");
    settings.put("bounded", "true");
    settings.put("parallelism", "1");
    settings.put("model.uri", model.toString());
    settings.putAll(more);
    return settings;
  }

  private Process start(Map<String, String> more) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("-XX:TieredStopAtLevel=1");
    command.add(ForecastJob.class.getName());
    settings(more).forEach((key, value) -> command.add("-D" + key + "=" + value));
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().put("CLASSPATH", System.getProperty("java.class.path"));
    return builder.start();
  }
}
