package io.foreflow.benchmarks.accuracy;

import io.foreflow.history.SeriesHistory;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPInputStream;

/** Readers of the data sets' own file formats. */
public final class DataFiles {

  private DataFiles() {}

  /**
   * Reads a file with a column for each series and a row for each slot.
   *
   * @param skipped number of columns before the first series
   * @param start time of the first row
   */
  public static List<SeriesHistory> columns(Path file, int skipped, Instant start, Duration cadence)
      throws IOException {
    List<String> lines = lines(file);
    String[] names = lines.get(0).split(",", -1);
    float[][] values = new float[names.length - skipped][lines.size() - 1];
    for (int row = 0; row < lines.size() - 1; row++) {
      String[] cells = lines.get(row + 1).split(",", -1);
      for (int column = 0; column < values.length; column++) {
        values[column][row] = Float.parseFloat(cells[column + skipped]);
      }
    }
    long firstSlot = start.toEpochMilli() / cadence.toMillis();
    List<SeriesHistory> series = new ArrayList<>();
    for (int column = 0; column < values.length; column++) {
      series.add(new SeriesHistory(names[column + skipped], firstSlot, values[column]));
    }
    return series;
  }

  /**
   * Reads a file with a row for each series. The name comes first, empty cells follow its end, and
   * there are no times.
   */
  public static List<SeriesHistory> rows(Path file) throws IOException {
    List<SeriesHistory> series = new ArrayList<>();
    List<String> lines = lines(file);
    for (String line : lines.subList(1, lines.size())) {
      String[] cells = line.replace("\"", "").split(",", -1);
      float[] values = new float[cells.length - 1];
      int count = 0;
      while (count < values.length && !isEmpty(cells[count + 1])) {
        values[count] = Float.parseFloat(cells[count + 1]);
        count++;
      }
      series.add(new SeriesHistory(cells[0], 0, Arrays.copyOf(values, count)));
    }
    return series;
  }

  private static boolean isEmpty(String cell) {
    return cell.isEmpty() || cell.equals("NA");
  }

  /** Reads the lines of a file, which is gzipped if its name ends with .gz. */
  public static List<String> lines(Path file) throws IOException {
    try (InputStream bytes = Files.newInputStream(file);
        BufferedReader reader =
            new BufferedReader(
                new InputStreamReader(
                    file.toString().endsWith(".gz") ? new GZIPInputStream(bytes) : bytes,
                    StandardCharsets.UTF_8))) {
      return reader.lines().toList();
    } catch (NoSuchFileException e) {
      throw new IOException("there is no " + file + ", which the task reads; see --data", e);
    }
  }
}
