package io.foreflow.benchmarks.train;

import ai.djl.Device;
import ai.djl.ndarray.NDManager;
import io.foreflow.benchmarks.report.BenchReport.Ratio;
import io.foreflow.benchmarks.report.BenchReport;
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
 * What a training step costs: through the trainer with all that belongs to it, in a bare loop over
 * the same network with ready-made batches, and as matrix products alone; on one thread, on two,
 * and by two workers; and in plain PyTorch, where there is one.
 */
final class TrainBench {

  private static final String UNIT = "steps/s";
  private static final String TRAINER = "trainer";
  private static final String BARE = "bareLoop";
  private static final String WORKERS = "trainer2Workers";
  private static final String THREADS = "trainer2Threads";
  private static final String PRODUCTS = "matrixProducts";
  private static final String PYTHON = "pythonPyTorch";

  private TrainBench() {}

  /**
   * Measures everything.
   *
   * @param rounds how often each variant is measured
   * @param span how long one measurement takes
   * @param pythons interpreters, of which the first that has PyTorch is measured
   */
  static BenchReport run(TrainTask task, int rounds, Duration span, List<String> pythons) {
    try (NDManager manager = EngineSetup.start().newBaseManager(Device.cpu());
        BareLoop bare = new BareLoop(task, manager);
        ProductsLoop products = new ProductsLoop(task, manager);
        TwoThreads threads = new TwoThreads(task)) {
      TrainerLoop one = new TrainerLoop(task, 1);
      TrainerLoop two = new TrainerLoop(task, 2);
      List<Variant> variants = new ArrayList<>();
      variants.add(new Variant(TRAINER, UNIT, () -> one.stepsPerSecond(span)));
      variants.add(new Variant(BARE, UNIT, () -> bare.stepsPerSecond(span)));
      variants.add(new Variant(WORKERS, UNIT, () -> two.stepsPerSecond(span)));
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
