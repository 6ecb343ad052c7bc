package io.foreflow.cli;

import io.foreflow.cli.history.HistoryReport;
import io.foreflow.cli.history.HistorySource;
import io.foreflow.cli.process.CommandFailure;
import io.foreflow.cli.process.ExitCodes;
import io.foreflow.cli.view.Numbers;
import io.foreflow.manifest.Backtest;
import io.foreflow.manifest.Manifest;
import io.foreflow.model.ModelRefusedException;
import io.foreflow.model.StepModel;
import io.foreflow.series.SlotGrid;
import io.foreflow.trainer.backtest.BacktestResult;
import io.foreflow.trainer.backtest.Errors;
import io.foreflow.trainer.backtest.ForecastsFile;
import io.foreflow.trainer.backtest.Origins;
import io.foreflow.trainer.backtest.RollingBacktest;
import io.foreflow.trainer.baseline.Baselines;
import io.foreflow.trainer.features.FeatureConfig;
import io.foreflow.trainer.history.HistoryData;
import io.foreflow.trainer.history.SeriesHistory;
import io.foreflow.trainer.report.Report;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What {@code foreflow backtest} does. */
final class BacktestRun {

  private static final List<String> SHOWN = List.of("mase", "smape", "mae", "rmse", "wql");

  /** How long a season can be to be looked for by its calendar. */
  private static final int LONGEST_SEASON = 2016;

  private final Announcer announcer;

  BacktestRun(Announcer announcer) {
    this.announcer = announcer;
  }

  /** What was asked for. */
  record Wanted(
      Optional<Instant> from,
      Optional<Integer> tail,
      int stride,
      Optional<Path> forecasts,
      Optional<Path> report,
      boolean byStep) {}

  int run(Path file, HistorySource data, Wanted wanted) {
    try (StepModel model = StepModel.open(file)) {
      Manifest manifest = model.manifest();
      if (!manifest.classes().isEmpty()) {
        throw CommandFailure.usage(
            file + " forecasts the classes " + manifest.classes() + "; expected quantiles");
      }
      HistoryData history = data.read(manifest.cadenceMillis(), List.of());
      HistoryReport.lines(data, history).forEach(announcer::say);
      List<SeriesHistory> histories = history.series();
      List<Integer> seasons =
          FeatureConfig.calendarSeasons(manifest.cadenceMillis(), LONGEST_SEASON);
      RollingBacktest backtest =
          new RollingBacktest(
              histories,
              origins(manifest, histories, wanted),
              Baselines.all(seasons),
              seasons.isEmpty() ? 1 : seasons.get(0),
              manifest.warmup());
      BacktestResult result = run(backtest, model, histories, wanted.forecasts());
      report(manifest, result, wanted);
      wanted
          .report()
          .ifPresent(
              page ->
                  write(new Report(model, histories, result, Optional.empty(), List.of()), page));
      return ExitCodes.OK;
    } catch (ModelRefusedException e) {
      throw CommandFailure.failed(file + ": " + e.getMessage());
    }
  }

  private static BacktestResult run(
      RollingBacktest backtest,
      StepModel model,
      List<SeriesHistory> histories,
      Optional<Path> target) {
    if (target.isEmpty()) {
      return backtest.run(model);
    }
    try (ForecastsFile forecasts =
        new ForecastsFile(target.get(), histories, model.manifest().levels())) {
      return backtest.run(model, forecasts);
    } catch (IOException | UncheckedIOException e) {
      throw CommandFailure.failed("cannot write " + target.get() + ": " + e, e);
    }
  }

  private void write(Report report, Path page) {
    try {
      report.writeTo(page);
      announcer.say("Report: " + page);
    } catch (IOException e) {
      throw CommandFailure.failed("cannot write the report to " + page + ": " + e, e);
    }
  }

  /** Those after the training where nothing is said, and there are some. */
  private Origins origins(Manifest manifest, List<SeriesHistory> histories, Wanted wanted) {
    SlotGrid grid = new SlotGrid(manifest.cadenceMillis());
    if (wanted.tail().isPresent()) {
      return Origins.ofTail(wanted.tail().get(), wanted.stride());
    }
    long trained = grid.slot(manifest.provenance().to().toEpochMilli());
    long last =
        histories.stream().mapToLong(one -> one.firstSlot() + one.slots() - 1).max().orElse(0);
    if (wanted.from().isPresent()) {
      long first = grid.slot(wanted.from().get().toEpochMilli());
      if (first < trained) {
        announcer.say("Warning: the model was trained on readings up to " + to(manifest) + ".");
      }
      return Origins.from(first, wanted.stride());
    }
    if (last > trained) {
      announcer.say("From the end of the model's training on, " + to(manifest) + ".");
      return Origins.from(trained, wanted.stride());
    }
    int tail = 2 * manifest.horizon();
    announcer.say(
        "Warning: the model was trained on readings up to %s, and the history has none after them;"
                .formatted(to(manifest))
            + " these figures are of its own last %d slots.".formatted(tail));
    return Origins.ofTail(tail, wanted.stride());
  }

  private static Instant to(Manifest manifest) {
    return manifest.provenance().to();
  }

  private void report(Manifest manifest, BacktestResult result, Wanted wanted) {
    Backtest backtest =
        result
            .summary()
            .orElseThrow(
                () ->
                    CommandFailure.failed(
                        "no forecast could be held against a reading: none came after the first"
                            + " origin, or every series was shorter than "
                            + manifest.warmup()
                            + " slots"));
    Map<String, Map<String, Double>> rows = new LinkedHashMap<>();
    rows.put(manifest.model(), backtest.model());
    result.baselines().keySet().forEach(name -> rows.put(name, backtest.baselines().get(name)));
    announcer.say(
        "%-24s %9s %9s %12s %12s %9s".formatted("", "MASE", "sMAPE", "MAE", "RMSE", "wQL"));
    rows.forEach((name, metrics) -> announcer.say(row(name, metrics)));
    announcer.say(coverage(manifest, result));
    if (wanted.byStep()) {
      announcer.say("%-24s %12s %12s".formatted("step", "MAE", "RMSE"));
      List<Errors> steps = result.model().byStep();
      for (int step = 0; step < steps.size(); step++) {
        Errors errors = steps.get(step);
        announcer.say(
            "%-24d %12s %12s"
                .formatted(
                    step + 1, Numbers.compact(errors.mae()), Numbers.compact(errors.rmse())));
      }
    }
    wanted.forecasts().ifPresent(path -> announcer.say("Every forecast: " + path));
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("model", backtest.model());
    fields.put("baselines", backtest.baselines());
    fields.put("maeByStep", result.model().byStep().stream().map(Errors::mae).toList());
    announcer.result(fields);
  }

  private static String row(String name, Map<String, Double> metrics) {
    List<String> cells = new ArrayList<>();
    for (String metric : SHOWN) {
      Double value = metrics.get(metric);
      boolean wide = metric.equals("mae") || metric.equals("rmse");
      String cell = value == null ? "-" : wide ? Numbers.compact(value) : Numbers.decimal(value, 4);
      cells.add((wide ? "%12s" : "%9s").formatted(cell));
    }
    return "%-24s %s".formatted(name, String.join(" ", cells));
  }

  private static String coverage(Manifest manifest, BacktestResult result) {
    double[] shares = result.model().overall().shareBelow();
    List<String> parts = new ArrayList<>();
    for (int level = 0; level < shares.length; level++) {
      parts.add(
          "%s: %s".formatted(manifest.levels().get(level), Numbers.decimal(shares[level], 3)));
    }
    return "%s targets; share of them below each level: %s"
        .formatted(Numbers.count(result.model().overall().targets()), String.join(", ", parts));
  }
}
