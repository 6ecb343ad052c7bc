package io.foreflow.cli;

import io.foreflow.cli.process.CommandFailure;
import io.foreflow.cli.process.ExitCodes;
import io.foreflow.cli.training.BacktestFigures;
import io.foreflow.cli.training.TrainingProgress;
import io.foreflow.cli.view.Numbers;
import io.foreflow.manifest.Manifest;
import io.foreflow.trainer.TrainedModel;
import io.foreflow.trainer.Trainer;
import io.foreflow.trainer.TrainingConfig;
import io.foreflow.trainer.TrainingConfigBuilder;
import io.foreflow.trainer.export.ParityException;
import io.foreflow.trainer.history.CsvHistory;
import io.foreflow.trainer.history.HistoryData;
import io.foreflow.trainer.history.HistoryException;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** What {@code foreflow train} does. */
final class TrainRun {

  private final Announcer announcer;

  TrainRun(Announcer announcer) {
    this.announcer = announcer;
  }

  int run(Path data, Path out, Consumer<TrainingConfigBuilder> options) {
    TrainingConfigBuilder builder = TrainingConfig.builder();
    options.accept(builder);
    TrainingConfig config;
    try {
      config = builder.build();
    } catch (IllegalArgumentException e) {
      throw CommandFailure.usage(String.valueOf(e.getMessage()));
    }
    HistoryData history = read(data, config);
    announcer.say(
        "%s: %s readings of %s series, %s missing, %s repeated."
            .formatted(
                data,
                Numbers.count(history.readings()),
                Numbers.count(history.series().size()),
                Numbers.count(history.missing()),
                Numbers.count(history.duplicates())));
    long began = System.nanoTime();
    TrainedModel model = train(history, config);
    Duration took = Duration.ofNanos(System.nanoTime() - began);
    try {
      model.writeTo(out);
    } catch (IOException e) {
      throw CommandFailure.failed("cannot write the model to " + out + ": " + e, e);
    }
    report(model, out, took);
    return ExitCodes.OK;
  }

  private static HistoryData read(Path data, TrainingConfig config) {
    try {
      return CsvHistory.read(data, config.cadence().toMillis());
    } catch (HistoryException e) {
      throw CommandFailure.usage(String.valueOf(e.getMessage()));
    } catch (IOException e) {
      throw CommandFailure.failed("cannot read " + data + ": " + e, e);
    }
  }

  private TrainedModel train(HistoryData history, TrainingConfig config) {
    try (TrainingProgress progress = new TrainingProgress(announcer.terminal())) {
      return new Trainer().train(history.series(), config, progress);
    } catch (IllegalArgumentException e) {
      throw CommandFailure.usage(String.valueOf(e.getMessage()));
    } catch (ParityException e) {
      throw CommandFailure.failed("no model was written: " + e.getMessage(), e);
    }
  }

  private void report(TrainedModel model, Path out, Duration took) {
    Manifest manifest = model.manifest();
    Optional<BacktestFigures> figures =
        Optional.ofNullable(manifest.backtest()).flatMap(BacktestFigures::of);
    announcer.say(
        "%s: model %s, version %s, %d slots ahead %s %s, %s KB, trained in %s."
            .formatted(
                out,
                manifest.model(),
                manifest.version(),
                manifest.horizon(),
                manifest.classes().isEmpty() ? "at levels" : "for",
                manifest.classes().isEmpty() ? manifest.levels() : manifest.classes(),
                Numbers.count(model.file().length / 1000),
                Numbers.seconds(took)));
    announcer.say(
        figures
            .map(
                f ->
                    "On the readings held out: MASE %s, %s %s (%s %% less error)."
                        .formatted(
                            Numbers.decimal(f.mase(), 3),
                            f.naive(),
                            Numbers.decimal(f.maseSeasonalNaive(), 3),
                            Numbers.decimal(f.percentBetter(), 0)))
            .orElse("Nothing was held out: how good it is was not measured."));
    announcer.say("Next: foreflow inspect " + out);
    announcer.say("      foreflow run -Dkafka.bootstrap.servers=localhost:9092 -Dmodel.uri=" + out);
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("file", out.toString());
    fields.put("model", manifest.model());
    fields.put("version", manifest.version());
    fields.put("bytes", model.file().length);
    fields.put("seconds", took.toMillis() / 1e3);
    figures.ifPresent(
        f -> {
          fields.put("mase", f.mase());
          fields.put("maseSeasonalNaive", f.maseSeasonalNaive());
        });
    fields.put("largestDifference", model.report().largestDifference());
    announcer.result(fields);
  }
}
