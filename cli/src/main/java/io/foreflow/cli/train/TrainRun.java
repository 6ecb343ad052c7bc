package io.foreflow.cli.train;

import io.foreflow.cli.history.HistoryReport;
import io.foreflow.cli.history.HistorySource;
import io.foreflow.cli.process.CommandFailure;
import io.foreflow.cli.process.CommandOutput;
import io.foreflow.cli.process.ExitCodes;
import io.foreflow.cli.process.StopSignal;
import io.foreflow.cli.view.Numbers;
import io.foreflow.evaluation.backtest.Findings;
import io.foreflow.history.HistoryData;
import io.foreflow.history.HistorySummary;
import io.foreflow.manifest.Manifest;
import io.foreflow.model.FileProblem;
import io.foreflow.model.InvalidModelFileException;
import io.foreflow.model.StepModel;
import io.foreflow.trainer.HeldOut;
import io.foreflow.trainer.NetworkSize;
import io.foreflow.trainer.TrainedModel;
import io.foreflow.trainer.Trainer;
import io.foreflow.trainer.TrainingConfig;
import io.foreflow.trainer.TrainingRun;
import io.foreflow.trainer.checkpoint.CheckpointException;
import io.foreflow.trainer.checkpoint.CheckpointPlan;
import io.foreflow.trainer.export.ParityException;
import io.foreflow.trainer.features.CovariateSummary;
import io.foreflow.trainer.loop.TrainingLostException;
import io.foreflow.trainer.report.Report;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** What {@code foreflow train} does. */
public final class TrainRun {

  /** From Ctrl-C to the file: the step at hand, the export, the gate, and the backtest. */
  private static final Duration STOP_PATIENCE = Duration.ofMinutes(5);

  private static final Duration CHECKPOINT_EVERY = Duration.ofSeconds(30);

  private final CommandOutput announcer;

  public TrainRun(CommandOutput announcer) {
    this.announcer = announcer;
  }

  int run(
      HistorySource data,
      Path out,
      Optional<Path> checkpoint,
      Optional<Path> page,
      TrainingSettings given) {
    TrainingConfig config = configure(data, given);
    HistoryData history = read(data, config);
    HistoryReport found = describe(data, history, config);
    long began = System.nanoTime();
    try (StopSignal stop = StopSignal.install(STOP_PATIENCE)) {
      TrainedModel model = train(history, config, checkpoint, stop);
      Duration took = Duration.ofNanos(System.nanoTime() - began);
      save(model, out);
      if (stop.getAsBoolean()) {
        announcer.say("Stopped by the user. This is the best model so far.");
      }
      announcer.say("Trained in " + Numbers.seconds(took) + ".");
      tell(model, out);
      announcer.result(fields(model, out, took));
      page.ifPresent(path -> write(path, model, found, config));
      announcer.flush();
      return ExitCodes.OK;
    }
  }

  /** Says what would be done, and does nothing. */
  int explain(HistorySource data, TrainingSettings given) {
    TrainingConfig config = configure(data, given);
    HistoryData history = read(data, config);
    HistoryReport found = describe(data, history, config);
    long weights = NetworkSize.weights(config);
    announcer.say("Would train:");
    config
        .suitedTo(history.series())
        .options()
        .forEach((name, value) -> announcer.say("  %-18s %s".formatted(name, value)));
    announcer.say(Numbers.count(weights) + " weights. Next: the same command without --explain.");
    Map<String, Object> fields = found.fields();
    fields.put("weights", weights);
    fields.put("options", config.suitedTo(history.series()).options());
    announcer.result(fields);
    return ExitCodes.OK;
  }

  /** The configuration, with the cadence of the history where none is given. */
  public TrainingConfig configure(HistorySource data, TrainingSettings given) {
    if (given.hasCadence()) {
      return given.build();
    }
    OptionalLong found = data.cadenceMillis();
    if (found.isEmpty()) {
      throw CommandFailure.usage(
          data.name() + ": no series has two readings, so no cadence can be found; set --cadence");
    }
    Duration cadence = Duration.ofMillis(found.getAsLong());
    announcer.say(
        data.name() + ": cadence " + cadence + ", the most frequent time between readings.");
    return given.withCadence(cadence).build();
  }

  public static HistoryData read(HistorySource data, TrainingConfig config) {
    return data.read(config.cadence().toMillis(), config.features().covariateNames());
  }

  public HistoryReport describe(HistorySource data, HistoryData history, TrainingConfig config) {
    List<Integer> seasons = config.features().seasons();
    int shortest = config.suitedTo(history.series()).shortest();
    HistoryReport found =
        new HistoryReport(
            data,
            history,
            HistorySummary.of(history.series(), shortest, seasons),
            CovariateSummary.of(config.features().covariates(), history.series()),
            seasons);
    found.lines().forEach(announcer::say);
    if (found.summary().tiny().size() == found.summary().parts()) {
      throw CommandFailure.usage(
          "%s: no series is long enough to learn from: the longest has %s slots, and %s are needed,"
                  .formatted(
                      data.name(),
                      Numbers.count(found.summary().longest()),
                      Numbers.count(shortest))
              + " more than warm-up and validation together. Give a longer history, or reduce"
              + " --warmup and --validation");
    }
    return found;
  }

  public TrainedModel train(
      HistoryData history, TrainingConfig config, Optional<Path> checkpoint, StopSignal stop) {
    try (TrainingProgress progress = new TrainingProgress(announcer.terminal())) {
      TrainingRun run = TrainingRun.with(progress).stoppedBy(stop);
      return new Trainer()
          .train(
              history.series(),
              config,
              checkpoint
                  .map(file -> run.checkpointed(new CheckpointPlan(file, 0, CHECKPOINT_EVERY)))
                  .orElse(run));
    } catch (TrainingLostException | CheckpointException e) {
      throw CommandFailure.failed("no model was written: " + e.getMessage(), e);
    } catch (IllegalArgumentException e) {
      throw CommandFailure.usage(String.valueOf(e.getMessage()));
    } catch (ParityException e) {
      throw CommandFailure.failed("no model was written: " + e.getMessage(), e);
    }
  }

  /** A page about the model: the backtest of the manifest once more, with all that it found. */
  public void write(Path page, TrainedModel trained, HistoryReport found, TrainingConfig config) {
    HistoryData history = found.data();
    List<String> notes = new ArrayList<>(List.of(found.summary() + "."));
    if (!found.covariates().found().isEmpty()) {
      notes.add(found.covariates() + ".");
    }
    notes.addAll(found.warnings());
    try (StepModel model = StepModel.open(trained.file())) {
      Findings result = HeldOut.run(model, history.series(), config);
      new Report(
              model,
              history.series(),
              found.source().zone(),
              result,
              Optional.of(trained.report()),
              notes)
          .writeTo(page);
      announcer.say("Report: " + page);
    } catch (IOException e) {
      throw CommandFailure.failed(
          "cannot write the report to " + page + ": " + FileProblem.of(e), e);
    } catch (InvalidModelFileException e) {
      throw new IllegalStateException("a model that has just been checked was refused", e);
    }
  }

  /** Puts the file where it was asked for. */
  public static void save(TrainedModel model, Path out) {
    try {
      model.writeTo(out);
    } catch (IOException e) {
      throw CommandFailure.failed("cannot write the model to " + out + ": " + FileProblem.of(e), e);
    }
  }

  /** Says what was made, how good it is, and what to do next. */
  public void tell(TrainedModel model, Path out) {
    Manifest manifest = model.manifest();
    announcer.say(
        "%s: model %s, version %s, %d slots ahead %s %s, %s KB."
            .formatted(
                out,
                manifest.model(),
                manifest.version(),
                manifest.horizon(),
                manifest.classes().isEmpty() ? "at levels" : "for",
                manifest.classes().isEmpty() ? manifest.levels() : manifest.classes(),
                Numbers.count(model.file().length / 1000)));
    HeldOutText.of(manifest).forEach(announcer::say);
    model
        .report()
        .members()
        .forEach(
            member ->
                member.reaches().stream()
                    .skip(Math.max(0, member.reaches().size() - 1))
                    .flatMap(reach -> reach.warnings().stream())
                    .forEach(warning -> announcer.say("Warning: " + warning + ".")));
    announcer.say("Next: foreflow inspect " + out);
    announcer.say("      foreflow run -Dkafka.bootstrap.servers=localhost:9092 -Dmodel.uri=" + out);
  }

  private static Map<String, Object> fields(TrainedModel model, Path out, Duration took) {
    Manifest manifest = model.manifest();
    Optional<BacktestFigures> figures =
        Optional.ofNullable(manifest.backtest()).flatMap(BacktestFigures::of);
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("file", out.toString());
    fields.put("model", manifest.model());
    fields.put("version", manifest.version());
    fields.put("bytes", model.file().length);
    fields.put("seconds", took.toMillis() / 1e3);
    fields.put("backtest", manifest.backtest() == null ? Map.of() : manifest.backtest().model());
    figures.ifPresent(
        f -> {
          fields.put("mase", f.mase());
          fields.put("maseSeasonalNaive", f.maseSeasonalNaive());
        });
    fields.put("largestDifference", model.report().largestDifference());
    return fields;
  }
}
