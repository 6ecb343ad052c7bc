package io.foreflow.benchmarks.train;

import io.foreflow.benchmarks.report.BenchCommand;
import io.foreflow.benchmarks.report.BenchReport;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The command {@code foreflow bench train}. */
@Command(
    name = "train",
    mixinStandardHelpOptions = true,
    description =
        "What a training step costs beside a bare loop, the matrix products alone, and PyTorch.")
public final class TrainBenchCommand extends BenchCommand {

  @Option(names = "--cell", defaultValue = "gru", description = "gru or lstm.")
  private String cell = "";

  @Option(names = "--batch", defaultValue = "32", description = "Windows in a step.")
  private int batch;

  @Option(names = "--seconds", defaultValue = "10", description = "Length of a measurement.")
  private double seconds;

  @Option(
      names = "--python",
      description =
          "Interpreter with PyTorch to compare with. Default: python3, else /usr/bin/python3.")
  private Optional<String> python = Optional.empty();

  @Override
  protected BenchReport measure() {
    requireAtLeast(1, "--batch", batch);
    requirePositive("--seconds", seconds);
    return TrainBench.run(
        new TrainTask(cell, hidden, batch),
        rounds,
        duration(seconds),
        python.map(List::of).orElse(PythonLoop.DEFAULT));
  }
}
