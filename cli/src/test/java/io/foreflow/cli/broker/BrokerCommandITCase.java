package io.foreflow.cli.broker;

import static org.assertj.core.api.Assertions.assertThat;

import io.foreflow.cli.Foreflow;
import io.foreflow.cli.kafka.KafkaCluster;
import io.foreflow.cli.process.Listeners;
import java.io.BufferedReader;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A broker of one's own as a real process, which Ctrl-C ends. */
class BrokerCommandITCase {

  @Test
  void servesThePipelinesTopicsUntilASignal(@TempDir Path folder) throws Exception {
    Path pipeline =
        Files.writeString(
            folder.resolve("pipeline.yaml"),
            """
            kafka.bootstrap.servers: elsewhere:9092
            model.uri: model.onnx
            topics: {readings: "north, south", models: announced}
            format.readings: json
            """);
    Path temporary = Files.createDirectory(folder.resolve("temporary"));
    Process process = start(folder, pipeline, temporary);
    Listeners listeners = new Listeners();
    StringBuilder said = new StringBuilder();
    int exitCode;
    try (BufferedReader lines = process.inputReader()) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        said.append(line).append('\n');
        if (line.startsWith("  foreflow run ")) {
          listeners.look(process.toHandle());
          String servers = line.substring(line.lastIndexOf('=') + 1);
          KafkaCluster cluster = new KafkaCluster(servers);
          assertThat(
                  Stream.of("north", "south", "forecasts", "announced", "model-events")
                      .filter(topic -> !cluster.has(topic)))
              .isEmpty();
          // Not INT, which a build in the background of a shell has ignored.
          new ProcessBuilder("kill", "-TERM", Long.toString(process.pid())).start().waitFor();
        }
      }
      exitCode = process.waitFor();
    } finally {
      process.destroyForcibly();
    }

    assertThat(exitCode).as(said.toString()).isEqualTo(143);
    assertThat(folder.resolve("err")).isEmptyFile();
    assertThat(said.toString())
        .contains("  foreflow simulate --bootstrap-servers 127.0.0.1:")
        .contains(" --topic north --format json")
        .contains("  foreflow run --config " + pipeline + " -Dkafka.bootstrap.servers=127.0.0.1:")
        .endsWith("The broker has ended. Its data are deleted.\n");
    try (Stream<Path> left = Files.list(temporary)) {
      assertThat(left.filter(path -> path.toString().contains("foreflow"))).isEmpty();
    }
    listeners.assertOnlyLoopback(2);
  }

  private static Process start(Path folder, Path pipeline, Path temporary) throws Exception {
    // A JVM with a long command line crashes in some versions of ONNX Runtime.
    Path arguments = folder.resolve("java.args");
    Files.writeString(arguments, "-cp \"" + System.getProperty("java.class.path") + "\"");
    return new ProcessBuilder(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "@" + arguments,
                "-Djava.io.tmpdir=" + temporary,
                Foreflow.class.getName(),
                "broker",
                "--port",
                "0",
                "--topics-from",
                pipeline.toString()))
        .redirectError(ProcessBuilder.Redirect.to(new File(folder.toFile(), "err")))
        .start();
  }
}
