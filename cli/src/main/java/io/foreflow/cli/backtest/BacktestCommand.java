package io.foreflow.cli.backtest;

import io.foreflow.cli.argument.ArgumentChecks;
import io.foreflow.cli.history.HistoryOptions;
import io.foreflow.cli.history.HistorySource;
import io.foreflow.cli.process.CommandFailure;
import io.foreflow.cli.process.JsonOption;
import io.foreflow.cli.process.OutputFile;
import io.foreflow.cli.process.Version;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code foreflow backtest}. */
@Command(
    name = "backtest",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    header = "Says how good a model is on a history, beside simple forecasts.",
    description = {
      "Examples:",
      "  foreflow backtest model.onnx --data history.csv",
      "  foreflow backtest model.onnx --data new.csv --history history.csv",
      "  foreflow backtest model.onnx --data history.csv --from 2025-01-06 --by-step",
      "  foreflow backtest model.onnx --data history.csv --tail 1 --forecasts forecasts.csv.gz",
      "  foreflow backtest model.onnx --topic readings --bootstrap-servers localhost:9092",
      "",
      "Walks the model file through the history as the job would, from reading to reading, and",
      "compares each forecast with what came. The baselines learn from the readings before the",
      "first forecast that counts and then follow along. Where the data begin after the training,",
      "--history gives what came before them: it warms the model and the baselines, and is not",
      "scored. Readings that the model was trained on flatter it: without --from, the origins are",
      "those after its training, where there are any.",
      ""
    })
public final class BacktestCommand implements Callable<Integer> {

  @Parameters(index = "0", paramLabel = "FILE", description = "The model file.")
  private Path file;

  @Mixin private HistoryOptions history;

  @Option(
      names = "--history",
      paramLabel = "FILE",
      description =
          "Earlier readings, CSV as for --data, up to where the data begin: they warm the model and"
              + " the baselines, and are not scored.")
  private Optional<Path> earlier;

  @Option(
      names = "--from",
      paramLabel = "TIME",
      description =
          "Event time of the first reading to forecast from, of all series, such as 2026-01-31 or"
              + " 2026-01-31T12:00:00Z.")
  private Optional<Instant> from;

  @Option(
      names = "--tail",
      paramLabel = "N",
      description = "Forecast from every slot with a target among the last N of its series.")
  private Optional<Integer> tail;

  @Option(
      names = "--stride",
      paramLabel = "N",
      defaultValue = "1",
      description = "Slots from one origin to the next. Default: ${DEFAULT-VALUE}.")
  private int stride;

  @Option(
      names = "--forecasts",
      paramLabel = "FILE",
      description =
          "Write every forecast there as CSV, gzipped if it ends with .gz: unique_id, origin, step,"
              + " point, one column for each level, and cutoff, the time of the last reading known."
              + " Of a model of classes: the likeliest class, and the probability of each.")
  private Optional<Path> forecasts;

  @Option(
      names = "--report",
      paramLabel = "FILE",
      description = "Write a page of HTML there, and each of its plots beside it as PNG.")
  private Optional<Path> report;

  @Option(names = "--by-step", description = "Show the errors of each step of the horizon, too.")
  private boolean byStep;

  @Option(names = "--by-series", description = "Show the errors of each series, too.")
  private boolean bySeries;

  @Mixin private JsonOption json;

  @Override
  public Integer call() {
    ArgumentChecks.readable(
        file, "Train one with: foreflow train --data history.csv --out model.onnx");
    HistorySource data = history.source();
    earlier.ifPresent(
        path ->
            ArgumentChecks.readable(
                "--history", path, "It is CSV with the readings before --data."));
    ArgumentChecks.positive("--stride", stride);
    tail.ifPresent(slots -> ArgumentChecks.positive("--tail", slots));
    if (from.isPresent() && tail.isPresent()) {
      throw CommandFailure.usage("--from and --tail both say where to begin; give one of them");
    }
    forecasts.ifPresent(path -> OutputFile.checkWritable("--forecasts", path));
    report.ifPresent(page -> OutputFile.checkWritable("--report", page));
    return new BacktestRun(json.output())
        .run(
            file,
            new BacktestInput(
                data, earlier.map(history::file), history.maxGap(), history.duplicatesGiven()),
            new BacktestRun.Wanted(from, tail, stride, forecasts, report, byStep, bySeries));
  }
}
