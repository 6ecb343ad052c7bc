package io.foreflow.job.wave;

import io.foreflow.job.arrival.AcceptedReading;
import io.foreflow.job.arrival.RejectedRecord;
import io.foreflow.job.decode.SeriesKey;
import io.foreflow.job.exchange.ExchangeType;
import io.foreflow.job.model.ModelLocation;
import io.foreflow.model.TinyStepGraph;
import io.foreflow.wire.Forecast;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.flink.api.common.serialization.SerializerConfigImpl;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.state.StateBackend;
import org.apache.flink.runtime.state.hashmap.HashMapStateBackend;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.apache.flink.util.OutputTag;
import org.jspecify.annotations.Nullable;

/** The operator on its own, with a real model, a clock that tests set, and real keyed state. */
final class WaveHarness implements AutoCloseable {
  static final WaveSettings SETTINGS = new WaveSettings(8, 5, 3);

  private final KeyedOneInputStreamOperatorTestHarness<String, AcceptedReading, Forecast> flink;

  private WaveHarness(
      KeyedOneInputStreamOperatorTestHarness<String, AcceptedReading, Forecast> flink) {
    this.flink = flink;
  }

  /** Writes the model's file into a folder. */
  static Path model(Path folder, TinyStepGraph graph) throws IOException {
    Path file = folder.resolve(graph.version() + "-" + graph.smoothing() + ".onnx");
    return Files.write(file, graph.file());
  }

  static WaveHarness open(Path model) throws Exception {
    return open(model, SETTINGS, new HashMapStateBackend(), null);
  }

  static WaveHarness open(Path model, WaveSettings settings) throws Exception {
    return open(model, settings, new HashMapStateBackend(), null);
  }

  static WaveHarness open(
      Path model,
      WaveSettings settings,
      StateBackend backend,
      @Nullable OperatorSubtaskState snapshot)
      throws Exception {
    KeyedOneInputStreamOperatorTestHarness<String, AcceptedReading, Forecast> flink =
        new KeyedOneInputStreamOperatorTestHarness<>(
            new WaveOperator(ModelLocation.of(model), settings), new SeriesKey(), Types.STRING);
    flink.setStateBackend(backend);
    flink.getExecutionConfig().enableObjectReuse();
    flink.setup(ExchangeType.FORECAST.createSerializer(new SerializerConfigImpl()));
    if (snapshot != null) {
      flink.initializeState(snapshot);
    }
    flink.open();
    return new WaveHarness(flink);
  }

  KeyedOneInputStreamOperatorTestHarness<String, AcceptedReading, Forecast> flink() {
    return flink;
  }

  void add(AcceptedReading reading) throws Exception {
    flink.processElement(new StreamRecord<>(reading));
  }

  /** Runs all waves, as the end of input does. */
  void runAll() throws Exception {
    flink.endInput();
  }

  /** What Flink does at a checkpoint. */
  OperatorSubtaskState snapshot(long id) throws Exception {
    flink.prepareSnapshotPreBarrier(id);
    return flink.snapshot(id, id);
  }

  List<Forecast> forecasts() {
    return List.copyOf(flink.extractOutputValues());
  }

  List<RejectedRecord> late() {
    return side(WaveOperator.LATE);
  }

  List<RejectedRecord> deadLetters() {
    return side(WaveOperator.DEAD_LETTERS);
  }

  private List<RejectedRecord> side(OutputTag<RejectedRecord> tag) {
    return flink.getSideOutput(tag) == null
        ? List.of()
        : flink.getSideOutput(tag).stream().map(StreamRecord::getValue).toList();
  }

  @Override
  public void close() throws Exception {
    flink.close();
  }
}
