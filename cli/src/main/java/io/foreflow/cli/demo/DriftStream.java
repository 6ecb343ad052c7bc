package io.foreflow.cli.demo;

import io.foreflow.cli.flink.LocalFlink;
import io.foreflow.cli.kafka.ReadingPublisher;
import io.foreflow.cli.kafka.ReadingSink;
import io.foreflow.cli.simulate.SimulatedSeries;
import io.foreflow.cli.simulate.Simulation;
import io.foreflow.wire.WireFormat;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;

/** The readings of a demo of drift: the history, and the live part while a script is played. */
final class DriftStream {

  private static final Duration FRAME = Duration.ofMillis(250);

  /** The time without a new forecast after which no more is expected. */
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final DriftPlan plan;
  private final PipelineMonitor monitor;
  private final ReadingPublisher publisher;
  private final ReadingSink sink;
  private final BooleanSupplier stop;

  /** What is played while readings come. */
  interface Script {
    void play() throws IOException;
  }

  DriftStream(
      DriftPlan plan, PipelineMonitor monitor, ReadingPublisher publisher, BooleanSupplier stop) {
    this.plan = plan;
    this.monitor = monitor;
    this.publisher = publisher;
    this.sink = monitor.before(publisher);
    this.stop = stop;
  }

  /** Sends what was before the live part. */
  void sendHistory() {
    long start = plan.simulation().startSlot();
    long slots = plan.simulation().slotsIn(plan.history());
    SimulatedSeries.of(plan.simulation()).send(start - slots, start, sink, stop);
    publisher.flush();
  }

  /**
   * Sends readings until the script has been played, or the job has ended.
   *
   * @param frame is called again and again meanwhile
   */
  void live(Script script, LocalFlink flink, PipelineMonitor.OutputReaders readers, Runnable frame)
      throws InterruptedException {
    AtomicBoolean isOver = new AtomicBoolean();
    CompletableFuture<Void> sending =
        inThread("demo-simulator", () -> send(() -> isOver.get() || stop.getAsBoolean()));
    CompletableFuture<Void> playing = inThread("demo-script", () -> play(script));
    try {
      while (!playing.isDone() && !sending.isDone() && !flink.ended()) {
        frame.run();
        readers.check();
        Thread.sleep(FRAME.toMillis());
      }
      // A script whose job has ended would wait for scores that never come.
      if (!flink.ended()) {
        join(playing);
      }
    } finally {
      isOver.set(true);
      join(sending);
    }
  }

  private static CompletableFuture<Void> inThread(String name, Runnable work) {
    return CompletableFuture.runAsync(
        work,
        task -> {
          Thread thread = new Thread(task, name);
          thread.setDaemon(true);
          thread.start();
        });
  }

  /** Waits for the work, and throws what it has thrown. */
  private static void join(CompletableFuture<Void> work) {
    try {
      work.join();
    } catch (CompletionException e) {
      throw e.getCause() instanceof RuntimeException cause ? cause : e;
    }
  }

  private static void play(Script script) {
    try {
      script.play();
    } catch (IOException e) {
      throw new UncheckedIOException("the model store can't be read", e);
    }
  }

  private void send(BooleanSupplier isOver) {
    long unused =
        new Simulation(
                plan.simulation(),
                new Simulation.Pace(plan.rate(), Optional.empty()),
                Simulation.BadOrder.none(WireFormat.JSON))
            .run(
                SimulatedSeries.of(plan.simulation(), Optional.empty(), Optional.of(plan.change())),
                sink,
                isOver);
    publisher.flush();
  }

  /** Waits until each reading has its forecast, or nothing new has come for a while. */
  void awaitRest(LocalFlink flink, PipelineMonitor.OutputReaders readers)
      throws InterruptedException {
    long seen = -1;
    long since = System.nanoTime();
    while (monitor.tracker().counts().waiting() > 0
        && !flink.ended()
        && System.nanoTime() - since < PATIENCE.toNanos()) {
      readers.check();
      long now = monitor.tracker().counts().forecasts();
      if (now != seen) {
        seen = now;
        since = System.nanoTime();
      }
      Thread.sleep(20);
    }
  }
}
