package io.foreflow.benchmarks;

import io.foreflow.benchmarks.accuracy.AccuracyBenchCommand;
import io.foreflow.benchmarks.anomaly.AnomalyBenchCommand;
import io.foreflow.benchmarks.calibration.CalibrationBenchCommand;
import io.foreflow.benchmarks.console.ConsoleBenchCommand;
import io.foreflow.benchmarks.gpu.GpuBenchCommand;
import io.foreflow.benchmarks.job.JobBenchCommand;
import io.foreflow.benchmarks.job.LatencyBenchCommand;
import io.foreflow.benchmarks.memory.MemoryBenchCommand;
import io.foreflow.benchmarks.step.StepBenchCommand;
import io.foreflow.benchmarks.train.TrainBenchCommand;
import io.foreflow.benchmarks.wave.ReplayBenchCommand;
import io.foreflow.benchmarks.wave.SwapBenchCommand;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The command {@code foreflow bench}. */
@Command(
    name = "foreflow bench",
    mixinStandardHelpOptions = true,
    subcommands = {
      StepBenchCommand.class,
      JobBenchCommand.class,
      LatencyBenchCommand.class,
      MemoryBenchCommand.class,
      ReplayBenchCommand.class,
      SwapBenchCommand.class,
      TrainBenchCommand.class,
      GpuBenchCommand.class,
      AccuracyBenchCommand.class,
      CalibrationBenchCommand.class,
      AnomalyBenchCommand.class,
      ConsoleBenchCommand.class
    },
    description = {
      "Measures what Foreflow claims: its speed, variants side by side, and its accuracy.",
      "",
      "Examples:",
      "  foreflow bench step                what one step of a model costs",
      "  foreflow bench step --json         the same as one line of JSON",
      "  foreflow bench job                 what the job pays for a reading, beside other ways",
      "  foreflow bench latency             from a reading to its forecast, under load",
      "  foreflow bench memory              what a series takes of memory and disk",
      "  foreflow bench replay              what it costs to catch up",
      "  foreflow bench swap                what it costs to swap a model under live series",
      "  foreflow bench train               what a training step costs",
      "  foreflow bench gpu                 trainings on a GPU, beside the same ones on a CPU",
      "  foreflow bench accuracy --data DIR --out DIR",
      "                                     how good forecasts of public data sets are",
      "  foreflow bench accuracy --zero-shot --data DIR",
      "                                     how good seed models are on series they never saw",
      "  foreflow bench calibration --data DIR",
      "                                     what calibration does to bands",
      "  foreflow bench anomalies           what anomaly episodes find, beside other detectors",
      "  foreflow bench console             what the console takes while people look at it",
      ""
    })
public final class Bench {

  private Bench() {}

  /** Runs one benchmark and ends the process with its exit code. */
  public static void main(String[] arguments) {
    // System.exit, because a thread of a library could keep the process alive after a return.
    System.exit(commandLine().execute(arguments));
  }

  static CommandLine commandLine() {
    return new CommandLine(new Bench())
        .setExecutionExceptionHandler(
            (failure, command, parsed) -> {
              command.getErr().println(command.getCommandSpec().qualifiedName() + ": " + failure);
              return 1;
            });
  }
}
