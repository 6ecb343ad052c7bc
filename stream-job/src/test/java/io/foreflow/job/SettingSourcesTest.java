package io.foreflow.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.foreflow.job.config.FormatOptions;
import io.foreflow.job.config.JobOptions;
import io.foreflow.job.config.KafkaOptions;
import io.foreflow.job.config.PipelineConfig;
import io.foreflow.job.config.TimeOptions;
import io.foreflow.job.config.WaveOptions;
import io.foreflow.job.start.Arguments;
import io.foreflow.options.InvalidConfigurationException;
import io.foreflow.options.Problem;
import io.foreflow.options.SettingSources;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Settings from a file, the environment and the command line, and what is wrong with them. */
class SettingSourcesTest {
  private static final String REQUIRED =
      "kafka.bootstrap.servers: broker:9092\nmodel.uri: /models/m.onnx\n";

  private Path folder;

  @BeforeEach
  void useFolder(@TempDir Path temporary) {
    folder = temporary;
  }

  @Test
  void commandLineBeatsEnvironmentBeatsFile() throws Exception {
    Path file = yaml(REQUIRED + "wave.size: 1\nmax-gap: 1\nname: one\n");
    PipelineConfig config =
        PipelineConfig.of(
            PipelineConfig.sources()
                .file(file)
                .environment(Map.of("FOREFLOW_WAVE_SIZE", "2", "FOREFLOW_MAX_GAP", "2"))
                .commandLine(Map.of("wave.size", "3")));
    assertThat(config.get(WaveOptions.WAVE_SIZE)).isEqualTo(3);
    assertThat(config.get(TimeOptions.MAX_GAP)).isEqualTo(2);
    assertThat(config.get(JobOptions.NAME)).isEqualTo("one");
    assertThat(config.get(KafkaOptions.FORECASTS_TOPIC)).as("default").isEqualTo("forecasts");
  }

  @Test
  void everyOptionHasItsVariable() {
    List<String> variables =
        JobOptions.ALL.options().stream()
            .map(option -> option.name().toUpperCase(Locale.ROOT).replaceAll("[.-]", "_"))
            .toList();
    assertThat(variables).doesNotHaveDuplicates();
  }

  @Test
  void variablesReachKafkaAndFlinkWithTheirPunctuation() throws Exception {
    PipelineConfig config =
        PipelineConfig.of(
            PipelineConfig.sources()
                .file(yaml(REQUIRED))
                .environment(
                    Map.of(
                        "FOREFLOW_KAFKA_BOOTSTRAP_SERVERS", "other:1",
                        "FOREFLOW_KAFKA_MAX_POLL_RECORDS", "7",
                        "FOREFLOW_KAFKA_MY__PLUGIN_SOME___NAME", "x",
                        "FOREFLOW_FLINK_STATE_BACKEND_TYPE", "rocksdb")));
    assertThat(config.consumerProperties())
        .containsEntry("bootstrap.servers", "other:1")
        .containsEntry("max.poll.records", "7")
        .containsEntry("my-plugin.some_name", "x");
    assertThat(config.flinkConfiguration().toMap()).containsEntry("state.backend.type", "rocksdb");
  }

  @Test
  void ignoresOtherVariables() throws Exception {
    PipelineConfig config =
        PipelineConfig.of(
            PipelineConfig.sources()
                .file(yaml(REQUIRED))
                .environment(
                    Map.of(
                        "FOREFLOW_OPTS", "-Xmx1g",
                        "FOREFLOW_SERVICE_HOST", "10.0.0.1",
                        "FOREFLOW_SERVICE_PORT", "80",
                        "FOREFLOW_PORT", "tcp://10.0.0.1:80",
                        "FOREFLOW_PORT_80_TCP_ADDR", "10.0.0.1",
                        "PATH", "/bin")));
    assertThat(config.get(JobOptions.NAME)).isEqualTo("foreflow");
  }

  @Test
  void namesEveryProblemWithItsPlaceAtOnce() throws Exception {
    InvalidConfigurationException refused =
        refused(
            PipelineConfig.sources()
                .problems(List.of(new Problem("--verbose", "is no argument")))
                .file(yaml("model.uri: m.onnx\nwave:\n  size: 0\nmax-gap: 1\nmax-gap: 2\n"))
                .environment(
                    Map.of("FOREFLOW_WAVE_LINGR", "1 ms", "FOREFLOW_DELIVERY", "sometimes"))
                .commandLine(Map.of("kafka.max.poll.records", "many", "topic.late", "x")));

    assertThat(refused.problems())
        .extracting(Problem::key)
        .containsExactlyInAnyOrder(
            "--verbose",
            "max-gap",
            "FOREFLOW_WAVE_LINGR",
            "kafka.bootstrap.servers",
            "wave.size",
            "delivery",
            "kafka.max.poll.records",
            "topic.late");
    assertThat(refused)
        .hasMessageContaining("wave.size: (pipeline.yaml:3) \"0\" must be")
        .hasMessageContaining("given twice, at pipeline.yaml:4 and at pipeline.yaml:5")
        .hasMessageContaining("delivery: (FOREFLOW_DELIVERY) \"sometimes\" must be")
        .hasMessageContaining(
            "FOREFLOW_WAVE_LINGR: (environment) is no option; did you mean"
                + " FOREFLOW_WAVE_LINGER?")
        .hasMessageContaining(
            "kafka.max.poll.records: (-Dkafka.max.poll.records) \"many\" is"
                + " refused by Kafka's client")
        .hasMessageContaining("topic.late: (-Dtopic.late) is no option; did you mean topics.late?");
  }

  @Test
  void readsSecretsFromFiles() throws Exception {
    Path secret = Files.writeString(folder.resolve("secret"), "me:hunter2\n");
    Path jaas = Files.writeString(folder.resolve("jaas"), "module required password=\"hunter2\";");
    PipelineConfig config =
        PipelineConfig.of(
            PipelineConfig.sources()
                .file(
                    yaml(
                        REQUIRED
                            + "schema-registry.basic-auth: {file: "
                            + secret
                            + "}\n"
                            + "kafka.sasl.oauthbearer.assertion.file: /kafka/knows/this\n"))
                .environment(Map.of("FOREFLOW_KAFKA_SASL_JAAS_CONFIG_FILE", jaas.toString())));
    assertThat(config.find(FormatOptions.REGISTRY_BASIC_AUTH)).contains("me:hunter2");
    assertThat(config.producerProperties())
        .containsEntry("sasl.jaas.config", "module required password=\"hunter2\";")
        .containsEntry("sasl.oauthbearer.assertion.file", "/kafka/knows/this");
    assertThat(config.toString()).contains("basic-auth=******").doesNotContain("hunter2");
  }

  @Test
  void namesTheMissingFileOfASecret() throws Exception {
    InvalidConfigurationException refused =
        refused(
            PipelineConfig.sources()
                .file(yaml(REQUIRED + "schema-registry.token.file: /nowhere/token\n")));
    assertThat(refused)
        .hasMessageContaining(
            "schema-registry.token: (pipeline.yaml:3) the file \"/nowhere/token\"")
        .hasMessageContaining("can't be read");
    assertThat(
            refused(
                PipelineConfig.sources()
                    .file(
                        yaml(
                            REQUIRED
                                + "schema-registry.token: t\nschema-registry.token.file: /f"))))
        .hasMessageContaining("given twice, by value and by file");
  }

  @Test
  void aRegistryFormatNeedsARegistry() throws Exception {
    assertThat(
            refused(
                PipelineConfig.sources()
                    .file(
                        yaml(
                            REQUIRED
                                + "format.forecasts: avro-confluent\n"
                                + "schema-registry: {basic-auth: 'a:b', token: c}\n"))))
        .hasMessageContaining(
            "format.forecasts: (pipeline.yaml:3) \"avro-confluent\" needs a schema registry")
        .hasMessageContaining("schema-registry.token: (pipeline.yaml:4) ****** can't go with");
  }

  @Test
  void noMessageHoldsASecret() throws Exception {
    List<InvalidConfigurationException> all =
        List.of(
            refused(
                PipelineConfig.sources()
                    .file(yaml("schema-registry.url: http://me:hunter2@registry:8081\n"))
                    .environment(
                        Map.of(
                            "FOREFLOW_SCHEMA_REGISTRY_BASIC_AUTH", "hunter2",
                            "FOREFLOW_SCHEMA_REGISTRY_TOKN", "hunter2",
                            "FOREFLOW_KAFKA_SSL_KEYSTORE_PASSWORD", "hunter2"))
                    .commandLine(
                        Map.of(
                            "kafka-sasl-jaas-config", "hunter2",
                            "schema-registry.tokens", "hunter2"))),
            catchThrowableOfType(
                InvalidConfigurationException.class,
                () ->
                    Arguments.parse(
                        Map.of(),
                        "-Dkafka.sasl.jaas.config=module",
                        "required",
                        "password=\"hunter2\";",
                        "--schema-registry.token=hunter2")));
    assertThat(all).allSatisfy(e -> assertThat(e.toString()).doesNotContain("hunter2"));
    assertThat(all.get(0)).hasMessageContaining("http://******@registry:8081");
    assertThat(all.get(1)).hasMessageContaining("password=...").hasMessageContaining("token=...");
  }

  private Path yaml(String text) throws IOException {
    return Files.writeString(folder.resolve("pipeline.yaml"), text);
  }

  private static InvalidConfigurationException refused(SettingSources sources) {
    return catchThrowableOfType(
        InvalidConfigurationException.class, () -> PipelineConfig.of(sources));
  }
}
