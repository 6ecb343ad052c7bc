package io.foreflow.job.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import io.foreflow.broker.LocalBroker;
import io.foreflow.model.TinyStepGraph;
import io.foreflow.wire.Reading;
import io.foreflow.wire.ReadingCodec;
import io.foreflow.wire.WireFormat;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The jar that users hand to {@code flink run}. */
class JobJarITCase {
  /** What the jar must bring itself, because Flink's lib/ does not hold it. */
  private static final Pattern BROUGHT =
      Pattern.compile(
          ".*/(target/(test-)?classes/?"
              + "|foreflow-[^/]*|flink-connector-(kafka|base)-[^/]*|kafka[-_][^/]*|avro-[^/]*"
              + "|jackson-[^/]*|protobuf-[^/]*|tribuo-[^/]*|zstd-[^/]*"
              + "|lz4-[^/]*|snappy-[^/]*)");

  @Test
  void holdsNeitherFlinkNorNativesNorTraining() throws IOException {
    try (JarFile jar = new JarFile(jar().toFile())) {
      List<String> classes =
          jar.stream()
              .map(JarEntry::getName)
              .filter(name -> name.endsWith(".class") || name.contains("native"))
              .toList();
      assertThat(classes)
          .contains("io/foreflow/job/ForecastJob.class")
          .noneMatch(name -> name.startsWith("ai/onnxruntime/"))
          .noneMatch(name -> name.startsWith("ai/djl/"))
          .noneMatch(name -> name.startsWith("org/slf4j/"))
          .noneMatch(name -> name.startsWith("org/apache/flink/api/"))
          .noneMatch(name -> name.startsWith("org/apache/flink/runtime/"))
          .noneMatch(name -> name.startsWith("org/apache/flink/streaming/api/"))
          .noneMatch(name -> name.startsWith("com/google/protobuf/"))
          .noneMatch(name -> name.startsWith("com/fasterxml/jackson/"));
      assertThat(jar.getManifest().getMainAttributes().getValue("Main-Class"))
          .isEqualTo("io.foreflow.job.ForecastJob");
    }
  }

  @Test
  void runsWithOnlyFlinkAndOnnxRuntime(@TempDir Path folder) throws Exception {
    Path model = Files.write(folder.resolve("tiny.onnx"), TinyStepGraph.hourly().file());
    try (LocalBroker broker = LocalBroker.start()) {
      TestTopics topics = new TestTopics(broker);
      broker.createTopics(1, List.of("readings", "forecasts", "dead-letters", "late-readings"));
      byte[] reading = ReadingCodec.encoder(WireFormat.AVRO).encode(new Reading("a", 0, 1));
      topics.write(List.of(new ProducerRecord<>("readings", new byte[] {'a'}, reading)));
      Path config =
          Files.writeString(
              folder.resolve("pipeline.yaml"),
              """
              kafka:
                bootstrap.servers: %s
                compression.type: zstd
              model.uri: %s
              bounded: true
              """
                  .formatted(broker.bootstrapServers(), model));

      Process job = start("--config", config.toString(), "-Dcheckpoint.interval=100 ms");
      String output = new String(job.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      assertThat(job.waitFor(5, TimeUnit.MINUTES)).isTrue();
      assertThat(job.exitValue()).as(output).isZero();
      assertThat(topics.read("forecasts", 1)).hasSize(1);
    }
  }

  private static Process start(String... arguments) throws IOException {
    String flink =
        Arrays.stream(classPath().split(File.pathSeparator))
            .filter(entry -> !BROUGHT.matcher(entry).matches())
            .collect(Collectors.joining(File.pathSeparator));
    List<String> command =
        Stream.concat(
                Stream.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "--add-opens=java.base/java.util=ALL-UNNAMED",
                    "io.foreflow.job.ForecastJob"),
                Stream.of(arguments))
            .toList();
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    // In the environment, not on the command line, which must stay short for ONNX Runtime.
    builder.environment().put("CLASSPATH", jar() + File.pathSeparator + flink);
    return builder.start();
  }

  private static String classPath() {
    // Under Maven the other one is a jar that only names the class path.
    return System.getProperty(
        "surefire.test.class.path", System.getProperty("java.class.path", ""));
  }

  private static Path jar() {
    Path jar = Path.of("target", "foreflow-stream-job.jar").toAbsolutePath();
    assertThat(jar).as("the job's jar, made by the phase package").exists();
    return jar;
  }
}
