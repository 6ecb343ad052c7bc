package io.foreflow.cli.backtest;

import io.foreflow.calendar.TradingCalendar;
import io.foreflow.cli.history.ClosedMarketWarning;
import io.foreflow.cli.history.HistoryReport;
import io.foreflow.cli.history.HistorySource;
import io.foreflow.cli.process.CommandFailure;
import io.foreflow.evaluation.backtest.Origins;
import io.foreflow.history.EarlierHistory;
import io.foreflow.history.HistoryData;
import io.foreflow.history.SeriesHistory;
import io.foreflow.manifest.Manifest;
import io.foreflow.series.SlotGrid;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * The readings that a backtest runs a model over.
 *
 * @param data those to be forecast
 * @param earlier those before them, which warm the model and the baselines and are not scored
 * @param maxGap how many slots a series may skip and go on
 * @param duplicatesGiven whether it was asked for what becomes of several readings of a slot
 */
record BacktestInput(
    HistorySource data, Optional<HistorySource> earlier, int maxGap, boolean duplicatesGiven) {

  /**
   * The share of the model's cadence below which the distance of readings means that they share
   * slots.
   */
  private static final double SHARED = 0.75;

  /**
   * The histories that were read, and what was found in them.
   *
   * @param histories what the model is walked through
   * @param scoredFrom the first slots of the series to be forecast; empty for all
   * @param lines what was found, for a person
   */
  record Read(
      List<SeriesHistory> histories,
      Optional<Map<String, Long>> scoredFrom,
      List<String> lines,
      List<String> warnings) {

    /** Limits the origins to those whose forecasts are scored. */
    Origins scored(Origins origins) {
      return scoredFrom.map(from -> Origins.since(origins, from)).orElse(origins);
    }
  }

  /**
   * Reads all histories.
   *
   * @throws CommandFailure if it can't be read, or does not suit the model
   */
  Read read(Manifest manifest) {
    List<String> lines = new ArrayList<>();
    List<String> warnings = new ArrayList<>();
    HistoryData main = read(data, manifest, lines, warnings);
    if (earlier.isEmpty()) {
      return new Read(main.series(), Optional.empty(), lines, warnings);
    }
    HistoryData before = read(earlier.get(), manifest, lines, warnings);
    List<SeriesHistory> joined =
        new EarlierHistory(before.series(), maxGap, data.space()).before(main.series());
    return new Read(joined, Optional.of(EarlierHistory.begins(main.series())), lines, warnings);
  }

  private HistoryData read(
      HistorySource source, Manifest manifest, List<String> lines, List<String> warnings) {
    checkCadence(source, manifest, warnings);
    List<String> covariates = manifest.features().subList(1, manifest.features().size());
    HistoryData read = source.read(SlotGrid.of(manifest), covariates);
    lines.addAll(HistoryReport.lines(source, read));
    TradingCalendar calendar = manifest.tradingCalendar();
    if (calendar != null) {
      ClosedMarketWarning.of(read, "the calendar of the model (" + calendar.hours() + ")")
          .ifPresent(warning -> warnings.add(source.name() + ": " + warning));
    }
    return read;
  }

  private void checkCadence(HistorySource source, Manifest manifest, List<String> warnings) {
    OptionalLong found = duplicatesGiven ? OptionalLong.empty() : source.cadenceMillis();
    if (found.isEmpty()) {
      return;
    }
    Duration apart = Duration.ofMillis(found.getAsLong());
    if (found.getAsLong() < SHARED * manifest.cadenceMillis()) {
      throw CommandFailure.usage(
          "%s: the readings are %s apart, and a slot of the model %s is %s long: of several readings"
                  .formatted(source.name(), apart, manifest.model(), manifest.cadence())
              + " in a slot, only the first would count. Give readings %s apart, or a model trained"
                  .formatted(manifest.cadence())
              + " for %s; or choose with --duplicates (first, last, mean, ohlc) how to handle them"
                  .formatted(apart));
    }
    if (found.getAsLong() * SHARED > manifest.cadenceMillis()) {
      warnings.add(
          "%s: the readings are %s apart, and a slot of the model is %s long, so some slots have no"
                  .formatted(source.name(), apart, manifest.cadence())
              + " reading");
    }
  }
}
