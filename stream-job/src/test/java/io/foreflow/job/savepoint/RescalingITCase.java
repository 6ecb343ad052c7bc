package io.foreflow.job.savepoint;

import static org.assertj.core.api.Assertions.assertThat;

import io.foreflow.broker.LocalBroker;
import io.foreflow.job.kafka.HourlyReadings;
import io.foreflow.job.kafka.TestTopics;
import io.foreflow.model.TinyStepGraph;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.flink.api.common.JobID;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Stopped with a savepoint and started with more tasks or fewer, forecasts go on bit for bit. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RescalingITCase {
  private static final int SERIES = 60;
  private static final int HOURS = 12;
  private static final int A_ROUND = SERIES * HOURS;
  private static final List<String> PARALLELISMS = List.of("1", "2", "1");

  private final LocalBroker broker = LocalBroker.start();
  private final TestTopics topics = new TestTopics(broker);
  private final Path folder;
  private final StoppableFlink flink;

  RescalingITCase(@TempDir Path folder) throws Exception {
    this.folder = folder;
    Files.write(folder.resolve("tiny.onnx"), TinyStepGraph.hourly().file());
    flink = StoppableFlink.start();
  }

  @AfterAll
  void stop() throws Exception {
    flink.close();
    broker.close();
  }

  @Test
  void rescalingChangesNoForecast() throws Exception {
    Map<String, List<Integer>> undisturbed = undisturbed();
    // The last round is on the other backend than those before: a savepoint belongs to none.
    assertThat(rescaled("heap", List.of("hashmap", "hashmap", "rocksdb"))).isEqualTo(undisturbed);
    assertThat(rescaled("rocksdb", List.of("rocksdb", "rocksdb", "hashmap")))
        .isEqualTo(undisturbed);
  }

  private Map<String, List<Integer>> rescaled(String name, List<String> backends) throws Exception {
    createTopics(name);
    HourlyReadings readings = new HourlyReadings(SERIES, 21);
    String savepoint = null;
    for (int round = 0; round < PARALLELISMS.size(); round++) {
      JobID job =
          submit(
              name,
              savepoint,
              Map.of(
                  "parallelism", PARALLELISMS.get(round),
                  "flink.state.backend.type", backends.get(round),
                  "series.ttl", round == 1 ? "2 d" : "0 ms"));
      topics.write(readings.next(name + ".readings", HOURS));
      assertThat(topics.read(name + ".forecasts", (round + 1) * A_ROUND))
          .hasSize((round + 1) * A_ROUND);
      savepoint = flink.stop(job, folder.resolve("savepoints"));
    }
    assertThat(topics.read(name + ".late", 0)).isEmpty();
    return HourlyReadings.bits(topics.read(name + ".forecasts", 3 * A_ROUND));
  }

  @Test
  void partitionsAddedWhileStoppedMakeNothingLate() throws Exception {
    JobID job = submitOrdering("stopped", null);
    HourlyReadings readings = new HourlyReadings(SERIES, 21);
    topics.write(readings.spread("stopped.readings", HOURS, 4));
    topics.read("stopped.forecasts", SERIES);
    String savepoint = flink.stop(job, folder.resolve("savepoints"));

    topics.grow("stopped.readings", 8);
    topics.write(readings.spread("stopped.readings", 10 * HOURS, 8));
    job = submitOrdering("stopped", savepoint);

    assertNothingLate("stopped", 11 * HOURS);
    flink.cancel(job);
  }

  @Test
  void partitionsThatTheJobKnowsMakeNothingLate() throws Exception {
    JobID job = submitOrdering("running", null);
    HourlyReadings readings = new HourlyReadings(SERIES, 21);
    topics.write(readings.spread("running.readings", HOURS, 4));
    topics.read("running.forecasts", SERIES);
    topics.grow("running.readings", 8);
    // Records that are no readings move no watermark: a new partition is known when theirs come.
    topics.write(
        IntStream.range(4, 8)
            .mapToObj(i -> new ProducerRecord<>("running.readings", i, new byte[0], new byte[1]))
            .toList());
    assertThat(topics.read("running.dead", 4)).hasSize(4);
    topics.write(readings.spread("running.readings", 10 * HOURS, 8));

    assertNothingLate("running", 11 * HOURS);
    flink.cancel(job);
  }

  /** All but the last hours are forecast, which wait for later readings. */
  private void assertNothingLate(String name, int hours) {
    int ordered = SERIES * (hours - 3);
    int found = topics.read(name + ".forecasts", ordered).size();
    assertThat(topics.read(name + ".late", 0)).as("late, of %d forecasts", found).isEmpty();
    assertThat(found).isGreaterThanOrEqualTo(ordered);
  }

  private JobID submitOrdering(String name, @Nullable String savepoint) throws Exception {
    if (savepoint == null) {
      createTopics(name);
    }
    return submit(
        name,
        savepoint,
        Map.of(
            "parallelism", "1",
            "max-out-of-orderness", "1 h",
            "kafka.partition.discovery.interval.ms", "500"));
  }

  private Map<String, List<Integer>> undisturbed() throws Exception {
    createTopics("undisturbed");
    topics.write(new HourlyReadings(SERIES, 21).next("undisturbed.readings", 3 * HOURS));
    JobID job = submit("undisturbed", null, Map.of("parallelism", "1"));
    Map<String, List<Integer>> bits =
        HourlyReadings.bits(topics.read("undisturbed.forecasts", 3 * A_ROUND));
    assertThat(bits).hasSize(3 * A_ROUND);
    flink.cancel(job);
    return bits;
  }

  private void createTopics(String name) {
    broker.createTopics(
        4, List.of(name + ".readings", name + ".forecasts", name + ".dead", name + ".late"));
  }

  private JobID submit(String name, @Nullable String savepoint, Map<String, String> others)
      throws Exception {
    Map<String, String> settings = new HashMap<>(others);
    settings.put("name", name);
    settings.put("kafka.bootstrap.servers", broker.bootstrapServers());
    settings.put("topics.readings", name + ".readings");
    settings.put("topics.forecasts", name + ".forecasts");
    settings.put("topics.dead-letters", name + ".dead");
    settings.put("topics.late", name + ".late");
    settings.put("checkpoint.interval", "100 ms");
    settings.put("start", "earliest");
    settings.put("calibration", "online");
    settings.put("forecasts.raw-quantiles", "true");
    settings.put("model.uri", folder.resolve("tiny.onnx").toString());
    return flink.submit(settings, savepoint);
  }
}
