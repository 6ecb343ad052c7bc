package io.foreflow.cli.tail;

import io.foreflow.cli.view.Numbers;
import io.foreflow.cli.view.Palette;
import io.foreflow.cli.view.Palette.Ink;
import io.foreflow.cli.view.Terminal;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;

/** A table of series on the whole screen, a line each, sorted by name. */
final class TableView implements View {

  /** The title, an empty line and the head above the table, and a line below it. */
  private static final int BESIDES = 4;

  private final Palette palette;
  private final TableColumns columns;

  TableView(Palette palette) {
    this.palette = palette;
    this.columns = new TableColumns(palette);
  }

  @Override
  public List<String> frame(SeriesMemory memory, TailStatus status, Terminal.Size size) {
    List<String> lines = new ArrayList<>();
    String count = Numbers.count(memory.size()) + " series";
    lines.add(FrameText.title(memory, status, count, palette));
    lines.add("");
    List<String> below = FrameText.skipped(status, palette);
    int room = Math.max(1, size.rows() - 1 - BESIDES - below.size());
    List<SeenSeries> shown = memory.first(room);
    if (shown.isEmpty()) {
      lines.add("No forecast yet. The first one shows here as soon as it comes.");
    } else {
      List<Column> fitting =
          columns.of(shown, memory.hasReadings(), status.nowMillis(), size.columns() - 1);
      lines.add(palette.paint(Ink.FAINT, line(fitting, Column::head)));
      shown.forEach(series -> lines.add(line(fitting, column -> column.cell(series))));
    }
    int more = memory.size() - shown.size();
    if (more > 0 || memory.forgot()) {
      lines.add(palette.paint(Ink.FAINT, more(more, memory.forgot())));
    }
    lines.addAll(below);
    return lines;
  }

  private static String more(int more, boolean forgot) {
    String text = "and " + Numbers.count(more) + " more";
    return (forgot ? text + ", and others of which nothing came for long" : text)
        + "; --series NAME shows one";
  }

  private static String line(List<Column> columns, Function<Column, String> cell) {
    return columns.stream().map(cell).collect(Collectors.joining(TableColumns.GAP));
  }
}
