package io.foreflow.cli.backtest;

import io.foreflow.cli.argument.ArgumentChecks;
import io.foreflow.cli.history.HistoryOptions;
import io.foreflow.cli.history.HistorySource;
import io.foreflow.cli.process.CommandFailure;
import io.foreflow.cli.process.JsonOption;
import io.foreflow.cli.process.OutputFile;
import io.foreflow.cli.process.Version;
import io.foreflow.cli.seed.ModelSource;
import io.foreflow.outcome.CalibrationMode;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The command {@code foreflow backtest} and its options. */
@Command(
    name = "backtest",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    header = "Measures the errors of a model on a history, and those of simple forecasts.",
    description = {
      "Examples:",
      "  foreflow backtest model.onnx --data history.csv",
      "  foreflow backtest model.onnx --data new.csv --history history.csv",
      "  foreflow backtest model.onnx --data history.csv --from 2025-01-06 --by-step",
      "  foreflow backtest model.onnx --data history.csv --tail 1 --forecasts forecasts.csv.gz",
      "  foreflow backtest model.onnx --data new.csv --history history.csv --calibration online",
      "  foreflow backtest model.onnx --topic readings --bootstrap-servers localhost:9092",
      "  foreflow backtest seed:hourly --data history.csv",
      "",
      "Runs the model file over the history as the job would, from reading to reading, and"
          + " compares",
      "each forecast with the later readings. The baselines learn from the readings before the"
          + " first",
      "forecast that counts, and from each reading after it. If the data begin after the training,",
      "give the readings before them with --history: they warm up the model and the baselines and",
      "are not scored. Figures on readings of the training are too good. So without --from,",
      "forecasts start after the training if there are later readings. A seed model was trained on",
      "none of them.",
      ""
    })
public final class BacktestCommand implements Callable<Integer> {

  @Parameters(
      index = "0",
      paramLabel = "MODEL",
      description = "The model file, or seed:NAME, a seed model.")
  private String file;

  @Mixin private HistoryOptions history;

  @Option(
      names = "--history",
      paramLabel = "FILE",
      description =
          "CSV file with the readings before the data, in the form of --data. They warm up the"
              + " model and the baselines and are not scored.")
  private Optional<Path> earlier;

  @Option(
      names = "--from",
      paramLabel = "TIME",
      description =
          "Event time of the first reading to forecast from, in all series, such as 2026-01-31 or"
              + " 2026-01-31T12:00:00Z.")
  private Optional<Instant> from;

  @Option(
      names = "--tail",
      paramLabel = "N",
      description = "Forecast from every slot with a target among the last N slots of its series.")
  private Optional<Integer> tail;

  @Option(
      names = "--stride",
      paramLabel = "N",
      defaultValue = "1",
      description = "Slots from one forecast origin to the next. Default: ${DEFAULT-VALUE}.")
  private int stride;

  @Option(
      names = "--calibration",
      paramLabel = "MODE",
      defaultValue = "off",
      description =
          "Whether bands are calibrated before they are scored and written: off, or online. With"
              + " online, the bands of each series move with what came of its earlier forecasts, so"
              + " that they hold the share that they promise. Default: ${DEFAULT-VALUE}.")
  private CalibrationMode calibration;

  @Option(
      names = "--forecasts",
      paramLabel = "FILE",
      description =
          "Write every forecast to this CSV file, gzipped if its name ends with .gz. Its columns"
              + " are unique_id, origin, step, point, one for each level, and cutoff, the time of"
              + " the last known reading. A model of classes has the likeliest class and the"
              + " probability of each class instead.")
  private Optional<Path> forecasts;

  @Option(
      names = "--report",
      paramLabel = "FILE",
      description = "Write an HTML report to this file, and its plots as PNG files next to it.")
  private Optional<Path> report;

  @Option(names = "--by-step", description = "Also show the errors of each step of the horizon.")
  private boolean byStep;

  @Option(names = "--by-series", description = "Also show the errors of each series.")
  private boolean bySeries;

  @Mixin private JsonOption json;

  @Override
  public Integer call() {
    ModelSource model = ModelSource.of(file);
    HistorySource data = history.source();
    earlier.ifPresent(
        path ->
            ArgumentChecks.readable(
                "--history", path, "It is CSV with the readings before --data."));
    ArgumentChecks.positive("--stride", stride);
    tail.ifPresent(slots -> ArgumentChecks.positive("--tail", slots));
    if (from.isPresent() && tail.isPresent()) {
      throw CommandFailure.usage("--from and --tail exclude each other; give one of them");
    }
    forecasts.ifPresent(path -> OutputFile.checkWritable("--forecasts", path));
    report.ifPresent(page -> OutputFile.checkWritable("--report", page));
    return new BacktestRun(json.output())
        .run(
            model,
            new BacktestInput(
                data, earlier.map(history::file), history.maxGap(), history.duplicatesGiven()),
            new BacktestRun.Wanted(
                from, tail, stride, calibration, forecasts, report, byStep, bySeries));
  }
}
