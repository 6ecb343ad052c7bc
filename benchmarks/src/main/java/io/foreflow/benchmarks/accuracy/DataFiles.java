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
import java.util.Map;
import java.util.TreeMap;
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

  /**
   * Reads a file with the columns {@code timestamp,value} of one series, in the order of time.
   * Slots without a row are missing. Of several rows of a slot the first counts.
   *
   * @param name of the series
   */
  public static SeriesHistory timed(Path file, String name, Duration cadence) throws IOException {
    List<String> lines = lines(file);
    long firstSlot = slot(time(lines.get(1)), cadence);
    int slots = 1;
    for (String line : lines.subList(1, lines.size())) {
      slots = Math.max(slots, (int) (slot(time(line), cadence) - firstSlot) + 1);
    }
    float[] values = new float[slots];
    Arrays.fill(values, Float.NaN);
    for (String line : lines.subList(1, lines.size())) {
      int index = (int) (slot(time(line), cadence) - firstSlot);
      if (index >= 0 && Float.isNaN(values[index])) {
        values[index] = Float.parseFloat(line.substring(line.indexOf(',') + 1));
      }
    }
    return new SeriesHistory(name, firstSlot, values);
  }

  /** The usual time from one row to the next of such a file. */
  public static Duration cadence(Path file) throws IOException {
    List<String> lines = lines(file);
    Map<Long, Integer> counts = new TreeMap<>();
    for (int i = 2; i < lines.size(); i++) {
      counts.merge(
          Duration.between(time(lines.get(i - 1)), time(lines.get(i))).toMinutes(),
          1,
          Integer::sum);
    }
    return Duration.ofMinutes(
        counts.entrySet().stream().max(Map.Entry.comparingByValue()).orElseThrow().getKey());
  }

  private static Instant time(String line) {
    return Instant.parse(line.substring(0, line.indexOf(',')).replace(' ', 'T') + "Z");
  }

  private static long slot(Instant time, Duration cadence) {
    return Math.floorDiv(time.toEpochMilli(), cadence.toMillis());
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
