package io.foreflow.history;

import io.foreflow.series.Duplicates;
import io.foreflow.series.OhlcOfSlot;
import io.foreflow.series.SeriesReadings;
import io.foreflow.series.SlotRules;
import io.foreflow.series.SlotRun;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Builds histories from readings in any order, by the same rules as the job. {@link SeriesReadings}
 * decides which slots a series steps and with which values. Where the job would start a series
 * afresh, a second history of the same name begins. With covariates, rows after a series' last
 * reading are not slots of the series. They hold what is known ahead. Not thread-safe.
 */
public final class HistoryBuilder {

  private final SlotRules rules;
  private final List<String> names;
  private final int read;
  private final Map<String, SeriesReadings> series = new LinkedHashMap<>();
  private long rows;
  private long missing;

  /**
   * Creates a builder for readings with covariates of these names.
   *
   * @throws IllegalArgumentException if the rules compute covariates themselves and other names are
   *     given
   */
  public HistoryBuilder(SlotRules rules, List<String> covariates) {
    this.rules = rules;
    boolean made = rules.duplicates() == Duplicates.OHLC;
    if (made && !covariates.isEmpty() && !covariates.equals(OhlcOfSlot.NAMES)) {
      throw new IllegalArgumentException(
          "duplicates: found ohlc with the covariates "
              + covariates
              + ", allowed: "
              + OhlcOfSlot.NAMES
              + ", which it computes from readings without covariates");
    }
    this.names = made ? OhlcOfSlot.NAMES : List.copyOf(covariates);
    this.read = made ? 0 : names.size();
  }

  /** The number of covariates that each reading must have. */
  public int covariates() {
    return read;
  }

  /** Adds a reading with a value for each covariate. NaN = missing. */
  public void add(String name, long time, float value, float... ofCovariates) {
    series
        .computeIfAbsent(name, own -> new SeriesReadings(own, read))
        .add(time, value, ofCovariates);
    rows++;
    missing += Float.isNaN(value) ? 1 : 0;
  }

  /**
   * Builds the histories from all readings so far.
   *
   * @throws HistoryException if there is no reading
   */
  public HistoryData build() throws HistoryException {
    List<SeriesHistory> histories = new ArrayList<>();
    long stepped = 0;
    long readings = 0;
    long ahead = 0;
    for (Map.Entry<String, SeriesReadings> entry : series.entrySet()) {
      for (SlotRun run : entry.getValue().runs(rules)) {
        SeriesHistory history = history(entry.getKey(), run);
        histories.add(history);
        stepped += run.stepped();
        readings += history.readings();
        ahead += ahead(history);
      }
    }
    if (readings == 0) {
      throw new HistoryException("found no reading, expected at least one");
    }
    return new HistoryData(
        histories, readings, Math.max(0, missing - ahead), rows - stepped, Map.of(), List.of());
  }

  private SeriesHistory history(String name, SlotRun run) {
    float[] values = run.values()[0];
    if (names.isEmpty()) {
      return new SeriesHistory(name, run.firstSlot(), values);
    }
    float[] rows = new float[run.slots() * names.size()];
    for (int slot = 0; slot < run.slots(); slot++) {
      for (int i = 0; i < names.size(); i++) {
        rows[slot * names.size() + i] = run.values()[i + 1][slot];
      }
    }
    int slots = run.slots();
    while (slots > 1 && Float.isNaN(values[slots - 1])) {
      slots--;
    }
    // Without a reading there is no slot that the rows could be ahead of.
    boolean none = slots == 1 && Float.isNaN(values[0]);
    return new SeriesHistory(
        name,
        run.firstSlot(),
        none ? values : Arrays.copyOf(values, slots),
        new Covariates(names, rows));
  }

  /** The number of rows after the last slot that have a value. */
  private static long ahead(SeriesHistory history) {
    long ahead = 0;
    for (int row = history.slots(); row < history.covariates().rows(); row++) {
      ahead += history.covariates().isKnown(row) ? 1 : 0;
    }
    return ahead;
  }
}
