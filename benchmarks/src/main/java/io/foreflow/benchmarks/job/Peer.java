package io.foreflow.benchmarks.job;

import io.foreflow.benchmarks.report.Checkout;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * A program that does the same as the job with other libraries, in its own process. Peers are built
 * separately, so that nothing else has to load their libraries.
 */
enum Peer {
  DL4J("io.foreflow.peers.Dl4jPeer"),
  KAFKA_STREAMS("io.foreflow.peers.KafkaStreamsPeer");

  /** The command that builds the peers. */
  static final String BUILD = "./mvnw -pl benchmarks/peers -am -DskipTests compile";

  private final String main;

  Peer(String main) {
    this.main = main;
  }

  /** Starts it on a backlog, with a heap as large as that of the job's TaskManager. */
  Run start(Path folder, List<String> arguments, long heapBytes) throws IOException {
    String classPath =
        classPath()
            .orElseThrow(() -> new IllegalStateException("the peers are not built: " + BUILD));
    Path own = folder.resolve(arguments.hashCode() + "-" + this);
    return ProcessRun.start(own, classPath, heapBytes, main, arguments, false);
  }

  /** Its class path. Empty if it is not built. */
  static Optional<String> classPath() throws IOException {
    Path peers = Checkout.benchmarks().resolve("peers/target");
    Path libraries = peers.resolve("launcher/libraries");
    Path classes = peers.resolve("classes");
    if (!Files.isRegularFile(libraries) || !Files.isDirectory(classes)) {
      return Optional.empty();
    }
    Path project = Checkout.benchmarks().resolve("..").normalize();
    return Optional.of(
        String.join(
            File.pathSeparator,
            classes.toString(),
            project.resolve("schemas/target/classes").toString(),
            project.resolve("step-model/target/classes").toString(),
            Files.readString(libraries).strip()));
  }
}
