package io.foreflow.benchmarks.job;

import io.foreflow.benchmarks.model.BenchModel;
import io.foreflow.flink.JavaProcess;
import io.foreflow.job.ForecastJob;
import io.foreflow.manifest.Manifest;
import io.foreflow.model.InvalidModelFileException;
import io.foreflow.model.ModelFile;
import io.foreflow.wire.Forecast;
import io.foreflow.wire.ForecastCodec;
import io.foreflow.wire.WireFormat;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.flink.configuration.MemorySize;

/**
 * Starts each variant as a user would, by its main class and its options. Each variant has its own
 * Flink, so that none benefits from code or heap of another. The Flink is kept for the variant's
 * next start, so that it warms up only once.
 */
final class Applications implements AutoCloseable {
  /** The heap of a task, and the heap for each series, including the copy in a snapshot. */
  private static final MemorySize HEAP = MemorySize.ofMebiBytes(1024);

  private static final long HEAP_OF_SERIES = 3 << 10;

  private final Broker broker;
  private final Path folder;
  private final JobBenchOptions options;
  private final Map<JobVariant, BenchFlink> flinks = new EnumMap<>(JobVariant.class);

  /** Creates applications on a broker, with their files in a folder. */
  Applications(Broker broker, Path folder, JobBenchOptions options) {
    this.broker = broker;
    this.folder = folder;
    this.options = options;
  }

  /** Starts a variant on a backlog. */
  Run start(JobVariant variant, Backlog backlog, RunTopics topics) throws Exception {
    return switch (variant) {
      case KAFKA_ALONE -> relay(backlog, topics);
      case DL4J -> peer(Peer.DL4J, backlog, topics);
      case KAFKA_STREAMS -> peer(Peer.KAFKA_STREAMS, backlog, topics);
      default -> flink(variant, backlog).run(program(variant, backlog, topics));
    };
  }

  private BenchFlink flink(JobVariant variant, Backlog backlog) throws Exception {
    BenchFlink flink = flinks.get(variant);
    if (flink == null) {
      Path files = folder.resolve(variant.code());
      flink = BenchFlink.start(files, options.parallelism(), heap(backlog), options.jvm());
      flinks.put(variant, flink);
    }
    return flink;
  }

  private FlinkProgram program(JobVariant variant, Backlog backlog, RunTopics topics)
      throws Exception {
    return switch (variant) {
      case WINDOW_64 -> window(backlog, topics);
      case TRACK_NONE -> job(variant, backlog, topics, Map.of("track", "none"));
      case CALIBRATED -> job(variant, backlog, topics, Map.of("calibration", "online"));
      case EVERYTHING ->
          job(
              variant,
              backlog,
              topics,
              Map.of(
                  "calibration", "online",
                  "topics.scores", topics.scores(),
                  "topics.anomalies", topics.anomalies()));
      case BATCH_1 -> job(variant, backlog, topics, Map.of("wave.size", "1"));
      case ROCKSDB ->
          job(
              variant,
              backlog,
              topics,
              Map.of(
                  "flink.state.backend.type", "rocksdb",
                  "flink.execution.checkpointing.incremental", "true"));
      default -> job(variant, backlog, topics, Map.of());
    };
  }

  private Path model(JobVariant variant) throws IOException {
    return switch (variant) {
      case WITHOUT_MODEL -> copyModel();
      case HIDDEN_128 -> model(2 * options.hidden());
      default -> model(options.hidden());
    };
  }

  private FlinkProgram window(Backlog backlog, RunTopics topics) throws Exception {
    int outputs = manifest().forecastRows() * manifest().horizon();
    Path network = file("window", WindowNetwork.of(options.hidden(), outputs));
    return new FlinkProgram(
        WindowJob.class.getName(),
        List.of(
            broker.address(),
            backlog.topic(),
            topics.forecasts(),
            network.toString(),
            Long.toString(options.checkpointInterval().toMillis())));
  }

  private Run relay(Backlog backlog, RunTopics topics) throws Exception {
    return ProcessRun.start(
        folder.resolve(topics.name()),
        JavaProcess.ownClassPath(),
        heap(backlog).getBytes(),
        RelayMain.class.getName(),
        List.of(
            broker.address(),
            backlog.topic(),
            topics.forecasts(),
            topics.name(),
            Integer.toString(forecastBytes()),
            Long.toString(options.checkpointInterval().toMillis())),
        true);
  }

  /** The size of a forecast as the job writes it, in bytes. */
  private int forecastBytes() throws InvalidModelFileException {
    Manifest manifest = manifest();
    double[] levels = manifest.levels().stream().mapToDouble(Double::doubleValue).toArray();
    Forecast forecast =
        Forecast.ofQuantiles(
            "series-0000000",
            0,
            0,
            manifest.model(),
            manifest.version(),
            manifest.cadence().toMillis(),
            Forecast.Status.READY,
            levels,
            new float[manifest.forecastRows() * manifest.horizon()]);
    return ForecastCodec.encoder(WireFormat.AVRO).encode(forecast).length;
  }

  private Run peer(Peer peer, Backlog backlog, RunTopics topics) throws Exception {
    List<String> arguments = new ArrayList<>();
    arguments.addAll(List.of("--brokers", broker.address()));
    arguments.addAll(List.of("--readings", backlog.topic()));
    arguments.addAll(List.of("--forecasts", topics.forecasts()));
    arguments.addAll(List.of("--model", model(options.hidden()).toString()));
    arguments.addAll(List.of("--group", topics.name()));
    arguments.addAll(
        List.of("--commit-millis", Long.toString(options.checkpointInterval().toMillis())));
    if (peer == Peer.DL4J) {
      arguments.addAll(List.of("--hidden", Integer.toString(options.hidden())));
      arguments.addAll(List.of("--horizon", Integer.toString(manifest().horizon())));
      arguments.addAll(List.of("--levels", Integer.toString(manifest().forecastRows())));
    }
    return peer.start(folder, arguments, heap(backlog).getBytes());
  }

  private Manifest manifest() throws InvalidModelFileException {
    return ModelFile.manifest(BenchModel.file(options.hidden()));
  }

  private FlinkProgram job(
      JobVariant variant, Backlog backlog, RunTopics topics, Map<String, String> more)
      throws IOException {
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
    settings.put("parallelism", Integer.toString(options.parallelism()));
    settings.put("model.uri", model(variant).toString());
    settings.putAll(more);
    List<String> arguments = new ArrayList<>();
    settings.forEach((key, value) -> arguments.add("-D" + key + "=" + value));
    return new FlinkProgram(ForecastJob.class.getName(), arguments);
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
    return Files.write(folder.resolve(name + ".onnx"), bytes);
  }

  @Override
  public void close() {
    flinks.values().forEach(BenchFlink::close);
  }
}
