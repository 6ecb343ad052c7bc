package io.foreflow.cli.backtest;

import java.util.List;
import java.util.function.Function;

/**
 * A table of figures in text: a name at the left of each row, and the figures right-aligned.
 *
 * @param columns of the figures
 * @param <T> what a row is made of
 */
record FigureTable<T>(List<Column<T>> columns) {

  private static final int NAME_WIDTH = 24;

  /**
   * A column.
   *
   * @param width in characters; longer cells are wider
   * @param cell the text of a row's cell
   */
  record Column<T>(String head, int width, Function<T, String> cell) {}

  FigureTable {
    columns = List.copyOf(columns);
  }

  /** The line above the rows. */
  String head(String first) {
    return line(first, Column::head);
  }

  /** One row. */
  String row(String name, T figures) {
    return line(name, column -> column.cell().apply(figures));
  }

  private String line(String name, Function<Column<T>, String> text) {
    StringBuilder line = new StringBuilder(name);
    pad(line, NAME_WIDTH - name.length());
    for (Column<T> column : columns) {
      String cell = text.apply(column);
      line.append(' ');
      pad(line, column.width() - cell.length());
      line.append(cell);
    }
    return line.toString();
  }

  private static void pad(StringBuilder line, int spaces) {
    line.append(" ".repeat(Math.max(0, spaces)));
  }
}
