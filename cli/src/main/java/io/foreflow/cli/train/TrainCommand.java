package io.foreflow.cli.train;

import io.foreflow.cli.argument.ArgumentChecks;
import io.foreflow.cli.history.HistoryOptions;
import io.foreflow.cli.history.HistorySource;
import io.foreflow.cli.process.CommandFailure;
import io.foreflow.cli.process.JsonOption;
import io.foreflow.cli.process.OutputFile;
import io.foreflow.cli.process.Version;
import io.foreflow.trainer.Presets;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * {@code foreflow train}. The options of the training itself are added to these by {@link
 * TrainingFlags}.
 */
@Command(
    name = "train",
    mixinStandardHelpOptions = true,
    abbreviateSynopsis = true,
    versionProvider = Version.class,
    header = "Trains a model on a history and writes one ONNX file.",
    description = {
      "Examples:",
      "  foreflow train --data history.csv --out model.onnx",
      "  foreflow train --data history.csv --out model.onnx --cell lstm --layers 2 --horizon 48",
      "  foreflow train --data prices.csv --out prices.onnx --preset price-minute",
      "  foreflow train --data history.csv --config train.yaml --explain",
      "  foreflow train --topic readings --topic-from 2026-01-01 --out model.onnx",
      "",
      "The history is CSV, or what a topic of readings holds; both become slots by the rules of the",
      "job. The newest readings are held out, to say how good the model is beside simple forecasts.",
      "The written file is run in ONNX Runtime and compared with the trained network first: a wrong",
      "file is not written.",
      "",
      "Ctrl-C ends the training with the best so far.",
      "",
      "A flag wins over the file of --config, and that over the preset. Each option of the training",
      "is told in docs/reference/training-options.md. Without --cadence, it is the history's own.",
      ""
    })
public final class TrainCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;

  @Mixin private HistoryOptions history;

  @Option(
      names = "--out",
      paramLabel = "FILE",
      description = "Where the model file goes. Needed unless with --explain.")
  private Optional<Path> out;

  @Option(
      names = "--config",
      paramLabel = "FILE",
      description = "Options of the training as YAML, by the names of the flags.")
  private Optional<Path> config;

  @Option(
      names = "--preset",
      paramLabel = "NAME",
      description = "Options that suit a kind of data: ${COMPLETION-CANDIDATES}.",
      completionCandidates = PresetNames.class)
  private Optional<String> preset;

  @Option(
      names = "--checkpoint",
      paramLabel = "FILE",
      description =
          "Keep word there of how far the training is, and go on from it if it is there: killed"
              + " and started again, the same model comes out.")
  private Optional<Path> checkpoint;

  @Option(
      names = "--report",
      paramLabel = "FILE",
      description = "Write a page of HTML there, and each of its plots beside it as PNG.")
  private Optional<Path> report;

  @Option(
      names = "--explain",
      description = "Say what is found in the history and what would be trained, and stop.")
  private boolean explain;

  @Mixin private JsonOption json;

  @Override
  public Integer call() throws Exception {
    HistorySource data = history.source();
    config.ifPresent(
        file ->
            ArgumentChecks.readable("--config", file, "It is YAML with options of the training."));
    preset.ifPresent(
        name ->
            ArgumentChecks.oneOf(
                "--preset", name, Presets.all().stream().map(Presets.Preset::name).toList()));
    TrainRun run = new TrainRun(json.output());
    TrainingSettings settings =
        TrainingSettings.of(preset, config, TrainingFlags.given(spec.commandLine()));
    if (explain) {
      return run.explain(data, settings);
    }
    Path model =
        out.orElseThrow(
            () ->
                CommandFailure.usage(
                    "--out FILE says where the model goes; only --explain needs none"));
    OutputFile.checkReplaceable("--out", model);
    checkpoint.ifPresent(file -> OutputFile.checkReplaceable("--checkpoint", file));
    report.ifPresent(page -> OutputFile.checkWritable("--report", page));
    return run.run(data, model, checkpoint, report, settings);
  }

  /** For the help. */
  public static final class PresetNames implements Iterable<String> {
    @Override
    public Iterator<String> iterator() {
      return Presets.all().stream().map(Presets.Preset::name).iterator();
    }
  }
}
