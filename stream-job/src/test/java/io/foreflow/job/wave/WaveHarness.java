package io.foreflow.job.wave;

import io.foreflow.job.arrival.AcceptedReading;
import io.foreflow.job.arrival.RejectedRecord;
import io.foreflow.job.decode.SeriesKey;
import io.foreflow.job.exchange.ExchangeType;
import io.foreflow.job.model.ModelPlan;
import io.foreflow.model.TinyStepGraph;
import io.foreflow.wire.Anomaly;
import io.foreflow.wire.Forecast;
import io.foreflow.wire.ForecastScore;
import io.foreflow.wire.ModelAnnouncement;
import io.foreflow.wire.ModelEvent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;
import org.apache.flink.api.common.serialization.SerializerConfigImpl;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.checkpoint.CheckpointOptions;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.state.KeyGroupRangeAssignment;
import org.apache.flink.runtime.state.StateBackend;
import org.apache.flink.runtime.state.hashmap.HashMapStateBackend;
import org.apache.flink.runtime.state.memory.MemCheckpointStreamFactory;
import org.apache.flink.streaming.api.operators.OperatorSnapshotFinalizer;
import org.apache.flink.streaming.api.operators.OperatorSnapshotFutures;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.runtime.tasks.mailbox.Mail;
import org.apache.flink.streaming.runtime.tasks.mailbox.TaskMailbox;
import org.apache.flink.streaming.util.AbstractStreamOperatorTestHarness;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.apache.flink.util.OutputTag;
import org.jspecify.annotations.Nullable;

/** The operator on its own, with a real model, a clock that tests set, and real keyed state. */
final class WaveHarness implements AutoCloseable {
  static final WaveSettings SETTINGS = new WaveSettings(8, 5, 3);

  private static final int MAX_TASKS = 16;

  private static final int LARGEST_STATE = 1 << 20;
  private static final Duration DEADLINE = Duration.ofMinutes(5);

  private final WaveOperator operator;
  private final KeyedOneInputStreamOperatorTestHarness<String, AcceptedReading, Forecast> flink;

  private WaveHarness(
      WaveOperator operator,
      KeyedOneInputStreamOperatorTestHarness<String, AcceptedReading, Forecast> flink) {
    this.operator = operator;
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
    return open(ModelPlan.of(model), settings, backend, snapshot);
  }

  static WaveHarness open(
      ModelPlan plan,
      WaveSettings settings,
      StateBackend backend,
      @Nullable OperatorSubtaskState snapshot)
      throws Exception {
    WaveOperator operator = new WaveOperator(plan, settings);
    return open(operator, backend, snapshot);
  }

  /** A task that measures takeovers with a clock of the test. */
  static WaveHarness open(
      ModelPlan plan,
      WaveSettings settings,
      LongSupplier clock,
      @Nullable OperatorSubtaskState snapshot)
      throws Exception {
    WaveOperator operator = new WaveOperator(plan, settings);
    operator.setClock(clock);
    return open(operator, new HashMapStateBackend(), snapshot);
  }

  private static WaveHarness open(
      WaveOperator operator, StateBackend backend, @Nullable OperatorSubtaskState snapshot)
      throws Exception {
    return open(
        operator,
        new KeyedOneInputStreamOperatorTestHarness<>(operator, new SeriesKey(), Types.STRING),
        backend,
        snapshot);
  }

  /** One of several tasks that share what a snapshot of others holds. */
  static WaveHarness task(
      Path model,
      WaveSettings settings,
      @Nullable OperatorSubtaskState snapshot,
      int tasksBefore,
      int tasks,
      int number)
      throws Exception {
    WaveOperator operator = new WaveOperator(ModelPlan.of(model), settings);
    return open(
        operator,
        new KeyedOneInputStreamOperatorTestHarness<>(
            operator, new SeriesKey(), Types.STRING, MAX_TASKS, tasks, number),
        new HashMapStateBackend(),
        snapshot == null
            ? null
            : AbstractStreamOperatorTestHarness.repartitionOperatorState(
                snapshot, MAX_TASKS, tasksBefore, tasks, number));
  }

  /** Whether a series belongs to a task. */
  static boolean isOf(String series, int tasks, int number) {
    return KeyGroupRangeAssignment.assignKeyToParallelOperator(series, MAX_TASKS, tasks) == number;
  }

  private static WaveHarness open(
      WaveOperator operator,
      KeyedOneInputStreamOperatorTestHarness<String, AcceptedReading, Forecast> flink,
      StateBackend backend,
      @Nullable OperatorSubtaskState snapshot)
      throws Exception {
    flink.setStateBackend(backend);
    flink.getExecutionConfig().enableObjectReuse();
    flink.setup(ExchangeType.FORECAST.createSerializer(new SerializerConfigImpl()));
    try {
      if (snapshot != null) {
        flink.initializeState(snapshot);
      }
      flink.open();
    } catch (Throwable e) {
      // A Flink task closes what it could not open, and models that were loaded are let go.
      flink.close();
      throw e;
    }
    return new WaveHarness(operator, flink);
  }

  KeyedOneInputStreamOperatorTestHarness<String, AcceptedReading, Forecast> flink() {
    return flink;
  }

  void add(AcceptedReading reading) throws Exception {
    flink.processElement(new StreamRecord<>(reading));
  }

  WaveOperator operator() {
    return operator;
  }

  /** Announces a model, which is then loaded in the background. */
  void announce(ModelAnnouncement announcement) throws Exception {
    operator.processElement2(new StreamRecord<>(announcement));
  }

  /** Takes mail, as a task does between records, until there are so many events in all. */
  List<ModelEvent> takeMail(int events) throws Exception {
    long deadline = System.nanoTime() + DEADLINE.toNanos();
    while (events().size() < events && System.nanoTime() < deadline) {
      Optional<Mail> mail = flink.getTaskMailbox().tryTake(TaskMailbox.MIN_PRIORITY);
      if (mail.isPresent()) {
        mail.get().run();
      } else {
        LockSupport.parkNanos(1_000_000);
      }
    }
    return events();
  }

  List<ModelEvent> events() {
    return flink.getSideOutput(WaveOperator.EVENTS) == null
        ? List.of()
        : flink.getSideOutput(WaveOperator.EVENTS).stream().map(StreamRecord::getValue).toList();
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

  /** What Flink says when every task's snapshot is kept. */
  void complete(long id) throws Exception {
    operator.notifyCheckpointComplete(id);
  }

  /**
   * As {@link #snapshot}, but what is done beside the task's thread is done when the caller says
   * so.
   */
  Callable<OperatorSubtaskState> beginSnapshot(long id) throws Exception {
    flink.prepareSnapshotPreBarrier(id);
    OperatorSnapshotFutures snapshot =
        operator.snapshotState(
            id,
            id,
            CheckpointOptions.forCheckpointWithDefaultLocation(),
            new MemCheckpointStreamFactory(LARGEST_STATE));
    return () -> OperatorSnapshotFinalizer.create(snapshot).getJobManagerOwnedState();
  }

  List<Forecast> forecasts() {
    return List.copyOf(flink.extractOutputValues());
  }

  /** A copy of the state of a series; null if it has none. */
  byte @Nullable [] state(String series) throws Exception {
    operator.setCurrentKey(series);
    byte[] state = operator.getKeyedStateStore().getState(WaveOperator.states()).value();
    return state == null ? null : state.clone();
  }

  List<ForecastScore> scores() {
    return flink.getSideOutput(WaveOperator.SCORES) == null
        ? List.of()
        : flink.getSideOutput(WaveOperator.SCORES).stream().map(StreamRecord::getValue).toList();
  }

  /** What happened to episodes of readings that were not forecast. */
  List<Anomaly> anomalies() {
    return flink.getSideOutput(WaveOperator.ANOMALIES) == null
        ? List.of()
        : flink.getSideOutput(WaveOperator.ANOMALIES).stream().map(StreamRecord::getValue).toList();
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
