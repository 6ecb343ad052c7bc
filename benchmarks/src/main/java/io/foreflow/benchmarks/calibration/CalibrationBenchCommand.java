package io.foreflow.benchmarks.calibration;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The command {@code foreflow bench calibration}. */
@Command(
    name = "calibration",
    mixinStandardHelpOptions = true,
    description = {
      "What calibration does to bands: the share of readings in them and their loss, the model's",
      "own and calibrated. For each task a small model is trained, and the readings after its",
      "training are forecast. With all tasks this takes about 15 minutes.",
      "",
      "Examples:",
      "  foreflow bench calibration --tasks steady,changing",
      "  foreflow bench calibration --data DIR --json",
      ""
    })
public final class CalibrationBenchCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Option(
      names = "--tasks",
      split = ",",
      paramLabel = "NAME",
      description =
          "taxi, etth1, m4, los, nab, btc, exchange, steady, changing, m4-others, nab-others,"
              + " etth1-96, changing-others. Default: all.")
  private List<String> tasks = CalibrationTasks.names();

  @Option(
      names = "--data",
      description =
          "Folder with the data sets: m4, ett, nab, los_loop, price, exchange_rate. The simulated"
              + " tasks need none.")
  private Path data = Path.of("");

  @Option(
      names = "--models",
      paramLabel = "DIR",
      description = "Folder for the model files. One that is already there is not trained again.")
  private Optional<Path> models = Optional.empty();

  @Option(
      names = "--set",
      description = "A training option to try in place of the task's own, NAME=VALUE.")
  private @Nullable Map<String, String> set;

  @Option(
      names = "--picture",
      paramLabel = "FILE",
      description = "Write an SVG of the bands of the first task over time to this file.")
  private Optional<Path> picture = Optional.empty();

  @Option(names = "--json", description = "Print one line of JSON.")
  private boolean json;

  @Option(names = "--out", paramLabel = "FILE", description = "Where to write that line, too.")
  private Optional<Path> out = Optional.empty();

  @Override
  public Integer call() {
    for (String name : tasks) {
      if (!CalibrationTasks.names().contains(name)) {
        throw new ParameterException(
            spec.commandLine(),
            "--tasks names \"%s\", allowed are %s".formatted(name, CalibrationTasks.names()));
      }
    }
    CalibrationBench bench = new CalibrationBench(data, models, set == null ? Map.of() : set);
    try {
      if (picture.isPresent()) {
        Files.writeString(
            picture.get(), bench.with(CalibrationTasks.byName(tasks.get(0)), BandPicture::of));
      }
      List<CalibrationResult> results = new ArrayList<>();
      for (String name : tasks) {
        spec.commandLine().getErr().println("task " + name);
        results.add(bench.run(CalibrationTasks.byName(name)));
      }
      print(CalibrationSummary.of(results));
      return 0;
    } catch (IOException | IllegalArgumentException e) {
      spec.commandLine().getErr().println("foreflow bench calibration: " + e.getMessage());
      return 1;
    }
  }

  private void print(CalibrationSummary summary) throws IOException {
    if (out.isPresent()) {
      Files.writeString(out.get(), summary.toJson() + System.lineSeparator());
    }
    PrintWriter writer = spec.commandLine().getOut();
    writer.println(json ? summary.toJson() : summary.toText());
    writer.flush();
  }
}
