package io.foreflow.benchmarks.train;

import ai.djl.Device;
import ai.djl.ndarray.NDManager;
import io.foreflow.benchmarks.report.BenchReport;
import io.foreflow.benchmarks.report.BenchReport.Ratio;
import io.foreflow.benchmarks.report.Rounds;
import io.foreflow.benchmarks.report.Variant;
import io.foreflow.trainer.loop.EngineSetup;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The cost of a training step. The variants are: the trainer with everything that belongs to it, a
 * bare loop over the same network with prepared batches, the matrix products alone, and plain
 * PyTorch if there is one. The trainer runs on one thread, on two threads, with two workers, and
 * with two networks at the same time.
 */
final class TrainBench {

  private static final String UNIT = "steps/s";
  private static final String TRAINER = "trainer";
  private static final String BARE = "bareLoop";
  private static final String WORKERS = "trainer2Workers";
  private static final String NETWORKS = "trainer2Networks";
  private static final String THREADS = "trainer2Threads";
  private static final String PRODUCTS = "matrixProducts";
  private static final String PYTHON = "pythonPyTorch";

  private TrainBench() {}

  /**
   * Measures all variants.
   *
   * @param rounds number of measurements of each variant
   * @param span duration of one measurement
   * @param pythons interpreters to try; the first one with PyTorch is measured
   */
  static BenchReport run(TrainTask task, int rounds, Duration span, List<String> pythons) {
    try (NDManager manager = EngineSetup.start().newBaseManager(Device.cpu());
        BareLoop bare = new BareLoop(task, manager);
        ProductsLoop products = new ProductsLoop(task, manager);
        TwoThreads threads = new TwoThreads(task)) {
      TrainerLoop one = new TrainerLoop(task, 1);
      TrainerLoop two = new TrainerLoop(task, 2);
      TwoNetworks networks = new TwoNetworks(task);
      List<Variant> variants = new ArrayList<>();
      variants.add(new Variant(TRAINER, UNIT, () -> one.stepsPerSecond(span)));
      variants.add(new Variant(BARE, UNIT, () -> bare.stepsPerSecond(span)));
      variants.add(new Variant(WORKERS, UNIT, () -> two.stepsPerSecond(span)));
      variants.add(new Variant(NETWORKS, UNIT, () -> networks.stepsPerSecond(span)));
      variants.add(new Variant(THREADS, UNIT, () -> threads.stepsPerSecond(span)));
      variants.add(new Variant(PRODUCTS, UNIT, () -> products.stepsPerSecond(span)));
      Map<String, String> skipped = new LinkedHashMap<>();
      PythonLoop.Search search = PythonLoop.Search.among(pythons);
      Optional<String> interpreter = search.python();
      if (interpreter.isEmpty()) {
        skipped.put(PYTHON, search.problem());
      } else {
        PythonLoop python = new PythonLoop(interpreter.get(), task);
        variants.add(new Variant(PYTHON, UNIT, () -> python.stepsPerSecond(span)));
      }
      List<Ratio> ratios =
          new ArrayList<>(
              List.of(
                  new Ratio("trainerToBareLoop", TRAINER, BARE),
                  new Ratio("twoWorkersToOne", WORKERS, TRAINER),
                  new Ratio("twoNetworksToOne", NETWORKS, TRAINER),
                  new Ratio("twoThreadsToOne", THREADS, TRAINER),
                  new Ratio("trainerToMatrixProducts", TRAINER, PRODUCTS)));
      if (interpreter.isPresent()) {
        ratios.add(new Ratio("trainerToPython", TRAINER, PYTHON));
      }
      return BenchReport.of("train", variants, Rounds.measure(variants, rounds), ratios)
          .skipping(skipped);
    }
  }
}
