package io.foreflow.cli.tune;

import io.foreflow.cli.argument.ArgumentChecks;
import io.foreflow.cli.history.HistoryOptions;
import io.foreflow.cli.history.HistorySource;
import io.foreflow.cli.process.CommandFailure;
import io.foreflow.cli.process.JsonOption;
import io.foreflow.cli.process.OutputFile;
import io.foreflow.cli.process.Version;
import io.foreflow.cli.train.TrainCommand;
import io.foreflow.cli.train.TrainingFlags;
import io.foreflow.cli.train.TrainingSettings;
import io.foreflow.trainer.Presets;
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
 * {@code foreflow tune}. The options of the training itself are added to these by {@link
 * TrainingFlags}: those given are the same in all trials.
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
      "A space is YAML: cell: [gru, lstm], or hidden: {min: 16, max: 128, scale: log}. Each trial",
      "draws its options from it; the first has none, and is what train would make. Trials are",
      "trained briefly, one in three of them three times as long, and the best of nine in full.",
      "All are judged on the readings held out, so keep newer ones for: foreflow backtest.",
      "",
      "The best model so far lies at --out. Killed and started again, it goes on from its log;",
      "Ctrl-C ends it with the best so far. The same seed and trials find the same.",
      ""
    })
public final class TuneCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;

  @Mixin private HistoryOptions history;

  @Option(
      names = "--out",
      paramLabel = "FILE",
      description = "Where the best model file goes. Needed unless with --explain.")
  private Optional<Path> out;

  @Option(
      names = "--space",
      paramLabel = "FILE",
      description = "What is searched, as YAML. Without it, what --explain shows.")
  private Optional<Path> space;

  @Option(
      names = "--budget",
      paramLabel = "TIME",
      description =
          "Begin no training that would not end within this time, what the log has on record"
              + " included.")
  private Optional<Duration> budget;

  @Option(names = "--trials", paramLabel = "N", description = "Make so many trials and no more.")
  private Optional<Integer> trials;

  @Option(
      names = "--by",
      paramLabel = "FIGURE",
      description =
          "Judge by wql or mase, of the file's forecasts, or by the loss of the training. Default:"
              + " wql, or loss with head direction.")
  private Optional<String> by;

  @Option(
      names = "--rungs",
      paramLabel = "N",
      defaultValue = "3",
      description = "Lengths of training; 1 trains every trial in full. Default: ${DEFAULT-VALUE}.")
  private int rungs;

  @Option(
      names = "--keep",
      paramLabel = "N",
      defaultValue = "3",
      description =
          "One in so many trials goes on, so many times as long. Default: ${DEFAULT-VALUE}.")
  private int keep;

  @Option(
      names = "--log",
      paramLabel = "FILE",
      description =
          "Where each trial is put down as a line of JSON, and found again. Default: the model"
              + " file's name with .trials.jsonl.")
  private Optional<Path> log;

  @Option(
      names = "--best",
      paramLabel = "FILE",
      description =
          "Where the best options go, for train --config. Default: the model file's name with"
              + " .yaml.")
  private Optional<Path> best;

  @Option(
      names = "--config",
      paramLabel = "FILE",
      description = "Options of all trials as YAML, by the names of the flags.")
  private Optional<Path> config;

  @Option(
      names = "--preset",
      paramLabel = "NAME",
      description = "Options of all trials that suit a kind of data: ${COMPLETION-CANDIDATES}.",
      completionCandidates = TrainCommand.PresetNames.class)
  private Optional<String> preset;

  @Option(
      names = "--report",
      paramLabel = "FILE",
      description = "Write a page of HTML about the best model there.")
  private Optional<Path> report;

  @Option(names = "--explain", description = "Say what would be searched, and stop.")
  private boolean explain;

  @Mixin private JsonOption json;

  @Override
  public Integer call() {
    HistorySource data = history.source();
    space.ifPresent(
        file ->
            ArgumentChecks.readable("--space", file, "It is YAML with options and their values."));
    config.ifPresent(
        file ->
            ArgumentChecks.readable("--config", file, "It is YAML with options of the training."));
    preset.ifPresent(
        name ->
            ArgumentChecks.oneOf(
                "--preset", name, Presets.all().stream().map(Presets.Preset::name).toList()));
    by.ifPresent(name -> ArgumentChecks.oneOf("--by", name, TrialMetric.names()));
    Map<String, String> flags = TrainingFlags.given(spec.commandLine());
    TuneRun.Wanted wanted =
        new TuneRun.Wanted(space, flags.keySet(), budget, trials, by, rungs, keep);
    TuneRun run = new TuneRun(json.output(), wanted);
    TrainingSettings settings = TrainingSettings.of(preset, config, flags);
    if (explain) {
      return run.explain(data, settings);
    }
    Path model =
        out.orElseThrow(
            () ->
                CommandFailure.usage(
                    "--out FILE says where the best model goes; only --explain needs none"));
    if (budget.isEmpty() && trials.isEmpty()) {
      throw CommandFailure.usage(
          "--budget TIME or --trials N says when the search ends; give one of them, or both");
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
    return run.run(data, targets, settings);
  }

  private static Path beside(Path model, String ending) {
    String name = String.valueOf(model.getFileName());
    String stem = name.endsWith(".onnx") ? name.substring(0, name.length() - 5) : name;
    return model.resolveSibling(stem + ending);
  }
}
