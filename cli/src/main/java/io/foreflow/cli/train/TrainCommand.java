package io.foreflow.cli.train;

import io.foreflow.cli.history.HistoryOptions;
import io.foreflow.cli.history.HistorySource;
import io.foreflow.cli.process.CommandFailure;
import io.foreflow.cli.process.ExitCodes;
import io.foreflow.cli.process.JsonOption;
import io.foreflow.cli.process.OutputFile;
import io.foreflow.cli.process.Version;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * The command {@code foreflow train} and its options. {@link TrainingFlags} adds the options of the
 * training.
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
      "  foreflow train --presets",
      "  foreflow train --data history.csv --config train.yaml --explain",
      "  foreflow train --topic readings --topic-from 2026-01-01 --out model.onnx",
      "  foreflow train --synthetic hourly --steps 1500 --out seed.onnx",
      "  foreflow train --data history.csv --from seed:hourly --steps 300 --out model.onnx",
      "  foreflow train --data new.csv --from model.weights --steps 500 --out newer.onnx",
      "",
      "The history is a CSV file or a topic of readings. Its readings become slots by the rules of",
      "the job. With --synthetic, a generator draws series instead. The newest readings are held",
      "out, to measure the errors of the model and of simple forecasts. The model is run in ONNX",
      "Runtime and compared with the trained network before it is written: a wrong file is never",
      "written.",
      "",
      "Ctrl-C ends the training and writes the best model so far.",
      "",
      "Options that are not given are chosen for the history: the cadence, the seasons, the kind"
          + " of",
      "network, its steps and its dropout. --explain shows them with the reasons. A flag overrides",
      "the file of --config, and the file overrides the preset.",
      "docs/reference/training-options.md describes every option.",
      ""
    })
public final class TrainCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;

  @Mixin private HistoryOptions history;

  @Mixin private SyntheticOptions synthetic;

  @Option(
      names = "--out",
      paramLabel = "FILE",
      description = "The model file to write. Required without --explain.")
  private Optional<Path> out;

  @Option(
      names = "--checkpoint",
      paramLabel = "FILE",
      description =
          "Save checkpoints to this file, and resume from it if it exists. A resumed training makes"
              + " the same model.")
  private Optional<Path> checkpoint;

  @Option(
      names = "--weights",
      paramLabel = "FILE",
      description =
          "Write the weights of the network to this file, so that another training can start from"
              + " them.")
  private Optional<Path> weights;

  @Option(
      names = "--from",
      paramLabel = "START",
      description =
          "Start from the weights of an earlier training instead of random ones: a file that"
              + " --weights has written, store:PLACE#NAME@REF, a version in a store, or seed:NAME,"
              + " a seed model. Options of the network that are not given are taken from there."
              + " Horizon and levels may be others.")
  private Optional<String> from;

  @Option(
      names = "--report",
      paramLabel = "FILE",
      description = "Write an HTML report to this file, and its plots as PNG files next to it.")
  private Optional<Path> report;

  @Option(
      names = "--explain",
      description = "Describe the history, the training and what it would take, and stop.")
  private boolean explain;

  @Option(names = "--presets", description = "List the presets and what is chosen, and stop.")
  private boolean presets;

  @Mixin private TrainingConfigOptions training;

  @Mixin private JsonOption json;

  @Override
  public Integer call() throws Exception {
    if (presets) {
      PresetList.print(json.output());
      return ExitCodes.OK;
    }
    HistorySource data = synthetic.sourceOr(history);
    Optional<TrainingStart> start = from.map(TrainingStart::read);
    TrainRun run =
        new TrainRun(
            json.output(),
            data,
            training.settings(TrainingFlags.given(spec.commandLine()), start, synthetic.kind()),
            start);
    if (explain) {
      return run.explain();
    }
    Path model =
        out.orElseThrow(
            () -> CommandFailure.usage("--out FILE is required, except with --explain"));
    OutputFile.checkReplaceable("--out", model);
    checkpoint.ifPresent(file -> OutputFile.checkReplaceable("--checkpoint", file));
    weights.ifPresent(file -> OutputFile.checkReplaceable("--weights", file));
    report.ifPresent(page -> OutputFile.checkWritable("--report", page));
    return run.run(new TrainRun.Files(model, checkpoint, weights, report));
  }
}
