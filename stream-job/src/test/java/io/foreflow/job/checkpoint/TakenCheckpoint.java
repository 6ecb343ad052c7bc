package io.foreflow.job.checkpoint;

import io.foreflow.job.AcceptedReadings;
import io.foreflow.job.arrival.AcceptedReading;
import io.foreflow.job.decode.SeriesKey;
import io.foreflow.job.exchange.ExchangeType;
import io.foreflow.job.model.ModelPlan;
import io.foreflow.job.order.OrderOperator;
import io.foreflow.job.wave.WaveOperator;
import io.foreflow.job.wave.WaveSettings;
import io.foreflow.series.Duplicates;
import io.foreflow.wire.ModelAnnouncement;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.apache.flink.api.common.serialization.SerializerConfigImpl;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.state.CheckpointStorage;
import org.apache.flink.runtime.state.StateBackend;
import org.apache.flink.runtime.state.storage.FileSystemCheckpointStorage;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;

/**
 * A checkpoint of one of the job's operators, with something in each state that it has, in real
 * files.
 *
 * @param files each of its files
 */
record TakenCheckpoint(Kind kind, Path model, OperatorSubtaskState state, List<Path> files) {
  private static final long HOUR = Duration.ofHours(1).toMillis();
  private static final int SERIES = 40;
  private static final int HOURS = 3;

  /** The operators that keep something. */
  enum Kind {
    /** Series, their census, their timers, an announcement in broadcast state. */
    WAVES,
    /** Held readings, their timers, the watermark. */
    ORDER
  }

  /** Takes one by a backend, through what writes the files. */
  static TakenCheckpoint take(
      Kind kind,
      Path model,
      StateBackend backend,
      Path folder,
      UnaryOperator<CheckpointStorage> storage)
      throws Exception {
    OneInputStreamOperator<AcceptedReading, ?> operator = operator(kind, model);
    try (KeyedOneInputStreamOperatorTestHarness<String, AcceptedReading, ?> flink =
        harness(kind, operator, backend)) {
      // Nothing is too small for a file of its own.
      flink.setCheckpointStorage(storage.apply(new FileSystemCheckpointStorage(folder.toUri(), 0)));
      flink.open();
      for (int hour = 0; hour < HOURS; hour++) {
        for (int series = 0; series < SERIES; series++) {
          AcceptedReading reading = AcceptedReadings.of("s" + series, hour * HOUR, series + hour);
          flink.processElement(new StreamRecord<>(reading, hour * HOUR));
        }
      }
      if (operator instanceof WaveOperator waves) {
        waves.processElement2(
            new StreamRecord<>(
                new ModelAnnouncement("tiny", "2", "file:///not/there", "0".repeat(64), 0)));
      }
      flink.prepareSnapshotPreBarrier(1);
      return new TakenCheckpoint(kind, model, flink.snapshot(1, 1), files(folder));
    }
  }

  private static List<Path> files(Path folder) throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      return all.filter(Files::isRegularFile).sorted().toList();
    }
  }

  /** Starts the operator from it, and ends it again. */
  void restore(StateBackend backend) throws Exception {
    try (KeyedOneInputStreamOperatorTestHarness<String, AcceptedReading, ?> flink =
        harness(kind, operator(kind, model), backend)) {
      flink.initializeState(state);
      flink.open();
    }
  }

  private static OneInputStreamOperator<AcceptedReading, ?> operator(Kind kind, Path model) {
    ModelPlan plan = ModelPlan.of(model);
    return kind == Kind.WAVES
        ? new WaveOperator(plan, new WaveSettings(8, 5, 3, Duration.ofDays(1).toMillis()))
        : new OrderOperator(Duplicates.FIRST, plan);
  }

  private static <T> KeyedOneInputStreamOperatorTestHarness<String, AcceptedReading, T> harness(
      Kind kind, OneInputStreamOperator<AcceptedReading, T> operator, StateBackend backend)
      throws Exception {
    KeyedOneInputStreamOperatorTestHarness<String, AcceptedReading, T> flink =
        new KeyedOneInputStreamOperatorTestHarness<>(operator, new SeriesKey(), Types.STRING);
    flink.setStateBackend(backend);
    flink.getExecutionConfig().enableObjectReuse();
    @SuppressWarnings("unchecked") // what the operators emit
    TypeInformation<T> emitted =
        (TypeInformation<T>)
            (kind == Kind.WAVES ? ExchangeType.FORECAST : ExchangeType.ACCEPTED_READING);
    flink.setup(emitted.createSerializer(new SerializerConfigImpl()));
    return flink;
  }
}
