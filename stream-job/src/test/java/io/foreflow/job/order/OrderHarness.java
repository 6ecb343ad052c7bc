package io.foreflow.job.order;

import io.foreflow.job.arrival.AcceptedReading;
import io.foreflow.job.arrival.RawRecord;
import io.foreflow.job.arrival.RejectedRecord;
import io.foreflow.job.decode.SeriesKey;
import io.foreflow.job.exchange.ExchangeType;
import io.foreflow.job.model.ModelPlan;
import io.foreflow.series.Duplicates;
import io.foreflow.wire.Reading;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.apache.flink.api.common.serialization.SerializerConfigImpl;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.state.KeyGroupRangeAssignment;
import org.apache.flink.runtime.state.StateBackend;
import org.apache.flink.runtime.state.hashmap.HashMapStateBackend;
import org.apache.flink.state.rocksdb.EmbeddedRocksDBStateBackend;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.AbstractStreamOperatorTestHarness;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Named;

/** The operator on its own, with real keyed state and timers. */
public final class OrderHarness implements AutoCloseable {
  private static final Path NO_MODEL = Path.of("not needed");
  private static final int MAX_TASKS = 8;

  private final KeyedOneInputStreamOperatorTestHarness<String, AcceptedReading, AcceptedReading>
      flink;

  private OrderHarness(
      KeyedOneInputStreamOperatorTestHarness<String, AcceptedReading, AcceptedReading> flink) {
    this.flink = flink;
  }

  public static Stream<Named<Supplier<StateBackend>>> backends() {
    return Stream.of(
        Named.of("heap", HashMapStateBackend::new),
        Named.of("RocksDB", EmbeddedRocksDBStateBackend::new));
  }

  /** Puts each reading in order by itself. */
  static OrderHarness ordering() throws Exception {
    return open(Duplicates.FIRST, NO_MODEL, new HashMapStateBackend(), null);
  }

  public static OrderHarness ordering(StateBackend backend, @Nullable OperatorSubtaskState snapshot)
      throws Exception {
    return open(Duplicates.FIRST, NO_MODEL, backend, snapshot);
  }

  /** One of several tasks that share what a snapshot of others holds. */
  static OrderHarness task(OperatorSubtaskState snapshot, int tasksBefore, int tasks, int number)
      throws Exception {
    KeyedOneInputStreamOperatorTestHarness<String, AcceptedReading, AcceptedReading> flink =
        new KeyedOneInputStreamOperatorTestHarness<>(
            new OrderOperator(Duplicates.FIRST, ModelPlan.of(NO_MODEL)),
            new SeriesKey(),
            Types.STRING,
            MAX_TASKS,
            tasks,
            number);
    flink.setup(ExchangeType.ACCEPTED_READING.createSerializer(new SerializerConfigImpl()));
    flink.initializeState(
        AbstractStreamOperatorTestHarness.repartitionOperatorState(
            snapshot, MAX_TASKS, tasksBefore, tasks, number));
    flink.open();
    return new OrderHarness(flink);
  }

  /** Whether a series belongs to a task. */
  static boolean isOf(String series, int tasks, int number) {
    return KeyGroupRangeAssignment.assignKeyToParallelOperator(series, MAX_TASKS, tasks) == number;
  }

  /** On the heap, from the start. */
  public static OrderHarness slots(Duplicates duplicates, Path model) throws Exception {
    return open(duplicates, model, new HashMapStateBackend(), null);
  }

  static OrderHarness open(
      Duplicates duplicates,
      Path model,
      StateBackend backend,
      @Nullable OperatorSubtaskState snapshot)
      throws Exception {
    return open(duplicates, ModelPlan.of(model), backend, snapshot);
  }

  static OrderHarness open(
      Duplicates duplicates,
      ModelPlan models,
      StateBackend backend,
      @Nullable OperatorSubtaskState snapshot)
      throws Exception {
    KeyedOneInputStreamOperatorTestHarness<String, AcceptedReading, AcceptedReading> flink =
        new KeyedOneInputStreamOperatorTestHarness<>(
            new OrderOperator(duplicates, models), new SeriesKey(), Types.STRING);
    flink.setStateBackend(backend);
    flink.getExecutionConfig().enableObjectReuse();
    flink.setup(ExchangeType.ACCEPTED_READING.createSerializer(new SerializerConfigImpl()));
    if (snapshot != null) {
      flink.initializeState(snapshot);
    }
    flink.open();
    return new OrderHarness(flink);
  }

  /** A reading in a record that its offset tells from all others. */
  public static AcceptedReading reading(String series, long time, float value, long offset) {
    return reading(new Reading(series, time, value), offset);
  }

  public static AcceptedReading reading(Reading reading, long offset) {
    byte[] key = reading.series().getBytes(StandardCharsets.UTF_8);
    return new AcceptedReading(
        reading, new RawRecord("readings", 0, offset, 7, key, new byte[3], RawRecord.NO_HEADERS));
  }

  public void add(AcceptedReading reading) throws Exception {
    flink.processElement(new StreamRecord<>(reading));
  }

  public void watermark(long time) throws Exception {
    flink.processWatermark(new Watermark(time));
  }

  OperatorSubtaskState snapshot(long id) throws Exception {
    return flink.snapshot(id, id);
  }

  /** What has gone on so far. */
  public List<AcceptedReading> out() {
    return List.copyOf(flink.extractOutputValues());
  }

  List<Reading> outReadings() {
    return out().stream().map(AcceptedReading::reading).toList();
  }

  public List<RejectedRecord> deadLetters() {
    return flink.getSideOutput(OrderOperator.DEAD_LETTERS) == null
        ? List.of()
        : flink.getSideOutput(OrderOperator.DEAD_LETTERS).stream()
            .map(StreamRecord::getValue)
            .toList();
  }

  int seriesWithState() {
    return flink.numKeyedStateEntries();
  }

  long held() {
    return ((OrderOperator) flink.getOneInputOperator()).held();
  }

  int timers() {
    return flink.numEventTimeTimers();
  }

  @Override
  public void close() throws Exception {
    flink.close();
  }
}
