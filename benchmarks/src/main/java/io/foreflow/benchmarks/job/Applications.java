package io.foreflow.benchmarks.job;

import io.foreflow.benchmarks.BenchModel;
import io.foreflow.job.ForecastJob;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.flink.configuration.MemorySize;

/** Starts each variant as a user would: by its main class and its options. */
final class Applications {
  /** A task's heap, and what each series needs of it, with the copy that a snapshot holds. */
  private static final MemorySize HEAP = MemorySize.ofMebiBytes(1024);

  private static final long HEAP_OF_SERIES = 3 << 10;

  private final Broker broker;
  private final Flink flink;
  private final Path models;
  private final JobBenchOptions options;

  Applications(Broker broker, Flink flink, Path models, JobBenchOptions options) {
    this.broker = broker;
    this.flink = flink;
    this.models = models;
    this.options = options;
  }

  /** Starts a variant on a backlog. */
  Run start(JobVariant variant, Backlog backlog, RunTopics topics) throws Exception {
    return switch (variant) {
      case JOB, MILLION_SERIES -> job(backlog, topics, model(options.hidden()), Map.of());
      case WITHOUT_MODEL -> job(backlog, topics, copyModel(), Map.of());
      case BATCH_1 -> job(backlog, topics, model(options.hidden()), Map.of("wave.size", "1"));
      case HIDDEN_128 -> job(backlog, topics, model(2 * options.hidden()), Map.of());
      case ROCKSDB ->
          job(
              backlog,
              topics,
              model(options.hidden()),
              Map.of(
                  "flink.state.backend.type", "rocksdb",
                  "flink.execution.checkpointing.incremental", "true"));
      default -> throw new IllegalArgumentException("no way to start " + variant.code());
    };
  }

  private Run job(Backlog backlog, RunTopics topics, Path model, Map<String, String> more)
      throws Exception {
    Map<String, String> settings = new TreeMap<>();
    settings.put("name", topics.name());
    settings.put("kafka.bootstrap.servers", broker.address());
    settings.put("topics.readings", backlog.topic());
    settings.put("topics.forecasts", topics.forecasts());
    settings.put("topics.dead-letters", topics.deadLetters());
    settings.put("topics.late", topics.late());
    settings.put("start", "earliest");
    settings.put("delivery", "exactly-once");
    settings.put("checkpoint.interval", options.checkpointInterval().toMillis() + " ms");
    settings.put("parallelism", "1");
    settings.put("model.uri", model.toString());
    settings.putAll(more);
    List<String> arguments = new ArrayList<>();
    settings.forEach((key, value) -> arguments.add("-D" + key + "=" + value));
    return flink.run(new FlinkProgram(ForecastJob.class.getName(), arguments, heap(backlog)));
  }

  private static MemorySize heap(Backlog backlog) {
    return HEAP.add(new MemorySize(backlog.series() * HEAP_OF_SERIES));
  }

  private Path model(int hidden) throws IOException {
    return file("gru-" + hidden, BenchModel.file(hidden));
  }

  private Path copyModel() throws IOException {
    return file("copy", CopyModel.of(BenchModel.file(options.hidden())));
  }

  private Path file(String name, byte[] bytes) throws IOException {
    return Files.write(models.resolve(name + ".onnx"), bytes);
  }
}
