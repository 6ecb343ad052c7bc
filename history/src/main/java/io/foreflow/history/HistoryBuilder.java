package io.foreflow.history;

import io.foreflow.calendar.TradingCalendar;
import io.foreflow.series.Duplicates;
import io.foreflow.series.OhlcOfSlot;
import io.foreflow.series.SeriesReadings;
import io.foreflow.series.SlotRules;
import io.foreflow.series.SlotRun;
import io.foreflow.wire.RejectionReason;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * Builds histories from readings in any order, by the same rules as the job. {@link SeriesReadings}
 * decides which slots a series steps and with which values. Where the job would start a series
 * afresh, a second history of the same name begins. With covariates, rows after a series' last
 * reading are not slots of the series. They hold what is known ahead.
 *
 * <p>Readings beyond those that fit a {@link WorkSpace} go to a file, in pieces by series. Then
 * only one series at a time is put on its slots. So the heap that a builder takes depends on the
 * number of series, and not on the number of readings. Not thread-safe.
 */
public final class HistoryBuilder {

  /** Arrays that grow are up to twice as long as what they hold. */
  private static final int SPARE = 2;

  private final SlotRules rules;
  private final List<String> names;
  private final int read;
  private final WorkSpace space;
  private final Map<String, ReadingPile> series = new LinkedHashMap<>();
  private final long mostOnHeap;
  private @Nullable WorkFile file;
  private long onHeap;
  private long rows;
  private long closed;
  private long firstClosed = Long.MAX_VALUE;
  private long missing;

  /** Creates a builder that works in the JVM's folder for temporary files. */
  public HistoryBuilder(SlotRules rules, List<String> covariates) {
    this(rules, covariates, WorkSpace.ofTempFolder());
  }

  /**
   * Creates a builder for readings with covariates of these names.
   *
   * @param space the room for what has been read; the histories stay in it too
   * @throws IllegalArgumentException if the rules compute covariates themselves and other names are
   *     given
   */
  public HistoryBuilder(SlotRules rules, List<String> covariates, WorkSpace space) {
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
    this.space = space;
    this.mostOnHeap = space.heapBytes() / ((long) SPARE * SeriesReadings.bytesPerReading(read));
  }

  /** The number of covariates that each reading must have. */
  public int covariates() {
    return read;
  }

  /**
   * Adds a reading with a value for each covariate. NaN = missing. A reading at a time without a
   * slot, because the market is closed, is counted and left out.
   */
  public void add(String name, long time, float value, float... ofCovariates) {
    if (!rules.grid().isOpen(time)) {
      closed++;
      firstClosed = Math.min(firstClosed, time);
      return;
    }
    series.computeIfAbsent(name, own -> new ReadingPile(own, read)).add(time, value, ofCovariates);
    onHeap++;
    rows++;
    missing += Float.isNaN(value) ? 1 : 0;
    if (onHeap > mostOnHeap) {
      spill();
    }
  }

  /** Moves all readings to the file. */
  private void spill() {
    if (file == null) {
      file = new WorkFile(space);
    }
    try (ReadingPile.Writer writer = new ReadingPile.Writer(file)) {
      series.values().forEach(pile -> pile.spill(writer));
    }
    onHeap = 0;
  }

  /**
   * Builds the histories from all readings so far.
   *
   * @throws HistoryException if there is no reading
   */
  public HistoryData build() throws HistoryException {
    try (ColumnStore store = new ColumnStore(space)) {
      return build(store);
    } finally {
      if (file != null) {
        file.close();
      }
    }
  }

  private HistoryData build(ColumnStore store) throws HistoryException {
    List<SeriesHistory> histories = new ArrayList<>();
    long stepped = 0;
    long readings = 0;
    long ahead = 0;
    for (Map.Entry<String, ReadingPile> entry : series.entrySet()) {
      for (SlotRun run : entry.getValue().take(file).runs(rules)) {
        SeriesHistory history = history(entry.getKey(), run, store);
        histories.add(history);
        stepped += run.stepped();
        readings += history.readings();
        ahead += ahead(history);
      }
    }
    if (readings == 0) {
      throw new HistoryException("found no reading" + whyNone());
    }
    return new HistoryData(
        histories,
        readings,
        Math.max(0, missing - ahead),
        rows - stepped,
        closed == 0 ? Map.of() : Map.of(RejectionReason.MARKET_CLOSED.code(), closed),
        closed == 0 ? OptionalLong.empty() : OptionalLong.of(firstClosed),
        List.of());
  }

  private String whyNone() {
    TradingCalendar calendar = rules.grid().calendar();
    return calendar == null || closed == 0
        ? ", expected at least one"
        : " but %d while the market is closed, the first of %s, expected at least one within %s."
                .formatted(closed, Instant.ofEpochMilli(firstClosed), calendar.hours())
            + " Correct the time zone or the sessions of the trading calendar";
  }

  private SeriesHistory history(String name, SlotRun run, ColumnStore store) {
    float[] values = run.values()[0];
    if (names.isEmpty()) {
      return new SeriesHistory(name, run.firstSlot(), store.keep(values), Covariates.NONE);
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
        store.keep(none ? values : Arrays.copyOf(values, slots)),
        new Covariates(names, store.keep(rows)));
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
