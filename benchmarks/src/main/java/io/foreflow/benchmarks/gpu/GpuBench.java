package io.foreflow.benchmarks.gpu;

import ai.djl.Device;
import ai.djl.engine.Engine;
import io.foreflow.benchmarks.report.BenchReport;
import io.foreflow.benchmarks.train.TrainTask;
import io.foreflow.benchmarks.train.TrainerLoop;
import io.foreflow.trainer.loop.EngineSetup;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** Trains each cell on a CPU and on a GPU, and compares their models and their speed. */
final class GpuBench {

  private static final String STEPS = "steps/s";

  private final List<String> cells;
  private final List<Integer> widths;
  private final List<Integer> batches;
  private final Consumer<String> progress;
  private final Map<String, double[]> measured = new LinkedHashMap<>();
  private final Map<String, String> units = new LinkedHashMap<>();

  /**
   * @param widths hidden units of the layers whose speed is measured
   * @param batches numbers of windows in a step
   */
  GpuBench(
      List<String> cells, List<Integer> widths, List<Integer> batches, Consumer<String> progress) {
    this.cells = cells;
    this.widths = widths;
    this.batches = batches;
    this.progress = progress;
  }

  /**
   * Measures. Without a GPU, only the CPU is measured, and the report says why.
   *
   * @param steps length of the trainings whose forecasts are compared
   * @param span how long steps are counted
   */
  BenchReport run(int steps, Duration span) {
    Engine engine = EngineSetup.start();
    boolean hasGpu = engine.getGpuCount() > 0;
    progress.accept(
        "PyTorch %s sees %d GPUs.".formatted(engine.getVersion(), engine.getGpuCount()));
    for (String cell : cells) {
      compare(cell, steps, hasGpu);
    }
    for (int width : widths) {
      for (int batch : batches) {
        TrainTask task = new TrainTask(cells.get(0), width, batch);
        put(GpuFigures.speed(task, "Cpu"), speed(task, Device.cpu(), span), STEPS);
        if (hasGpu) {
          put(GpuFigures.speed(task, "Gpu"), speed(task, Device.gpu(), span), STEPS);
        }
      }
    }
    BenchReport report = BenchReport.ofFigures("gpu", units, measured);
    return hasGpu
        ? report
        : report.skipping(Map.of("gpu", "PyTorch %s sees no GPU".formatted(engine.getVersion())));
  }

  private void compare(String cell, int steps, boolean hasGpu) {
    CellTraining training = new CellTraining(cell, steps);
    byte[] onCpu = training.file("cpu");
    put(GpuFigures.MODEL_BYTES + GpuFigures.name(cell), onCpu.length, "bytes");
    if (hasGpu) {
      CellTraining.Difference difference = training.difference(onCpu, training.file("cuda"));
      put(GpuFigures.MEAN + GpuFigures.name(cell), difference.mean(), "");
      put(GpuFigures.LARGEST + GpuFigures.name(cell), difference.largest(), "");
    }
    progress.accept(cell + " is trained.");
  }

  private double speed(TrainTask task, Device device, Duration span) {
    TrainerLoop loop = new TrainerLoop(task, 1, device);
    // The first steps compile code and load kernels.
    double unused = loop.stepsPerSecond(span.dividedBy(2));
    double found = loop.stepsPerSecond(span);
    progress.accept("%s on %s: %.1f steps/s".formatted(task, device, found));
    return found;
  }

  private void put(String name, double figure, String unit) {
    measured.put(name, new double[] {figure});
    units.put(name, unit);
  }
}
