package io.foreflow.job.savepoint;

import static org.assertj.core.api.Assertions.assertThat;

import io.foreflow.broker.LocalBroker;
import io.foreflow.job.kafka.TestTopics;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.flink.api.common.JobID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Goes on from savepoints that earlier releases took. With {@code
 * -Dforeflow.savepoint.write=<name>} it takes one first, with the code as it is.
 */
class SavepointITCase {

  @BeforeAll
  static void takeOneIfAsked(@TempDir Path folder) throws Exception {
    String name = System.getProperty("foreflow.savepoint.write");
    if (name != null) {
      SavepointWriter.write(StoredSavepoint.ALL.resolve(name), folder);
    }
  }

  static Stream<Arguments> savepoints() throws IOException {
    List<StoredSavepoint> all = StoredSavepoint.all();
    assertThat(all).isNotEmpty();
    // Taken with two tasks on the heap: each is restored with fewer, and on either backend.
    return all.stream()
        .flatMap(
            stored ->
                Stream.of(
                    Arguments.of(stored, "hashmap", "1"), Arguments.of(stored, "rocksdb", "2")));
  }

  @ParameterizedTest
  @MethodSource("savepoints")
  void forecastsGoOnBitForBit(
      StoredSavepoint stored, String backend, String parallelism, @TempDir Path folder)
      throws Exception {
    Map<String, String> expected = stored.forecasts();
    assertThat(expected).hasSizeGreaterThan(30);
    assertThat(expected.keySet()).as("by the announced model").allMatch(id -> id.endsWith(":2"));
    try (LocalBroker broker = LocalBroker.start();
        StoppableFlink flink = StoppableFlink.start()) {
      broker.createTopics(SavepointWriter.PARTITIONS, SavepointWriter.TOPICS);
      TestTopics topics = new TestTopics(broker);
      topics.write(stored.before());
      Map<String, String> settings =
          new HashMap<>(SavepointWriter.settings(stored, broker, folder));
      settings.put("flink.state.backend.type", backend);
      settings.put("parallelism", parallelism);
      JobID job = flink.submit(settings, stored.path());
      topics.write(stored.after());

      Map<String, String> found =
          StoredSavepoint.lines(topics.read(SavepointWriter.FORECASTS, expected.size()));
      assertThat(found).isEqualTo(expected);
      assertThat(topics.read(SavepointWriter.LATE, 0)).isEmpty();
      assertThat(topics.read(SavepointWriter.DEAD_LETTERS, 0)).isEmpty();
      flink.cancel(job);
    }
  }

  @ParameterizedTest
  @MethodSource("savepoints")
  void theSavepointIsOneFile(StoredSavepoint stored) throws IOException {
    try (Stream<Path> files = Files.list(stored.folder())) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .contains("_metadata", "pipeline.properties")
          .allMatch(name -> name.matches("_metadata|.*\\.(txt|onnx|properties)"));
    }
  }
}
