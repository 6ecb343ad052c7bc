package io.foreflow.benchmarks.memory;

import io.foreflow.job.wave.WaveOperator;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.functions.FlatMapFunction;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.connector.source.lib.NumberSequenceSource;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.streaming.api.functions.sink.v2.DiscardingSink;
import org.apache.flink.util.Collector;

/**
 * Stores a state for each series as the waves' operator does, by the same descriptor under keys of
 * the same type, and then stays alive. No model steps, because a million series times the readings
 * of a full history would take an hour. It runs in a Flink inside this process, so that tasks and
 * {@code main} see the same static fields.
 */
final class KeptStatesJob {
  private static final CountDownLatch OPEN = new CountDownLatch(1);
  private static final CountDownLatch BEGIN = new CountDownLatch(1);
  private static final CountDownLatch KEPT = new CountDownLatch(1);
  private static final long MINUTES = 10;
  private static final long PAUSE_MILLIS = 20;

  private KeptStatesJob() {}

  static void define(StreamExecutionEnvironment environment, long series, Path states) {
    environment
        .fromSource(
            new NumberSequenceSource(0, Long.MAX_VALUE - 1),
            WatermarkStrategy.noWatermarks(),
            "numbers")
        .flatMap(new UpTo(series))
        .returns(Types.LONG)
        .keyBy(KeptStatesJob::name, Types.STRING)
        .process(new Keep(series, states.toString()))
        .returns(Types.LONG)
        .sinkTo(new DiscardingSink<>());
  }

  private static String name(Long number) {
    return "series-%07d".formatted(number);
  }

  /** Waits until the job runs and stores nothing yet. */
  static void awaitOpen(CompletableFuture<?> end) throws InterruptedException {
    await(OPEN, end, "the job has not begun");
  }

  /** Starts the storing and waits until all states are stored. */
  static void fill(CompletableFuture<?> end) throws InterruptedException {
    BEGIN.countDown();
    await(KEPT, end, "the job does not keep all states");
  }

  /** Waits for a latch. A job that has ended has failed, so the latch would never open. */
  private static void await(CountDownLatch latch, CompletableFuture<?> end, String failure)
      throws InterruptedException {
    long deadline = System.nanoTime() + TimeUnit.MINUTES.toNanos(MINUTES);
    while (!latch.await(PAUSE_MILLIS, TimeUnit.MILLISECONDS)) {
      if (end.isDone() || System.nanoTime() > deadline) {
        throw new IllegalStateException(failure + (end.isDone() ? ", it has failed" : " in time"));
      }
    }
  }

  /** Passes on the first numbers and then nothing more, while the source stays open. */
  private record UpTo(long numbers) implements FlatMapFunction<Long, Long> {
    @Override
    public void flatMap(Long number, Collector<Long> out) throws InterruptedException {
      if (number == 0) {
        BEGIN.await();
      }
      if (number < numbers) {
        out.collect(number);
      } else {
        TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
      }
    }
  }

  private static final class Keep extends KeyedProcessFunction<String, Long, Long> {
    private static final long serialVersionUID = 1;

    private final long series;
    private final String file;
    private transient byte[][] states;
    private transient ValueState<byte[]> state;

    Keep(long series, String file) {
      this.series = series;
      this.file = file;
    }

    @Override
    public void open(OpenContext context) throws Exception {
      states = RealStates.read(Path.of(file));
      state = getRuntimeContext().getState(WaveOperator.states());
      OPEN.countDown();
    }

    @Override
    public void processElement(Long number, Context context, Collector<Long> out) throws Exception {
      // In no order, so that RocksDB finds no two alike beside each other.
      state.update(states[(int) (number * 7919 % states.length)].clone());
      if (number == series - 1) {
        KEPT.countDown();
      }
    }
  }
}
