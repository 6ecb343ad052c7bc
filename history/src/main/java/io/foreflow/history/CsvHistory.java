package io.foreflow.history;

import io.foreflow.series.SlotRules;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/**
 * Reads history from CSV in one of two forms. Long form has the header {@code unique_id,ds,y} (in
 * any order) and one reading in each row. Its other columns are covariates, which must be asked for
 * by name. Wide form has a first column {@code ds} and then a column for each series. An empty
 * cell, {@code NaN}, {@code NA} or {@code null} is a missing number. A cell in quotes may hold line
 * breaks. {@link CsvFormat} sets other names and other times.
 */
public final class CsvHistory {

  /** The name under which malformed rows are counted. */
  public static final String MALFORMED = "malformed";

  private CsvHistory() {}

  /** Reads a file of the default format without covariates, by the default rules of the job. */
  public static HistoryData read(Path file, long cadenceMillis)
      throws IOException, HistoryException {
    return read(file, cadenceMillis, List.of());
  }

  /** Reads a file of the default format, by the default rules of the job. */
  public static HistoryData read(Path file, long cadenceMillis, List<String> covariates)
      throws IOException, HistoryException {
    return read(
        file,
        CsvFormat.DEFAULT,
        SlotRules.defaults(cadenceMillis),
        covariates,
        WorkSpace.ofTempFolder());
  }

  /**
   * Reads a file.
   *
   * @param covariates the names of further columns to read, as {@link CovariateColumns} finds them
   * @param space the room for what is read
   * @throws HistoryException at a row that is not as expected and not tolerated
   */
  public static HistoryData read(
      Path file, CsvFormat format, SlotRules rules, List<String> covariates, WorkSpace space)
      throws IOException, HistoryException {
    try (InputStream in = Files.newInputStream(file)) {
      return read(in, file.toString(), format, rules, covariates, space);
    }
  }

  /** Reads a stream of the default format, by the default rules of the job. */
  static HistoryData read(
      InputStream in, String source, long cadenceMillis, List<String> covariates)
      throws IOException, HistoryException {
    return read(in, source, CsvFormat.DEFAULT, SlotRules.defaults(cadenceMillis), covariates);
  }

  /** Reads a stream, and works in the JVM's folder for temporary files. */
  static HistoryData read(
      InputStream in, String source, CsvFormat format, SlotRules rules, List<String> covariates)
      throws IOException, HistoryException {
    return read(in, source, format, rules, covariates, WorkSpace.ofTempFolder());
  }

  /**
   * Reads a stream.
   *
   * @param source the name of the stream in errors
   */
  private static HistoryData read(
      InputStream in,
      String source,
      CsvFormat format,
      SlotRules rules,
      List<String> covariates,
      WorkSpace space)
      throws IOException, HistoryException {
    EventTimes times = new EventTimes(format.times());
    CsvFile file = new CsvFile(source, format);
    Building building = new Building(format, times, rules, covariates, space);
    CsvRows rows = file.read(in, building, CsvColumns.header(format));
    List<String> notes = new ArrayList<>();
    notes.add(rows.form() + ", " + String.join(", ", times.found()));
    file.shown().forEach(malformed -> notes.add("left out: " + malformed));
    try {
      return building
          .history
          .build()
          .with(file.malformed() == 0 ? Map.of() : Map.of(MALFORMED, file.malformed()), notes);
    } catch (HistoryException e) {
      throw new HistoryException(source + ": " + e.getMessage());
    }
  }

  /** Finds the time between readings in a file of the default format. */
  public static OptionalLong cadenceMillis(Path file) throws IOException, HistoryException {
    return cadenceMillis(file, CsvFormat.DEFAULT);
  }

  /**
   * Finds the time between readings of a series. Of a large file, the first rows are read.
   *
   * @return the time in milliseconds; empty if no series has two readings at different times
   * @throws HistoryException at a row that is not as expected and not tolerated
   */
  public static OptionalLong cadenceMillis(Path path, CsvFormat format)
      throws IOException, HistoryException {
    CadenceProbe probe = new CadenceProbe();
    EventTimes times = new EventTimes(format.times());
    CsvRows.Sink sink = (series, time, value, covariates) -> probe.add(series, time);
    try (InputStream in = Files.newInputStream(path)) {
      new CsvFile(path.toString(), format)
          .read(
              in,
              cells ->
                  WideRows.isHeader(cells, format)
                      ? WideRows.of(cells, format, times, sink)
                      : new LongRows(CsvColumns.ofTarget(cells, format), times, sink),
              CsvColumns.header(format),
              probe::isEnough);
    }
    return probe.cadenceMillis();
  }

  /** Starts a history from the header of its file. */
  private static final class Building implements CsvFile.Header {
    private final CsvFormat format;
    private final EventTimes times;
    private final SlotRules rules;
    private final List<String> covariates;
    private final WorkSpace space;
    private HistoryBuilder history;

    Building(
        CsvFormat format,
        EventTimes times,
        SlotRules rules,
        List<String> covariates,
        WorkSpace space) {
      this.format = format;
      this.times = times;
      this.rules = rules;
      this.covariates = covariates;
      this.space = space;
      this.history = new HistoryBuilder(rules, covariates, space);
    }

    @Override
    public CsvRows read(CsvLine cells) throws HistoryException {
      // If the rules make covariates, the file has none.
      List<String> wanted = history.covariates() == 0 ? List.of() : covariates;
      if (WideRows.isHeader(cells, format)) {
        if (!wanted.isEmpty()) {
          throw cells.error(
              "a file in wide form",
              "the long form, which alone has room for the covariates " + wanted);
        }
        return WideRows.of(cells, format, times, history::add);
      }
      CsvColumns columns = CsvColumns.of(cells, format, wanted);
      if (history.covariates() > 0) {
        history = new HistoryBuilder(rules, columns.covariates(), space);
      }
      return new LongRows(columns, times, history::add);
    }
  }
}
