package io.foreflow.benchmarks.accuracy;

import io.foreflow.cli.train.TrainingStart;
import io.foreflow.trainer.loop.TrainingListener;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
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
      "of the file, stepped reading by reading, for others to score. Prints a summary as JSON.",
      "--recipe tries what the trainer chooses by itself.",
      "",
      "With --zero-shot nothing is trained: the seed models forecast public series that they have",
      "never seen. Prints a table, relative to the seasonal naive forecast.",
      "",
      "Examples:",
      "  foreflow bench accuracy --data DIR --out DIR",
      "  foreflow bench accuracy --recipe auto --data DIR --out DIR",
      "  foreflow bench accuracy --zero-shot --data DIR",
      "  foreflow bench accuracy --zero-shot --data DIR --seed-file hourly=model.onnx",
      ""
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
      description =
          "Folder with the data sets: m4, ett, nab, los_loop. --zero-shot reads price and"
              + " exchange_rate, too.")
  private Path data = Path.of("");

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description = "Folder for files and forecasts. Required without --zero-shot.")
  private Optional<Path> out = Optional.empty();

  @Option(
      names = "--recipe",
      paramLabel = "NAME",
      defaultValue = TaskRecipe.OWN,
      description =
          "Where the training options come from. own: from the task. auto: chosen for its training"
              + " part, as foreflow train does without an option. Or the name of a preset.")
  private String recipe = TaskRecipe.OWN;

  @Option(
      names = "--from",
      paramLabel = "PLACE",
      description = "Start from these weights, for example seed:hourly.")
  private Optional<String> from = Optional.empty();

  @Option(
      names = "--set",
      description = "A training option to try in place of the recipe's, NAME=VALUE.")
  private @Nullable Map<String, String> set;

  @Option(
      names = "--held-out",
      paramLabel = "N",
      description =
          "Forecast the last N readings of the training part, which are not learnt then, in place of"
              + " the test part. To choose options by.")
  private int heldOut;

  @Option(names = "--zero-shot", description = "Measure seed models on series they never saw.")
  private boolean zeroShot;

  @Option(
      names = "--seed-file",
      paramLabel = "KIND=FILE",
      description =
          "With --zero-shot: a model file to measure as the seed model of a kind. Default: the seed"
              + " models of this release.")
  private @Nullable Map<String, Path> seedFiles;

  @Option(
      names = "--calibrated",
      description = "With --zero-shot: measure bands that are calibrated online, too.")
  private boolean calibrated;

  @Option(names = "--json", description = "With --zero-shot: print one line of JSON.")
  private boolean json;

  @Override
  public Integer call() {
    try {
      return zeroShot ? measureSeeds() : train();
    } catch (IOException | IllegalArgumentException e) {
      spec.commandLine().getErr().println("foreflow bench accuracy: " + e.getMessage());
      return 1;
    }
  }

  private int measureSeeds() throws IOException {
    Map<String, ZeroShotRun.Seed> models = seedModels();
    PrintWriter errors = spec.commandLine().getErr();
    ZeroShotSummary summary =
        new ZeroShotRun(data, out, calibrated, models)
            .run(
                name -> {
                  errors.println(name);
                  errors.flush();
                });
    if (out.isPresent()) {
      Files.createDirectories(out.get());
      Files.writeString(
          out.get().resolve("zero-shot.json"), summary.toJson() + System.lineSeparator());
    }
    PrintWriter writer = spec.commandLine().getOut();
    writer.println(json ? summary.toJson() : summary.toText());
    writer.flush();
    return 0;
  }

  /** The files that are given, or else the seed models of this release. */
  private Map<String, ZeroShotRun.Seed> seedModels() throws IOException {
    if (seedFiles == null) {
      return ZeroShotRun.Seed.ofThisRelease();
    }
    List<String> kinds = ZeroShotSets.kinds();
    Map<String, ZeroShotRun.Seed> models = new TreeMap<>();
    for (Map.Entry<String, Path> given : seedFiles.entrySet()) {
      if (!kinds.contains(given.getKey())) {
        throw refusal(
            "--seed-file is for %s, it must be for one of %s".formatted(given.getKey(), kinds));
      }
      models.put(given.getKey(), ZeroShotRun.Seed.of(given.getValue()));
    }
    return models;
  }

  private ParameterException refusal(String message) {
    return new ParameterException(spec.commandLine(), message);
  }

  private int train() throws IOException {
    if (out.isEmpty()) {
      throw refusal("--out is required without --zero-shot");
    }
    List<String> names = AccuracyTasks.names();
    if (!task.equals(ALL) && !names.contains(task)) {
      throw refusal("--task is %s, it must be one of %s, or all".formatted(task, names));
    }
    AccuracyBench bench =
        new AccuracyBench(
            data,
            out.get(),
            TaskRecipe.of(recipe),
            from.map(TrainingStart::read),
            set == null ? Map.of() : set,
            heldOut);
    List<AccuracyResult> results = new ArrayList<>();
    for (String one : task.equals(ALL) ? names : List.of(task)) {
      results.add(bench.run(one, TrainingListener.NONE));
    }
    print(out.get(), AccuracySummary.of(results).toJson());
    return 0;
  }

  private void print(Path folder, String line) throws IOException {
    Files.writeString(folder.resolve("summary.json"), line + System.lineSeparator());
    PrintWriter writer = spec.commandLine().getOut();
    writer.println(line);
    writer.flush();
  }
}
