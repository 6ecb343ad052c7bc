package io.foreflow.cli.job;

import io.foreflow.cli.kafka.KafkaCluster;
import io.foreflow.cli.kafka.PipelineConnection;
import io.foreflow.cli.process.CommandFailure;
import io.foreflow.history.CadenceProbe;
import io.foreflow.job.config.KafkaOptions;
import io.foreflow.job.config.ModelOptions;
import io.foreflow.job.config.PipelineConfig;
import io.foreflow.options.Durations;
import io.foreflow.seed.SeedModel;
import io.foreflow.seed.SeedModels;
import io.foreflow.topic.BoundedReader;
import io.foreflow.topic.KafkaConnection;
import io.foreflow.wire.MalformedRecordException;
import io.foreflow.wire.Reading;
import io.foreflow.wire.RecordDecoder;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.kafka.common.KafkaException;

/** Says which seed model suits the readings of a pipeline that names no model. */
final class SeedAdvice {

  /** The most records that are looked at, the newest of each partition. */
  private static final int SAMPLE = 5_000;

  private SeedAdvice() {}

  /**
   * Refuses a pipeline without a model, after a look at its readings.
   *
   * @throws CommandFailure if the pipeline names no model
   */
  static void requireModel(Optional<Path> file, Map<String, String> overrides) {
    if (PipelineFile.has(ModelOptions.MODEL_URI, file, overrides)) {
      return;
    }
    Map<String, String> withAny = new LinkedHashMap<>(overrides);
    withAny.put(ModelOptions.MODEL_URI.name(), SeedModels.all().get(0).uri());
    PipelineConfig config = PipelineFile.load(file, withAny);
    throw CommandFailure.usage(
        ModelOptions.MODEL_URI.name() + " is required, the file of a model. " + of(config));
  }

  /** The advice in words. */
  static String of(PipelineConfig config) {
    String topic = config.get(KafkaOptions.READINGS_TOPICS).get(0);
    OptionalLong found;
    try {
      found = cadenceMillis(config, topic);
    } catch (CommandFailure | KafkaException e) {
      return "Without one of your own, take a seed model: %s. Which one suits can't be told: %s"
          .formatted(uris(), e.getMessage());
    }
    if (found.isEmpty()) {
      return "Without one of your own, take a seed model: %s. Which one suits can't be told: no series in the topic %s has two readings yet"
          .formatted(uris(), topic);
    }
    return suiting(topic, Duration.ofMillis(found.getAsLong()));
  }

  /** The advice for readings of a cadence. */
  static String suiting(String topic, Duration cadence) {
    String seen =
        "The series in the topic %s have a reading every %s"
            .formatted(topic, Durations.write(cadence));
    Optional<SeedModel> exact = SeedModels.ofCadence(cadence);
    if (exact.isPresent()) {
      return "%s, so the seed model %s suits them, without a training: -D%s=%s"
          .formatted(seen, exact.get().uri(), ModelOptions.MODEL_URI.name(), exact.get().uri());
    }
    return "%s. No seed model has this cadence; there are %s. Train a model: foreflow train --topic %s --out model.onnx"
        .formatted(seen, uris(), topic);
  }

  private static String uris() {
    List<String> uris = new ArrayList<>();
    SeedModels.all()
        .forEach(
            seed -> uris.add("%s (%s)".formatted(seed.uri(), Durations.write(seed.cadence()))));
    return String.join(", ", uris);
  }

  private static OptionalLong cadenceMillis(PipelineConfig config, String topic) {
    KafkaConnection connection = PipelineConnection.of(config);
    new KafkaCluster(connection).require(topic);
    RecordDecoder<Reading> decoder = config.readingsFormat().readings();
    CadenceProbe probe = new CadenceProbe();
    try (BoundedReader reader = new BoundedReader(connection, topic)) {
      reader.read(
          newest(reader.all()),
          record -> {
            try {
              Reading reading = decoder.decode(record.value());
              probe.add(reading.series(), reading.time());
            } catch (MalformedRecordException e) {
              // The job puts such a record into its dead-letter topic; it says nothing of a
              // cadence.
            }
          });
    }
    return probe.cadenceMillis();
  }

  private static SortedMap<Integer, BoundedReader.Range> newest(
      SortedMap<Integer, BoundedReader.Range> all) {
    long each = Math.max(1, SAMPLE / Math.max(1, all.size()));
    SortedMap<Integer, BoundedReader.Range> newest = new TreeMap<>();
    all.forEach(
        (partition, range) ->
            newest.put(
                partition,
                new BoundedReader.Range(Math.max(range.from(), range.end() - each), range.end())));
    return newest;
  }
}
