package io.foreflow.cli.backtest;

import io.foreflow.cli.process.CommandFailure;
import io.foreflow.cli.process.CommandOutput;
import io.foreflow.cli.process.ExitCodes;
import io.foreflow.cli.seed.ModelSource;
import io.foreflow.cli.view.Numbers;
import io.foreflow.evaluation.backtest.BacktestResult;
import io.foreflow.evaluation.backtest.CalibratedReplay;
import io.foreflow.evaluation.backtest.ClassifiedMoves;
import io.foreflow.evaluation.backtest.ForecastsFile;
import io.foreflow.evaluation.backtest.ModelReplay;
import io.foreflow.evaluation.backtest.Origins;
import io.foreflow.evaluation.backtest.ReadingTargets;
import io.foreflow.evaluation.backtest.RollingBacktest;
import io.foreflow.evaluation.backtest.Targets;
import io.foreflow.evaluation.report.Report;
import io.foreflow.history.SeriesHistory;
import io.foreflow.history.WorkSpace;
import io.foreflow.manifest.ForecastKind;
import io.foreflow.manifest.Manifest;
import io.foreflow.model.FileProblem;
import io.foreflow.model.StepModel;
import io.foreflow.outcome.CalibrationMode;
import io.foreflow.series.SlotGrid;
import io.foreflow.trainer.TrainingConfig;
import io.foreflow.trainer.features.CalendarCycles;
import io.foreflow.trainer.features.FeatureMoves;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The work of {@code foreflow backtest}. */
final class BacktestRun {

  /** The longest season of a calendar that baselines use, in slots. */
  private static final int LONGEST_SEASON = 2016;

  private final CommandOutput output;

  BacktestRun(CommandOutput output) {
    this.output = output;
  }

  /** The options that say what is forecast and what is shown. */
  record Wanted(
      Optional<Instant> from,
      Optional<Integer> tail,
      int stride,
      CalibrationMode calibration,
      Optional<Path> forecasts,
      Optional<Path> report,
      boolean byStep,
      boolean bySeries) {}

  int run(ModelSource file, BacktestInput input, Wanted wanted) {
    try (StepModel model = file.open()) {
      Manifest manifest = model.manifest();
      if (wanted.calibration() == CalibrationMode.ONLINE) {
        CalibrationFigures.check(manifest);
      }
      BacktestInput.Read read = input.read(manifest);
      read.lines().forEach(output::say);
      List<SeriesHistory> histories = read.histories();
      Origins origins = read.scored(origins(manifest, histories, wanted));
      Targets<?> targets =
          manifest
              .kind()
              .match(
                  quantiles -> readings(quantiles, manifest, histories),
                  classes -> moves(file, manifest, histories, input.data().space()));
      Optional<CalibratedReplay> calibration = calibration(manifest, histories, origins, wanted);
      BacktestResult<?> found =
          run(
              new RollingBacktest<>(targets, origins, manifest.warmup()),
              model,
              histories,
              calibration,
              wanted.forecasts());
      List<String> warnings = new ArrayList<>(read.warnings());
      warnings.addAll(BacktestWarnings.of(found, input.earlier().isPresent()));
      show(manifest, found, calibration, warnings, wanted);
      wanted
          .report()
          .ifPresent(
              page ->
                  write(
                      new Report(
                          model,
                          histories,
                          input.data().zone(),
                          found,
                          calibration,
                          Optional.empty(),
                          warnings),
                      page));
      return ExitCodes.OK;
    }
  }

  private static ReadingTargets readings(
      ForecastKind.Quantiles kind, Manifest manifest, List<SeriesHistory> histories) {
    return ReadingTargets.of(kind, histories, seasons(manifest));
  }

  /** The model's seasons, whose first one is the unit of MASE, and then others of the calendar. */
  private static List<Integer> seasons(Manifest manifest) {
    Set<Integer> seasons = new LinkedHashSet<>(manifest.seasons());
    seasons.addAll(CalendarCycles.seasons(SlotGrid.of(manifest), LONGEST_SEASON));
    return List.copyOf(seasons);
  }

  private static Optional<CalibratedReplay> calibration(
      Manifest manifest, List<SeriesHistory> histories, Origins origins, Wanted wanted) {
    if (wanted.calibration() == CalibrationMode.OFF) {
      return Optional.empty();
    }
    return Optional.of(new CalibratedReplay(manifest, histories, origins));
  }

  /** A backtest of directions. The options of the training decide which moves are flat. */
  private static ClassifiedMoves moves(
      ModelSource file, Manifest manifest, List<SeriesHistory> histories, WorkSpace space) {
    TrainingConfig config;
    try {
      config = TrainingConfig.builder().set(manifest.provenance().configuration()).build();
    } catch (IllegalArgumentException e) {
      throw CommandFailure.failed(
          file
              + ": a backtest of classes needs the options of the training in the file, to scale"
              + " moves as the training did, and they can't be read: "
              + e.getMessage(),
          e);
    }
    return FeatureMoves.of(histories, config.features(), config.fit().loss().direction(), space);
  }

  private static BacktestResult<?> run(
      RollingBacktest<?> backtest,
      StepModel model,
      List<SeriesHistory> histories,
      Optional<CalibratedReplay> calibration,
      Optional<Path> target) {
    if (target.isEmpty()) {
      return run(backtest, model, calibration, (series, slot, forecast) -> {});
    }
    try (ForecastsFile forecasts = new ForecastsFile(target.get(), histories, model.manifest())) {
      return run(backtest, model, calibration, forecasts);
    } catch (IOException | UncheckedIOException e) {
      throw CommandFailure.failed("cannot write " + target.get() + ": " + FileProblem.of(e), e);
    }
  }

  private static BacktestResult<?> run(
      RollingBacktest<?> backtest,
      StepModel model,
      Optional<CalibratedReplay> calibration,
      ModelReplay.Sink forecasts) {
    return calibration.isPresent()
        ? backtest.runCalibrated(model, calibration.get(), forecasts)
        : backtest.run(model, forecasts);
  }

  private void show(
      Manifest manifest,
      BacktestResult<?> found,
      Optional<CalibratedReplay> calibration,
      List<String> warnings,
      Wanted wanted) {
    if (found.targets() == 0) {
      throw CommandFailure.failed(
          "no forecast could be compared with a reading: there is no reading after the first"
              + " origin, or every series is shorter than the "
              + manifest.warmup()
              + " slots that warm up the model. Give the readings before these with --history"
              + " FILE");
    }
    ResultFigures<?> figures = ResultFigures.of(manifest, found);
    warnings.forEach(warning -> output.say("Warning: " + warning + "."));
    figures.table().forEach(output::say);
    output.say(compared(manifest, found));
    calibration.map(CalibrationFigures::table).ifPresent(lines -> lines.forEach(output::say));
    if (wanted.byStep()) {
      figures.byStep().forEach(output::say);
    }
    if (wanted.bySeries()) {
      figures.bySeries().forEach(output::say);
    }
    wanted.forecasts().ifPresent(path -> output.say("All forecasts: " + path));
    Map<String, Object> fields = figures.fields();
    fields.put("origins", found.extent().origins());
    fields.put("series", found.extent().series());
    fields.put("slots", found.extent().slots());
    calibration.ifPresent(online -> fields.put("calibration", CalibrationFigures.fields(online)));
    fields.put("warnings", warnings);
    output.result(fields);
  }

  private static String compared(Manifest manifest, BacktestResult<?> found) {
    return "%s forecasts of %s series, whose targets span %s."
        .formatted(
            Numbers.count(found.extent().origins()),
            Numbers.count(found.extent().series()),
            Numbers.span(manifest.cadence().multipliedBy(found.extent().slots())));
  }

  private void write(Report report, Path page) {
    try {
      report.writeTo(page);
      output.say("Report: " + page);
    } catch (IOException e) {
      throw CommandFailure.failed(
          "cannot write the report to " + page + ": " + FileProblem.of(e), e);
    }
  }

  /**
   * The origins that the options choose. Without options, those after the training, or else the
   * last ones.
   */
  private Origins origins(Manifest manifest, List<SeriesHistory> histories, Wanted wanted) {
    SlotGrid grid = SlotGrid.of(manifest);
    if (wanted.tail().isPresent()) {
      return Origins.ofTail(wanted.tail().get(), wanted.stride());
    }
    if (manifest.provenance().generated() != null) {
      return ofUnseen(histories, grid, wanted);
    }
    long trained = grid.slot(manifest.provenance().to().toEpochMilli());
    long last =
        histories.stream().mapToLong(one -> one.firstSlot() + one.slots() - 1).max().orElse(0);
    if (wanted.from().isPresent()) {
      long first = grid.slot(wanted.from().get().toEpochMilli());
      if (first < trained) {
        output.say("Warning: the model was trained on readings up to " + to(manifest) + ".");
      }
      return Origins.from(first, wanted.stride());
    }
    if (last > trained) {
      output.say("Forecasts start after the training data, which end at " + to(manifest) + ".");
      if (histories.stream().allMatch(one -> one.firstSlot() > trained)) {
        output.say(
            "The readings begin later, so the first %s slots of each series warm up the model and are"
                    .formatted(Numbers.count(manifest.warmup()))
                + " not scored. Give the readings before with --history FILE.");
      }
      return Origins.from(trained, wanted.stride());
    }
    int tail = 2 * manifest.horizon();
    output.say(
        "Warning: the model was trained on readings up to %s, and the history has none after them,"
                .formatted(to(manifest))
            + " so these figures are for the last %d slots of the training data, and are too good."
                .formatted(tail));
    return Origins.ofTail(tail, wanted.stride());
  }

  /** Every origin that the options allow, because the model was trained on no real reading. */
  private Origins ofUnseen(List<SeriesHistory> histories, SlotGrid grid, Wanted wanted) {
    if (wanted.from().isPresent()) {
      return Origins.from(grid.slot(wanted.from().get().toEpochMilli()), wanted.stride());
    }
    output.say(
        "The model was trained on generated series alone, so all forecasts count once it is warm.");
    long first = histories.stream().mapToLong(SeriesHistory::firstSlot).min().orElse(0);
    return Origins.from(first, wanted.stride());
  }

  private static Instant to(Manifest manifest) {
    return manifest.provenance().to();
  }
}
