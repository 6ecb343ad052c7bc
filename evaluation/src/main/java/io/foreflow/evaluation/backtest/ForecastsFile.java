package io.foreflow.evaluation.backtest;

import io.foreflow.history.CsvName;
import io.foreflow.history.SeriesHistory;
import io.foreflow.manifest.Manifest;
import io.foreflow.series.SlotGrid;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;

/**
 * Forecasts as CSV, one row for each step: {@code unique_id,origin,step,point,q0.1,...,cutoff}. The
 * origin is the index of the last reading known, counted from 0 at the first slot of its series; a
 * series that starts afresh after a gap is counted on, so that no two forecasts have one key. The
 * cutoff is the time of that reading. The point is the median, where no other is asked for. Of a
 * model of classes: {@code unique_id,origin,step,class,p-down,...,cutoff}, the likeliest class and
 * the probability of each. Names are written as {@link CsvName} says. Gzipped where the name ends
 * with {@code .gz}.
 */
public final class ForecastsFile implements ModelReplay.Sink, AutoCloseable {

  private static final double MEDIAN = 0.5;

  /** Makes one number of the forecast for one target. */
  @FunctionalInterface
  public interface Point {

    /**
     * The point forecast of one target.
     *
     * @param forecast of a reading, level by level, each with {@code horizon} steps
     * @param step from 0
     */
    float of(float[] forecast, int horizon, int step);
  }

  private final Writer writer;
  private final List<SeriesHistory> histories;
  private final Map<String, Long> firstSlots = new HashMap<>();
  private final SlotGrid grid;
  private final int rows;
  private final List<String> classes;
  private final Point point;
  private final StringBuilder row = new StringBuilder();

  /** Opens the file of a model's forecasts and writes its header. */
  public ForecastsFile(Path path, List<SeriesHistory> histories, Manifest manifest)
      throws IOException {
    this(
        path,
        histories,
        new SlotGrid(manifest.cadenceMillis()),
        manifest.levels(),
        manifest.classes(),
        median(manifest.levels()));
  }

  /** Opens the file of forecasts at these levels and writes its header. */
  public ForecastsFile(
      Path path, List<SeriesHistory> histories, SlotGrid grid, List<Double> levels, Point point)
      throws IOException {
    this(path, histories, grid, levels, List.of(), point);
  }

  /** The median itself. */
  public static Point median(List<Double> levels) {
    int row = levels.indexOf(MEDIAN);
    return (forecast, horizon, step) -> forecast[row * horizon + step];
  }

  private ForecastsFile(
      Path path,
      List<SeriesHistory> histories,
      SlotGrid grid,
      List<Double> levels,
      List<String> classes,
      Point point)
      throws IOException {
    this.histories = histories;
    histories.forEach(one -> firstSlots.merge(one.series(), one.firstSlot(), Math::min));
    this.grid = grid;
    this.rows = levels.size() + classes.size();
    this.classes = List.copyOf(classes);
    this.point = point;
    OutputStream file = Files.newOutputStream(path);
    OutputStream out = path.toString().endsWith(".gz") ? new GZIPOutputStream(file, 1 << 16) : file;
    writer = new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8), 1 << 16);
    row.append("unique_id,origin,step,").append(classes.isEmpty() ? "point" : "class");
    levels.forEach(level -> row.append(",q").append(level));
    classes.forEach(name -> row.append(',').append(CsvName.cell("p-" + name)));
    row.append(",cutoff");
    write();
  }

  @Override
  public void forecast(int series, int slot, float[] forecast) {
    int horizon = forecast.length / rows;
    SeriesHistory history = histories.get(series);
    String name = CsvName.cell(history.series());
    long absolute = history.firstSlot() + slot;
    long origin = absolute - firstSlots.getOrDefault(history.series(), history.firstSlot());
    Instant cutoff = Instant.ofEpochMilli(grid.timeOf(absolute));
    for (int step = 1; step <= horizon; step++) {
      row.append(name).append(',').append(origin).append(',').append(step).append(',');
      if (classes.isEmpty()) {
        row.append(point.of(forecast, horizon, step - 1));
      } else {
        row.append(CsvName.cell(classes.get(likeliest(forecast, horizon, step))));
      }
      for (int i = 0; i < rows; i++) {
        row.append(',').append(forecast[i * horizon + step - 1]);
      }
      row.append(',').append(cutoff);
      write();
    }
  }

  private int likeliest(float[] forecast, int horizon, int step) {
    int likeliest = 0;
    for (int i = 1; i < rows; i++) {
      boolean more = forecast[i * horizon + step - 1] > forecast[likeliest * horizon + step - 1];
      likeliest = more ? i : likeliest;
    }
    return likeliest;
  }

  private void write() {
    try {
      writer.append(row.append('\n'));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    row.setLength(0);
  }

  @Override
  public void close() throws IOException {
    writer.close();
  }
}
