package io.foreflow.benchmarks.accuracy;

import io.foreflow.trainer.loop.TrainingListener;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The command {@code foreflow bench accuracy}. */
@Command(
    name = "accuracy",
    mixinStandardHelpOptions = true,
    description = {
      "Trains on public data sets, one fixed configuration for each, and writes the forecasts",
      "of the file, stepped reading by reading, for others to score. Prints a summary as JSON."
    })
public final class AccuracyBenchCommand implements Callable<Integer> {
  private static final String ALL = "all";

  @Spec private CommandSpec spec;

  @Option(
      names = "--task",
      defaultValue = ALL,
      description = "m4-hourly, etth1-24, etth1-96, taxi-nab, los, or all.")
  private String task = ALL;

  @Option(
      names = "--data",
      required = true,
      description = "Folder with the data sets: m4, ett, nab, los_loop.")
  private Path data = Path.of("");

  @Option(names = "--out", required = true, description = "Folder for files and forecasts.")
  private Path out = Path.of("");

  @Option(
      names = "--set",
      description = "A training option to try in place of the task's own, NAME=VALUE.")
  private @Nullable Map<String, String> set;

  @Override
  public Integer call() {
    List<String> names = AccuracyTasks.names();
    if (!task.equals(ALL) && !names.contains(task)) {
      throw new ParameterException(
          spec.commandLine(), "--task is %s, it must be one of %s, or all".formatted(task, names));
    }
    AccuracyBench bench = new AccuracyBench(data, out, set == null ? Map.of() : set);
    List<AccuracyResult> results = new ArrayList<>();
    try {
      for (String one : task.equals(ALL) ? names : List.of(task)) {
        results.add(bench.run(one, TrainingListener.NONE));
      }
      print(AccuracySummary.of(results).toJson());
      return 0;
    } catch (IOException | IllegalArgumentException e) {
      spec.commandLine().getErr().println("foreflow bench accuracy: " + e.getMessage());
      return 1;
    }
  }

  private void print(String json) throws IOException {
    Files.writeString(out.resolve("summary.json"), json + System.lineSeparator());
    PrintWriter writer = spec.commandLine().getOut();
    writer.println(json);
    writer.flush();
  }
}
