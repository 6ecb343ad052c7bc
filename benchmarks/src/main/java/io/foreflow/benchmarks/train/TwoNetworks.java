package io.foreflow.benchmarks.train;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Two networks of an ensemble that learn at the same time, each in a thread of its own. */
final class TwoNetworks {

  private final List<TrainerLoop> loops;

  TwoNetworks(TrainTask task) {
    loops = List.of(new TrainerLoop(task, 1), new TrainerLoop(task, 1));
  }

  /** Trains both for a while, and says how fast they are together. */
  double stepsPerSecond(Duration span) {
    ExecutorService threads = Executors.newFixedThreadPool(loops.size());
    try {
      List<CompletableFuture<Double>> speeds =
          loops.stream()
              .map(loop -> CompletableFuture.supplyAsync(() -> loop.stepsPerSecond(span), threads))
              .toList();
      return speeds.stream().mapToDouble(CompletableFuture::join).sum();
    } finally {
      threads.shutdownNow();
    }
  }
}
