package io.foreflow.benchmarks.step;

import io.foreflow.benchmarks.model.BenchModel;
import io.foreflow.benchmarks.report.BenchReport;
import io.foreflow.benchmarks.report.BenchReport.Ratio;
import io.foreflow.benchmarks.report.Rounds;
import io.foreflow.benchmarks.report.Variant;
import io.foreflow.model.InvalidModelFileException;
import io.foreflow.model.StepModel;
import io.foreflow.model.StepWorkspace;
import java.time.Duration;
import java.util.List;
import java.util.function.IntSupplier;

/**
 * The cost of one step of a real exported model on one thread. The variants are: {@code
 * step-model}, ONNX Runtime alone, one series at a time, and the model's matrix products alone.
 */
final class StepBench {

  private static final int WAVE = 128;

  private StepBench() {}

  /**
   * Measures all variants.
   *
   * @param hidden hidden units of the model
   * @param horizon number of steps of its forecasts
   * @param rounds number of measurements of each variant
   * @param span duration of one measurement
   */
  static BenchReport run(int hidden, int horizon, int rounds, Duration span) {
    byte[] file = BenchModel.file(hidden, horizon, 1);
    try (StepModel model = StepModel.open(file);
        StepWorkspace wave = model.newWorkspace(WAVE);
        StepWorkspace single = model.newWorkspace(1);
        RawSession raw = new RawSession(file, WAVE);
        RawSession products = new RawSession(MatrixProducts.of(file), WAVE)) {
      List<Variant> variants =
          List.of(
              variant("stepModel", span, () -> step(wave)),
              variant("rawSession", span, () -> run(raw)),
              variant("matrixProducts", span, () -> run(products)),
              variant("batch1", span, () -> step(single)));
      return BenchReport.of(
          "step",
          variants,
          Rounds.measure(variants, rounds),
          List.of(
              new Ratio("stepModelToRawSession", "stepModel", "rawSession"),
              new Ratio("matrixProductsToRawSession", "matrixProducts", "rawSession"),
              new Ratio("waveToBatch1", "stepModel", "batch1")));
    } catch (InvalidModelFileException e) {
      throw new IllegalStateException("the benchmark's own model was refused", e);
    }
  }

  private static int step(StepWorkspace workspace) {
    workspace.step(workspace.capacity());
    return workspace.capacity();
  }

  private static int run(RawSession session) {
    session.run();
    return WAVE;
  }

  /** Counts the steps of calls until the span is over. */
  private static Variant variant(String name, Duration span, IntSupplier call) {
    return new Variant(
        name,
        "steps/s",
        () -> {
          long steps = 0;
          long start = System.nanoTime();
          long elapsed;
          do {
            steps += call.getAsInt();
            elapsed = System.nanoTime() - start;
          } while (elapsed < span.toNanos());
          return steps * 1e9 / elapsed;
        });
  }
}
