package io.foreflow.evaluation.backtest;

import io.foreflow.history.CsvName;
import io.foreflow.history.SeriesHistory;
import io.foreflow.manifest.ForecastKind;
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
 * A CSV file of forecasts, with one row for each step. For quantiles, the columns are {@code
 * unique_id,origin,step,point,q0.1,...,cutoff}. The point is the median, unless another point is
 * asked for. For classes, the columns are {@code unique_id,origin,step,class,p-down,...,cutoff}:
 * the likeliest class and the probability of each class.
 *
 * <p>The origin is the index of the last known reading, counted from 0 at the first slot of its
 * series. The count goes on when a series starts afresh after a gap, so that no two forecasts have
 * the same key. The cutoff is the time of that reading. Names are written as {@link CsvName} says.
 * The file is gzipped if its name ends with {@code .gz}.
 */
public final class ForecastsFile implements ModelReplay.Sink, AutoCloseable {

  private static final double MEDIAN = 0.5;

  /** Computes the point forecast of a target from the whole forecast. */
  @FunctionalInterface
  public interface Point {

    /**
     * The point forecast of one target.
     *
     * @param forecast the whole forecast, level by level, each with {@code horizon} steps
     * @param step the step of the target, counted from 0
     */
    float of(float[] forecast, int horizon, int step);
  }

  /** Writes the cell before the numbers of a row. Steps are counted from 0. */
  @FunctionalInterface
  private interface FirstCell {
    void append(StringBuilder row, float[] forecast, int horizon, int step);
  }

  private final Writer writer;
  private final List<SeriesHistory> histories;
  private final Map<String, Long> firstSlots = new HashMap<>();
  private final SlotGrid grid;
  private final int rows;
  private final FirstCell firstCell;
  private final StringBuilder row = new StringBuilder();

  /** Opens the file of a model's forecasts and writes its header. */
  public ForecastsFile(Path path, List<SeriesHistory> histories, Manifest manifest)
      throws IOException {
    this(path, histories, SlotGrid.of(manifest), manifest.kind(), median(manifest.levels()));
  }

  /** Opens the file of forecasts at these levels and writes its header. */
  public ForecastsFile(
      Path path, List<SeriesHistory> histories, SlotGrid grid, List<Double> levels, Point point)
      throws IOException {
    this(path, histories, grid, new ForecastKind.Quantiles(levels), point);
  }

  /** The median as the point forecast. */
  public static Point median(List<Double> levels) {
    int row = levels.indexOf(MEDIAN);
    return (forecast, horizon, step) -> forecast[row * horizon + step];
  }

  private ForecastsFile(
      Path path, List<SeriesHistory> histories, SlotGrid grid, ForecastKind kind, Point point)
      throws IOException {
    this.histories = histories;
    histories.forEach(one -> firstSlots.merge(one.series(), one.firstSlot(), Math::min));
    this.grid = grid;
    this.rows = kind.rows();
    this.firstCell =
        kind.match(quantiles -> ofPoint(point), classes -> ofLikeliest(classes.names()));
    OutputStream file = Files.newOutputStream(path);
    OutputStream out = path.toString().endsWith(".gz") ? new GZIPOutputStream(file, 1 << 16) : file;
    writer = new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8), 1 << 16);
    String heads = kind.match(ForecastsFile::heads, ForecastsFile::heads);
    row.append("unique_id,origin,step,").append(heads).append(",cutoff");
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
      firstCell.append(row, forecast, horizon, step - 1);
      for (int i = 0; i < rows; i++) {
        row.append(',').append(forecast[i * horizon + step - 1]);
      }
      row.append(',').append(cutoff);
      write();
    }
  }

  private static String heads(ForecastKind.Quantiles quantiles) {
    StringBuilder heads = new StringBuilder("point");
    quantiles.levelList().forEach(level -> heads.append(",q").append(level));
    return heads.toString();
  }

  private static String heads(ForecastKind.Classes classes) {
    StringBuilder heads = new StringBuilder("class");
    classes.names().forEach(name -> heads.append(',').append(CsvName.cell("p-" + name)));
    return heads.toString();
  }

  private static FirstCell ofPoint(Point point) {
    return (row, forecast, horizon, step) -> row.append(point.of(forecast, horizon, step));
  }

  private static FirstCell ofLikeliest(List<String> classes) {
    List<String> cells = classes.stream().map(CsvName::cell).toList();
    return (row, forecast, horizon, step) -> {
      int likeliest = 0;
      for (int i = 1; i < cells.size(); i++) {
        boolean more = forecast[i * horizon + step] > forecast[likeliest * horizon + step];
        likeliest = more ? i : likeliest;
      }
      row.append(cells.get(likeliest));
    };
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
