package io.foreflow.benchmarks.train;

import io.foreflow.benchmarks.report.BenchCommand;
import io.foreflow.benchmarks.report.BenchReport;
import io.foreflow.benchmarks.trainsize.TrainSizeBench;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The command {@code foreflow bench train}. */
@Command(
    name = "train",
    mixinStandardHelpOptions = true,
    description = {
      "What a training step costs beside a bare loop, the matrix products alone, and PyTorch.",
      "With --readings: memory, time and speed of a training by the size of its history.",
      "",
      "Examples:",
      "  foreflow bench train --json",
      "  foreflow bench train --readings 1e5,1e6,1e7,1e8    the largest takes 10 GB of disk",
      ""
    })
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

  @Option(
      names = "--readings",
      paramLabel = "N",
      split = ",",
      description = "Sizes of histories to train on, such as 1e5,1e6. Default: none.")
  private List<String> readings = List.of();

  @Option(
      names = "--held-out",
      paramLabel = "SLOTS",
      defaultValue = "24",
      description =
          "Slots that a training of --readings holds out. 0: no validation, no backtest. Default:"
              + " ${DEFAULT-VALUE}.")
  private int heldOut;

  @Override
  protected BenchReport measure() throws IOException, InterruptedException {
    requireAtLeast(1, "--batch", batch);
    requireAtLeast(0, "--held-out", heldOut);
    requirePositive("--seconds", seconds);
    if (!readings.isEmpty()) {
      readings.forEach(this::requireCount);
      return TrainSizeBench.run(readings, hidden, duration(seconds), heldOut, progress());
    }
    return TrainBench.run(
        new TrainTask(cell, hidden, batch),
        rounds,
        duration(seconds),
        python.map(List::of).orElse(PythonLoop.DEFAULT));
  }

  private void requireCount(String number) {
    try {
      requireAtLeast(1_000, "--readings", Double.parseDouble(number));
    } catch (NumberFormatException e) {
      throw refusal("--readings: found %s, allowed: numbers such as 1e6".formatted(number));
    }
  }
}
