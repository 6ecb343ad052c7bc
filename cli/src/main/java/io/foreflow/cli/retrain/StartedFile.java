package io.foreflow.cli.retrain;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.foreflow.cli.process.CommandFailure;
import io.foreflow.history.HistoryDigest;
import io.foreflow.job.config.KafkaOptions;
import io.foreflow.job.config.TimeOptions;
import io.foreflow.topic.BoundedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The file in the work folder that remembers a retraining from its start to its end. Its name
 * depends on the options that decide which model comes out: with others, it is another retraining.
 */
final class StartedFile {

  private static final int DIGITS = 16;
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Path root;
  private final Path file;
  private final String key;
  private final Duration within;

  private StartedFile(Path root, String key, Duration within) {
    this.root = root;
    this.file = root.resolve(key + ".json");
    this.key = key;
    this.within = within;
  }

  /** The file of a retraining with these options. */
  static StartedFile of(RetrainConfig config) {
    List<String> options = new ArrayList<>();
    options.add(config.job().get(RetrainOptions.STORE));
    options.add(config.job().get(KafkaOptions.BOOTSTRAP_SERVERS));
    options.add(config.job().get(KafkaOptions.READINGS_TOPICS).toString());
    options.add(config.job().find(RetrainOptions.FROM).toString());
    options.add(config.job().find(RetrainOptions.TO).toString());
    options.add(config.job().find(RetrainOptions.HISTORY).toString());
    options.add(config.job().get(RetrainOptions.HELD_OUT).toString());
    options.add(config.job().get(TimeOptions.MAX_FUTURE).toString());
    options.add(config.job().get(RetrainOptions.START_FROM).toString());
    options.add(config.job().find(RetrainOptions.STEPS).toString());
    options.add(config.slots().toString());
    options.add(new TreeMap<>(config.training().texts()).toString());
    String digest = HistoryDigest.of(String.join("\n", options).getBytes(StandardCharsets.UTF_8));
    return new StartedFile(
        config.work(),
        "started-" + digest.substring(0, DIGITS),
        config.job().get(RetrainOptions.RESUME_WITHIN));
  }

  /** A retraining that begins now. */
  StartedRetraining begin(Instant now) {
    Instant at = now.truncatedTo(ChronoUnit.MILLIS);
    return new StartedRetraining(key + "-" + at, at, "", Map.of());
  }

  /** The retraining that was interrupted; empty if there is none, or if it is too old to go on. */
  Optional<StartedRetraining> find(Instant now) {
    return read().filter(started -> !started.at().plus(within).isBefore(now));
  }

  private Optional<StartedRetraining> read() {
    try {
      return Files.exists(file)
          ? Optional.of(parse(JSON.readTree(file.toFile())))
          : Optional.empty();
    } catch (IOException | DateTimeException e) {
      throw CommandFailure.failed(
          "%s can't be read: %s. Delete it to begin anew".formatted(file, e.getMessage()), e);
    }
  }

  private static StartedRetraining parse(JsonNode json) {
    Map<String, SortedMap<Integer, BoundedReader.Range>> ranges = new TreeMap<>();
    for (JsonNode one : json.path("ranges")) {
      ranges
          .computeIfAbsent(one.path("topic").asText(), topic -> new TreeMap<>())
          .put(
              one.path("partition").asInt(),
              new BoundedReader.Range(one.path("from").asLong(), one.path("end").asLong()));
    }
    return new StartedRetraining(
        json.path("id").asText(),
        Instant.parse(json.path("at").asText()),
        json.path("folder").asText(),
        ranges);
  }

  /** Writes the file in one step. The checkpoint of one that was too old to go on is deleted. */
  void write(StartedRetraining started) {
    read()
        .filter(old -> !old.folder().equals(started.folder()))
        .ifPresent(old -> WorkFolder.at(root, old.folder()).delete());
    ObjectNode json =
        JSON.createObjectNode()
            .put("id", started.id())
            .put("at", started.at().toString())
            .put("folder", started.folder());
    var ranges = json.putArray("ranges");
    new TreeMap<>(started.ranges())
        .forEach(
            (topic, all) ->
                all.forEach(
                    (partition, range) ->
                        ranges
                            .addObject()
                            .put("topic", topic)
                            .put("partition", partition)
                            .put("from", range.from())
                            .put("end", range.end())));
    Path written = root.resolve(key + ".written");
    try {
      Files.createDirectories(root);
      Files.writeString(written, JSON.writeValueAsString(json) + "\n");
      Files.move(
          written, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw CommandFailure.failed("cannot write " + file + ": " + e.getMessage(), e);
    }
  }

  /** Deletes the file after the end of its retraining. */
  void delete() {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      throw CommandFailure.failed("cannot delete " + file + ": " + e.getMessage(), e);
    }
  }
}
