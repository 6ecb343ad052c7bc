package io.foreflow.trainer.history;

import io.foreflow.series.SlotGrid;
import java.io.BufferedInputStream;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalLong;
import java.util.zip.GZIPInputStream;

/**
 * Reads history in long form: a header {@code unique_id,ds,y} (in any order), then one reading a
 * row. {@code ds} is ISO-8601 (UTC where it names no zone) or epoch milliseconds; {@code y} is a
 * number, or empty, {@code NaN}, {@code NA} or {@code null} for a missing one. Gzip is recognised
 * by its first bytes.
 */
public final class CsvHistory {

  private static final List<String> COLUMNS = List.of("unique_id", "ds", "y");
  private static final List<String> MISSING = List.of("", "nan", "na", "null");

  private final String source;
  private final Rows rows;
  private long line;
  private int[] places = new int[0];

  private CsvHistory(String source, Rows rows) {
    this.source = source;
    this.rows = rows;
  }

  /** Gets the rows, in the order of the file. */
  @FunctionalInterface
  private interface Rows {
    void add(String series, long time, float value);
  }

  /**
   * Reads a file.
   *
   * @param cadenceMillis length of a slot
   * @throws HistoryException at the first row that is not as expected
   */
  public static HistoryData read(Path file, long cadenceMillis)
      throws IOException, HistoryException {
    try (InputStream in = Files.newInputStream(file)) {
      return read(in, file.toString(), cadenceMillis);
    }
  }

  /**
   * Reads a stream.
   *
   * @param source what errors call it
   */
  public static HistoryData read(InputStream in, String source, long cadenceMillis)
      throws IOException, HistoryException {
    HistoryBuilder history = new HistoryBuilder(new SlotGrid(cadenceMillis));
    new CsvHistory(source, history::add).read(in);
    try {
      return history.build();
    } catch (HistoryException e) {
      throw new HistoryException(source + ": " + e.getMessage());
    }
  }

  /**
   * Finds out how far apart the readings of a series lie.
   *
   * @return in milliseconds, empty where no series has two readings at different times
   * @throws HistoryException at the first row that is not as expected
   */
  public static OptionalLong cadenceMillis(Path file) throws IOException, HistoryException {
    CadenceProbe probe = new CadenceProbe();
    try (InputStream in = Files.newInputStream(file)) {
      new CsvHistory(file.toString(), (series, time, value) -> probe.add(series, time)).read(in);
    }
    return probe.cadenceMillis();
  }

  private void read(InputStream in) throws IOException, HistoryException {
    BufferedReader reader =
        new BufferedReader(new InputStreamReader(plain(in), StandardCharsets.UTF_8));
    String header = reader.readLine();
    line = 1;
    if (header == null) {
      throw HistoryException.at(source, 1, 1, "an empty file", header());
    }
    readHeader(
        CsvLine.split(source, line, header.startsWith("\uFEFF") ? header.substring(1) : header));
    for (String text = reader.readLine(); text != null; text = reader.readLine()) {
      line++;
      if (!text.isEmpty()) {
        readRow(CsvLine.split(source, line, text));
      }
    }
  }

  private static InputStream plain(InputStream in) throws IOException {
    BufferedInputStream buffered = new BufferedInputStream(in, 1 << 16);
    buffered.mark(2);
    boolean isGzip = buffered.read() == 0x1f && buffered.read() == 0x8b;
    buffered.reset();
    return isGzip ? new GZIPInputStream(buffered, 1 << 16) : buffered;
  }

  private static String header() {
    return "the header " + String.join(",", COLUMNS);
  }

  private void readHeader(CsvLine cells) throws HistoryException {
    places = new int[COLUMNS.size()];
    for (int i = 0; i < places.length; i++) {
      places[i] = cells.indexOf(COLUMNS.get(i));
    }
    for (int i = 0; i < cells.size(); i++) {
      if (!COLUMNS.contains(cells.get(i)) || cells.indexOf(cells.get(i)) != i) {
        throw cells.error(i, header());
      }
    }
    for (int i = 0; i < places.length; i++) {
      if (places[i] < 0) {
        throw HistoryException.at(source, 1, 1, "no column " + COLUMNS.get(i), header());
      }
    }
  }

  private void readRow(CsvLine cells) throws HistoryException {
    if (cells.size() != COLUMNS.size()) {
      throw cells.error(
          Math.min(cells.size(), COLUMNS.size()) - 1,
          COLUMNS.size() + " columns, not " + cells.size());
    }
    String series = cells.get(places[0]);
    if (series.isBlank()) {
      throw cells.error(places[0], "the name of a series");
    }
    long time =
        EventTimes.parse(cells.get(places[1]))
            .orElseThrow(
                () ->
                    cells.error(
                        places[1],
                        "a time, such as 2024-05-01T13:00:00Z or 1714568400000 (epoch milliseconds)"));
    rows.add(series, time, value(cells));
  }

  private float value(CsvLine cells) throws HistoryException {
    String text = cells.get(places[2]).strip();
    if (MISSING.contains(text.toLowerCase(java.util.Locale.ROOT))) {
      return Float.NaN;
    }
    float value;
    try {
      value = Float.parseFloat(text);
    } catch (NumberFormatException e) {
      throw cells.error(places[2], "a number, or nothing for a missing reading");
    }
    if (Float.isInfinite(value)) {
      throw cells.error(places[2], "a number below 3.4e38 in size");
    }
    return value;
  }
}
