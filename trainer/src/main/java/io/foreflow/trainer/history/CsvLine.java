package io.foreflow.trainer.history;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The cells of one line, with the place of each for errors. Cells may stand in quotes, a doubled
 * quote is one.
 */
final class CsvLine {

  private static final List<String> MISSING = List.of("", "nan", "na", "null");

  private final String source;
  private final long line;
  private final List<String> cells = new ArrayList<>();
  private final List<Integer> columns = new ArrayList<>();

  private CsvLine(String source, long line) {
    this.source = source;
    this.line = line;
  }

  static CsvLine split(String source, long line, String text) throws HistoryException {
    CsvLine cells = new CsvLine(source, line);
    int at = 0;
    do {
      at = cells.cell(text, at) + 1;
    } while (at <= text.length());
    return cells;
  }

  /** Reads the cell that starts at {@code from}; where its comma, or the line's end, is. */
  private int cell(String text, int from) throws HistoryException {
    columns.add(from + 1);
    if (from >= text.length() || text.charAt(from) != '"') {
      int comma = text.indexOf(',', from);
      int end = comma < 0 ? text.length() : comma;
      cells.add(text.substring(from, end).strip());
      return end;
    }
    StringBuilder quoted = new StringBuilder();
    int at = from + 1;
    while (at < text.length()) {
      char c = text.charAt(at++);
      if (c != '"') {
        quoted.append(c);
      } else if (at < text.length() && text.charAt(at) == '"') {
        quoted.append('"');
        at++;
      } else {
        cells.add(quoted.toString());
        if (at < text.length() && text.charAt(at) != ',') {
          throw HistoryException.at(
              source, line, at + 1, "'" + text.charAt(at) + "' after a closing quote", "a comma");
        }
        return at;
      }
    }
    throw HistoryException.at(
        source, line, from + 1, "a quote that nothing closes", "a closing quote");
  }

  List<String> all() {
    return List.copyOf(cells);
  }

  int size() {
    return cells.size();
  }

  String get(int index) {
    return cells.get(index);
  }

  int indexOf(String cell) {
    return cells.indexOf(cell);
  }

  /** Refuses a line of another number of cells. */
  void require(int count) throws HistoryException {
    if (size() != count) {
      throw error(Math.min(size(), count) - 1, count + " columns, not " + size());
    }
  }

  /** The number in a cell, in the many ways of a missing one NaN. */
  float number(int index) throws HistoryException {
    String text = get(index).strip();
    if (MISSING.contains(text.toLowerCase(Locale.ROOT))) {
      return Float.NaN;
    }
    float value;
    try {
      value = Float.parseFloat(text);
    } catch (NumberFormatException e) {
      throw error(index, "a number, or nothing for a missing one");
    }
    if (Float.isInfinite(value)) {
      throw error(index, "a number below 3.4e38 in size");
    }
    return value;
  }

  /** An error at the beginning of the line. */
  HistoryException error(String found, String expected) {
    return HistoryException.at(source, line, 1, found, expected);
  }

  /** An error at the place of a cell. */
  HistoryException error(int index, String expected) {
    return HistoryException.at(
        source, line, columns.get(index), "\"" + cells.get(index) + "\"", expected);
  }
}
