package io.foreflow.benchmarks.gpu;

import io.foreflow.benchmarks.report.BenchCommand;
import io.foreflow.benchmarks.report.BenchReport;
import io.foreflow.options.Choice;
import io.foreflow.trainer.network.CellKind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The command {@code foreflow bench gpu}. */
@Command(
    name = "gpu",
    mixinStandardHelpOptions = true,
    description = {
      "Trains on a GPU and on a CPU: how far their forecasts differ, and how fast both are.",
      "Without a GPU, it measures the CPU and says so. deploy/gpu/check-gpu.sh starts it.",
      "",
      "Examples:",
      "  foreflow bench gpu --json --table gpu.md",
      "  foreflow bench gpu --cells gru --widths 64 --batches 32 --seconds 2    a short one",
      ""
    })
public final class GpuBenchCommand extends BenchCommand {

  @Option(
      names = "--cells",
      split = ",",
      description = "Cells to train. Default: all. The speed is that of the first one.")
  private List<String> cells = Choice.texts(CellKind.class);

  @Option(
      names = "--widths",
      split = ",",
      defaultValue = "64,256,1024",
      description = "Hidden units. Default: ${DEFAULT-VALUE}.")
  private List<Integer> widths = List.of();

  @Option(
      names = "--batches",
      split = ",",
      defaultValue = "32,256",
      description = "Windows in a step. Default: ${DEFAULT-VALUE}.")
  private List<Integer> batches = List.of();

  @Option(
      names = "--steps",
      defaultValue = "100",
      description =
          "Steps of the trainings whose forecasts are compared. Default: ${DEFAULT-VALUE}.")
  private int steps;

  @Option(
      names = "--seconds",
      defaultValue = "5",
      description = "Length of a measurement of speed. Default: ${DEFAULT-VALUE}.")
  private double seconds;

  @Option(
      names = "--table",
      paramLabel = "FILE",
      description = "Write the figures as tables in Markdown to this file.")
  private Optional<Path> table = Optional.empty();

  @Override
  protected BenchReport measure() throws IOException {
    requireAtLeast(1, "--steps", steps);
    requirePositive("--seconds", seconds);
    for (String cell : cells) {
      if (Choice.find(CellKind.class, cell).isEmpty()) {
        throw refusal(
            "--cells: found %s, allowed: %s".formatted(cell, Choice.texts(CellKind.class)));
      }
    }
    widths.forEach(width -> requireAtLeast(1, "--widths", width));
    batches.forEach(batch -> requireAtLeast(1, "--batches", batch));
    BenchReport report =
        new GpuBench(cells, widths, batches, progress()).run(steps, duration(seconds));
    if (table.isPresent()) {
      Files.writeString(table.get(), GpuFigures.markdown(report, cells, widths, batches));
    }
    return report;
  }
}
