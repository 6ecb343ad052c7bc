package io.foreflow.cli.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import io.foreflow.cli.CommandLines;
import io.foreflow.console.server.ServerSettings;
import io.foreflow.job.ForecastJob;
import io.foreflow.job.config.KafkaOptions;
import io.foreflow.job.config.ModelOptions;
import io.foreflow.job.config.PipelineConfig;
import java.io.File;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;

/**
 * Holds docker-compose.yml, its Dockerfile and its pipeline.yaml against the project: nobody builds
 * the images in a test, so what they say has to be compared with what they mean.
 */
class ComposeFileTest {

  private static final Compose COMPOSE = Compose.read(Project.file("docker-compose.yml"));
  private static final String DOCKERFILE = Project.text("deploy/Dockerfile");

  @Test
  void imagesHaveTheVersionsOfTheBuild() {
    assertThat(COMPOSE.image("broker"))
        .isEqualTo("apache/kafka:" + Project.version("kafka.version"));
    assertThat(COMPOSE.image("topics")).isEqualTo(COMPOSE.image("broker"));
    assertThat(COMPOSE.image("jobmanager"))
        .isEqualTo("foreflow/flink:" + Project.version("flink.version"));
    assertThat(COMPOSE.image("simulator")).isEqualTo("foreflow/cli:" + Project.ownVersion());
    assertThat(DOCKERFILE)
        .contains("FROM flink:" + Project.version("flink.version") + "-java17 AS flink");
  }

  @Test
  void everyImageHasAFixedVersion() {
    assertThat(COMPOSE.services().keySet())
        .allSatisfy(
            service ->
                assertThat(COMPOSE.image(service))
                    .matches(".+:v?[0-9].*")
                    .doesNotContain("latest"));
    assertThat(DOCKERFILE.lines().filter(line -> line.startsWith("FROM ")))
        .allSatisfy(line -> assertThat(line).matches("FROM [^:]+:\\S*[0-9]\\S* AS \\w+"));
  }

  @Test
  void noContainerRunsAsRoot() {
    Stream<String> finalStages = Stream.of(DOCKERFILE.split("\nFROM ")).skip(2);
    assertThat(finalStages)
        .hasSize(2)
        .allSatisfy(stage -> assertThat(stage).containsPattern("\nUSER (flink|foreflow)\n"));
    // The owner of the volume that both mount.
    assertThat(DOCKERFILE).contains("useradd --uid 9999 ");
  }

  @Test
  void mavenIsCheckedBeforeItRuns() {
    assertThat(Project.text(".mvn/wrapper/maven-wrapper.properties"))
        .containsPattern("\ndistributionSha256Sum=[0-9a-f]{64}\n");
  }

  @Test
  void createsTheTopicsOfTheJob() throws Exception {
    PipelineConfig pipeline = pipeline();
    String script = COMPOSE.command("topics").get(2);
    String names = script.substring(script.indexOf(" in ") + 4, script.indexOf(';'));

    assertThat(names.split(" ")).containsExactlyInAnyOrderElementsOf(ForecastJob.topics(pipeline));
    assertThat(COMPOSE.command("simulator")).containsSequence("--topic", "readings");
    assertThat(COMPOSE.command("tail"))
        .containsSequence("--topic", pipeline.get(KafkaOptions.FORECASTS_TOPIC));
  }

  @Test
  void theJobUsesTheMountedPipelineAndModel() throws Exception {
    assertThat(COMPOSE.command("job")).containsSequence("--config", "/etc/foreflow/pipeline.yaml");
    assertThat(COMPOSE.volumes("job"))
        .contains("./deploy/pipeline.yaml:/etc/foreflow/pipeline.yaml:ro", "models:/models:ro");
    assertThat(COMPOSE.volumes("taskmanager")).contains("models:/models:ro");
    assertThat(pipeline().get(ModelOptions.MODEL_URI))
        .isEqualTo(URI.create("file:///models/model.onnx"));
    assertThat(COMPOSE.command("trainer").get(0)).contains("--out /models/model.onnx");
    assertThat(pipeline().find(KafkaOptions.BOOTSTRAP_SERVERS)).contains("broker:9092");
  }

  @Test
  void everyContainersCommandIsValid() {
    Stream<List<String>> commands =
        Stream.concat(
            COMPOSE
                .command("trainer")
                .get(0)
                .lines()
                .map(String::strip)
                .filter(line -> line.startsWith("foreflow "))
                .map(line -> List.of(line.substring("foreflow ".length()).split(" "))),
            Stream.of(
                COMPOSE.command("simulator"), COMPOSE.command("tail"), COMPOSE.command("console")));

    assertThat(commands).hasSize(5).allSatisfy(CommandLines::parse);
  }

  @Test
  void consoleReadsThePipelineAndHasAToken() {
    assertThat(COMPOSE.command("console"))
        .containsSequence("--config", "/etc/foreflow/pipeline.yaml")
        .containsSequence("--bind", "0.0.0.0");
    assertThat(COMPOSE.volumes("console"))
        .containsExactly("./deploy/pipeline.yaml:/etc/foreflow/pipeline.yaml:ro");
    String file = Project.text("docker-compose.yml");
    assertThat(file).contains("- \"127.0.0.1:8090:8090\"");
    String token = file.replaceAll("(?s).*FOREFLOW_CONSOLE_TOKEN:-([^}]*)}.*", "$1");
    assertThat(token).hasSizeGreaterThanOrEqualTo(ServerSettings.SHORTEST_TOKEN);
    assertThat(file).contains("/?token=" + token);
  }

  @Test
  void nativeAndS3LibrariesAreInFlinksLib() {
    String pom = Project.text("stream-job/pom.xml");
    assertThat(DOCKERFILE)
        .contains("/src/stream-job/target/flink-lib/ /opt/flink/lib/")
        .contains("/src/stream-job/target/flink-s3-lib/ /opt/flink/lib/")
        .contains("/src/stream-job/target/foreflow-stream-job.jar /opt/flink/usrlib/");
    assertThat(pom)
        .contains("<outputFile>${project.build.directory}/foreflow-stream-job.jar</outputFile>")
        .contains("<outputDirectory>${project.build.directory}/flink-lib</outputDirectory>")
        .contains("<outputDirectory>${project.build.directory}/flink-s3-lib</outputDirectory>");
    assertThat(COMPOSE.flinkProperties())
        .containsEntry(
            "classloader.parent-first-patterns.additional",
            "ai.onnxruntime;net.jpountz;org.xerial.snappy");
  }

  @Test
  void prometheusFindsFlinkWhereItReports() {
    String scraping = Project.text("deploy/prometheus/prometheus.yml");
    assertThat(COMPOSE.flinkProperties())
        .containsEntry(
            "metrics.reporter.prom.factory.class",
            "org.apache.flink.metrics.prometheus.PrometheusReporterFactory")
        .containsEntry("metrics.reporter.prom.port", "9249");
    assertThat(scraping).contains("names: [jobmanager, taskmanager]", "port: 9249");
    assertThat(COMPOSE.services()).containsKeys("jobmanager", "taskmanager");
    assertThat(COMPOSE.volumes("prometheus")).contains("./deploy/prometheus:/etc/prometheus:ro");
    assertThat(COMPOSE.command("prometheus"))
        .contains("--config.file=/etc/prometheus/prometheus.yml");
  }

  @Test
  void grafanaFindsPrometheusAndItsDashboards() {
    String mounted = "/etc/foreflow/dashboards";
    assertThat(Project.text("deploy/grafana/provisioning/datasources/prometheus.yml"))
        .contains("\n    url: http://prometheus:9090\n");
    assertThat(COMPOSE.volumes("grafana"))
        .containsExactlyInAnyOrder(
            "./deploy/grafana/provisioning:/etc/grafana/provisioning:ro",
            "./deploy/grafana/dashboards:" + mounted + ":ro");
    assertThat(Project.text("deploy/grafana/provisioning/dashboards/foreflow.yml"))
        .contains("\n      path: " + mounted + "\n");
    String home =
        COMPOSE
            .environment("grafana")
            .getOrDefault("GF_DASHBOARDS_DEFAULT_HOME_DASHBOARD_PATH", "");
    assertThat(home).startsWith(mounted);
    assertThat(Project.file("deploy/grafana/dashboards" + home.substring(mounted.length())))
        .isRegularFile();
  }

  @Test
  void monitoringStartsOnlyWhereItIsAskedFor() {
    assertThat(COMPOSE.services().keySet())
        .filteredOn(service -> COMPOSE.service(service).containsKey("profiles"))
        .containsExactlyInAnyOrder("prometheus", "grafana")
        .allSatisfy(
            service ->
                assertThat(COMPOSE.service(service))
                    .containsEntry("profiles", List.of("monitoring")));
    assertThat(COMPOSE.conditions("grafana")).isEqualTo(Map.of("prometheus", "service_started"));
  }

  @Test
  void noPortIsOpenToOtherMachines() {
    assertThat(COMPOSE.services().values())
        .filteredOn(service -> service.containsKey("ports"))
        .hasSize(5)
        .allSatisfy(
            service ->
                assertThat(service.get("ports"))
                    .asInstanceOf(InstanceOfAssertFactories.list(String.class))
                    .allSatisfy(port -> assertThat(port).startsWith("127.0.0.1:")));
  }

  @Test
  void servicesStartInDataFlowOrder() {
    assertThat(COMPOSE.conditions("topics")).isEqualTo(Map.of("broker", "service_healthy"));
    assertThat(COMPOSE.conditions("taskmanager"))
        .isEqualTo(Map.of("jobmanager", "service_healthy"));
    assertThat(COMPOSE.conditions("job"))
        .containsEntry("jobmanager", "service_healthy")
        .containsEntry("topics", "service_completed_successfully")
        .containsEntry("trainer", "service_completed_successfully");
    assertThat(COMPOSE.conditions("simulator")).containsKey("job");
    assertThat(COMPOSE.services().keySet())
        .filteredOn(
            service ->
                COMPOSE.conditions("job").getOrDefault(service, "").equals("service_healthy"))
        .allSatisfy(
            service -> assertThat(COMPOSE.services().get(service)).containsKey("healthcheck"));
  }

  @Test
  @EnabledIf(
      value = "dockerComposeIsHere",
      disabledReason =
          "docker-compose is not installed; what it would check beyond the others is its own syntax")
  void dockerComposeAcceptsIt() throws Exception {
    Process process =
        new ProcessBuilder("docker-compose", "-f", "docker-compose.yml", "config", "--quiet")
            .directory(Project.file(".").toFile())
            .redirectErrorStream(true)
            .start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(output).isZero();
  }

  static boolean dockerComposeIsHere() {
    return Stream.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
        .anyMatch(folder -> Files.isExecutable(Path.of(folder, "docker-compose")));
  }

  private static PipelineConfig pipeline() throws Exception {
    return PipelineConfig.load(Project.file("deploy/pipeline.yaml"), Map.of());
  }
}
