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
import java.util.Objects;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.zip.GZIPInputStream;

/**
 * Reads history in long form: a header {@code unique_id,ds,y} (in any order), then one reading a
 * row. {@code ds} is ISO-8601 (UTC where it names no zone) or epoch milliseconds; {@code y} is a
 * number, or empty, {@code NaN}, {@code NA} or {@code null} for a missing one. Further columns are
 * covariates, written as {@code y} is; they have to be asked for by their names. Gzip is recognised
 * by its first bytes.
 */
public final class CsvHistory {

  private static final List<String> MISSING = List.of("", "nan", "na", "null");

  private final String source;
  private final Header header;
  private long line;

  private CsvHistory(String source, Header header) {
    this.source = source;
    this.header = header;
  }

  /** Gets the rows, in the order of the file. */
  @FunctionalInterface
  private interface Rows {
    void add(String series, long time, float value, float[] covariates);
  }

  /** What is read of a file, by its header. */
  private record Reading(CsvColumns columns, Rows rows) {}

  /** Gets the header. */
  @FunctionalInterface
  private interface Header {
    Reading read(CsvLine cells) throws HistoryException;
  }

  /** As the longer form, of a file without covariates. */
  public static HistoryData read(Path file, long cadenceMillis)
      throws IOException, HistoryException {
    return read(file, cadenceMillis, List.of());
  }

  /**
   * Reads a file.
   *
   * @param cadenceMillis length of a slot
   * @param covariates what is to be read beside the target, as {@link CovariateColumns} finds it
   * @throws HistoryException at the first row that is not as expected
   */
  public static HistoryData read(Path file, long cadenceMillis, List<String> covariates)
      throws IOException, HistoryException {
    try (InputStream in = Files.newInputStream(file)) {
      return read(in, file.toString(), cadenceMillis, covariates);
    }
  }

  /**
   * Reads a stream.
   *
   * @param source what errors call it
   */
  public static HistoryData read(
      InputStream in, String source, long cadenceMillis, List<String> covariates)
      throws IOException, HistoryException {
    AtomicReference<HistoryBuilder> history = new AtomicReference<>();
    new CsvHistory(
            source,
            cells -> {
              CsvColumns columns = CsvColumns.of(cells, covariates);
              HistoryBuilder builder =
                  new HistoryBuilder(new SlotGrid(cadenceMillis), columns.covariates());
              history.set(builder);
              return new Reading(columns, builder::add);
            })
        .read(in);
    try {
      return Objects.requireNonNull(history.get(), "a file read to its end has a header").build();
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
      new CsvHistory(
              file.toString(),
              cells ->
                  new Reading(
                      CsvColumns.ofTarget(cells),
                      (series, time, value, covariates) -> probe.add(series, time)))
          .read(in);
    }
    return probe.cadenceMillis();
  }

  private void read(InputStream in) throws IOException, HistoryException {
    BufferedReader reader =
        new BufferedReader(new InputStreamReader(plain(in), StandardCharsets.UTF_8));
    String first = reader.readLine();
    line = 1;
    if (first == null) {
      throw HistoryException.at(source, 1, 1, "an empty file", CsvColumns.header());
    }
    Reading reading =
        header.read(
            CsvLine.split(source, line, first.startsWith("\uFEFF") ? first.substring(1) : first));
    for (String text = reader.readLine(); text != null; text = reader.readLine()) {
      line++;
      if (!text.isEmpty()) {
        readRow(CsvLine.split(source, line, text), reading);
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

  private static void readRow(CsvLine cells, Reading reading) throws HistoryException {
    CsvColumns columns = reading.columns();
    if (cells.size() != columns.count()) {
      throw cells.error(
          Math.min(cells.size(), columns.count()) - 1,
          columns.count() + " columns, not " + cells.size());
    }
    String series = cells.get(columns.series());
    if (series.isBlank()) {
      throw cells.error(columns.series(), "the name of a series");
    }
    long time =
        EventTimes.parse(cells.get(columns.time()))
            .orElseThrow(
                () ->
                    cells.error(
                        columns.time(),
                        "a time, such as 2024-05-01T13:00:00Z or 1714568400000 (epoch milliseconds)"));
    float[] covariates = new float[columns.places().size()];
    for (int i = 0; i < covariates.length; i++) {
      covariates[i] = value(cells, columns.places().get(i));
    }
    reading.rows().add(series, time, value(cells, columns.value()), covariates);
  }

  private static float value(CsvLine cells, int place) throws HistoryException {
    String text = cells.get(place).strip();
    if (MISSING.contains(text.toLowerCase(java.util.Locale.ROOT))) {
      return Float.NaN;
    }
    float value;
    try {
      value = Float.parseFloat(text);
    } catch (NumberFormatException e) {
      throw cells.error(place, "a number, or nothing for a missing one");
    }
    if (Float.isInfinite(value)) {
      throw cells.error(place, "a number below 3.4e38 in size");
    }
    return value;
  }
}
