package io.foreflow.cli.tune;

import io.foreflow.cli.argument.ArgumentChecks;
import io.foreflow.cli.history.HistoryOptions;
import io.foreflow.cli.history.HistorySource;
import io.foreflow.cli.process.CommandFailure;
import io.foreflow.cli.process.JsonOption;
import io.foreflow.cli.process.OutputFile;
import io.foreflow.cli.process.Version;
import io.foreflow.cli.train.TrainingConfigOptions;
import io.foreflow.cli.train.TrainingFlags;
import io.foreflow.trainer.tune.TrialMetric;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * The command {@code foreflow tune} and its options. {@link TrainingFlags} adds the options of the
 * training, which are the same in all trials.
 */
@Command(
    name = "tune",
    mixinStandardHelpOptions = true,
    abbreviateSynopsis = true,
    versionProvider = Version.class,
    header = "Searches for options that suit a history, and trains the best.",
    description = {
      "Examples:",
      "  foreflow tune --data history.csv --budget 30m --out model.onnx",
      "  foreflow tune --data history.csv --trials 27 --space space.yaml --out model.onnx",
      "  foreflow tune --data history.csv --preset price-hourly --explain",
      "",
      "A search space is YAML, such as cell: [gru, lstm] or hidden: {min: 16, max: 128, scale: log}.",
      "Each trial takes random options from it. The first trial has the options of train. All nine",
      "trials of a group are trained briefly, the best three longer, the best one in full. They are",
      "compared on the readings held out, so keep newer readings for foreflow backtest.",
      "",
      "The best model so far is at --out. A killed search resumes from its log. Ctrl-C stops it and",
      "keeps the best so far. The same seed and number of trials find the same options.",
      ""
    })
public final class TuneCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;

  @Mixin private HistoryOptions history;

  @Option(
      names = "--out",
      paramLabel = "FILE",
      description = "The file for the best model. Required without --explain.")
  private Optional<Path> out;

  @Option(
      names = "--space",
      paramLabel = "FILE",
      description = "YAML file with the search space. Default: the space that --explain shows.")
  private Optional<Path> space;

  @Option(
      names = "--budget",
      paramLabel = "TIME",
      description =
          "Time for the search. No training is started that would end later. The time in the log"
              + " counts.")
  private Optional<Duration> budget;

  @Option(names = "--trials", paramLabel = "N", description = "The largest number of trials.")
  private Optional<Integer> trials;

  @Option(
      names = "--by",
      paramLabel = "FIGURE",
      description =
          "Compare trials by wql or mase of the file's forecasts, or by the loss of the training."
              + " Default: wql, or loss with head direction.")
  private Optional<String> by;

  @Option(
      names = "--rungs",
      paramLabel = "N",
      defaultValue = "3",
      description =
          "Number of training lengths. With 1, every trial is trained in full. Default:"
              + " ${DEFAULT-VALUE}.")
  private int rungs;

  @Option(
      names = "--keep",
      paramLabel = "N",
      defaultValue = "3",
      description =
          "The best 1 of N trials continues, with N times the steps. Default: ${DEFAULT-VALUE}.")
  private int keep;

  @Option(
      names = "--log",
      paramLabel = "FILE",
      description =
          "Log of the trials, one line of JSON each. The search resumes from it. Default: the model"
              + " file's name with .trials.jsonl.")
  private Optional<Path> log;

  @Option(
      names = "--best",
      paramLabel = "FILE",
      description =
          "File for the best options, for train --config. Default: the model file's name with"
              + " .yaml.")
  private Optional<Path> best;

  @Option(
      names = "--report",
      paramLabel = "FILE",
      description = "Write an HTML report about the best model to this file.")
  private Optional<Path> report;

  @Option(names = "--explain", description = "Describe the search, and stop.")
  private boolean explain;

  @Mixin private TrainingConfigOptions training;

  @Mixin private JsonOption json;

  @Override
  public Integer call() {
    HistorySource data = history.source();
    space.ifPresent(
        file ->
            ArgumentChecks.readable("--space", file, "It is YAML with options and their values."));
    by.ifPresent(name -> ArgumentChecks.oneOf("--by", name, TrialMetric.names()));
    Map<String, String> flags = TrainingFlags.given(spec.commandLine());
    TuneRun run =
        new TuneRun(
            json.output(),
            data,
            training.settings(flags),
            new SearchSetup.Request(space, flags.keySet(), budget, trials, by, rungs, keep));
    if (explain) {
      return run.explain();
    }
    Path model =
        out.orElseThrow(
            () -> CommandFailure.usage("--out FILE is required, except with --explain"));
    if (budget.isEmpty() && trials.isEmpty()) {
      throw CommandFailure.usage(
          "--budget TIME or --trials N is required, to end the search; give one of them, or both");
    }
    TuneRun.Targets targets =
        new TuneRun.Targets(
            model,
            log.orElseGet(() -> beside(model, ".trials.jsonl")),
            best.orElseGet(() -> beside(model, ".yaml")),
            report);
    OutputFile.checkReplaceable("--out", model);
    OutputFile.checkWritable("--log", targets.log());
    OutputFile.checkWritable("--best", targets.best());
    report.ifPresent(page -> OutputFile.checkWritable("--report", page));
    return run.run(targets);
  }

  private static Path beside(Path model, String ending) {
    String name = String.valueOf(model.getFileName());
    String stem = name.endsWith(".onnx") ? name.substring(0, name.length() - 5) : name;
    return model.resolveSibling(stem + ending);
  }
}
