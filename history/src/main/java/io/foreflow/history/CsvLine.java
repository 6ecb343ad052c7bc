package io.foreflow.history;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The cells of one line, with the place of each for errors. Cells may stand in quotes, a doubled
 * quote is one.
 */
final class CsvLine {

  private static final List<String> MISSING = List.of("", "nan", "na", "null");

  /** A message shows so many cells, and so much of each. */
  private static final int SHOWN_CELLS = 20;

  private static final int SHOWN_CHARACTERS = 60;

  private final String source;
  private final long line;
  private final char delimiter;
  private final List<String> cells = new ArrayList<>();
  private final List<Integer> columns = new ArrayList<>();

  private CsvLine(String source, long line, char delimiter) {
    this.source = source;
    this.line = line;
    this.delimiter = delimiter;
  }

  static CsvLine split(String source, long line, String text, char delimiter)
      throws HistoryException {
    CsvLine cells = new CsvLine(source, line, delimiter);
    int at = 0;
    do {
      at = cells.cell(text, at) + 1;
    } while (at <= text.length());
    return cells;
  }

  /** Reads the cell that starts at {@code from}; where its delimiter, or the line's end, is. */
  private int cell(String text, int from) throws HistoryException {
    columns.add(from + 1);
    if (from >= text.length() || text.charAt(from) != '"') {
      int next = text.indexOf(delimiter, from);
      int end = next < 0 ? text.length() : next;
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
        if (at < text.length() && text.charAt(at) != delimiter) {
          throw HistoryException.at(
              source,
              line,
              at + 1,
              "'" + text.charAt(at) + "' after a closing quote",
              delimiter == ',' ? "a comma" : "the delimiter " + CsvDelimiter.option(delimiter));
        }
        return at;
      }
    }
    throw HistoryException.at(
        source, line, from + 1, "a quote that nothing closes", "a closing quote");
  }

  /** The first cells, as many as a message has room for. */
  String summary() {
    List<String> first = cells.stream().limit(SHOWN_CELLS).map(CsvLine::brief).toList();
    return size() <= SHOWN_CELLS ? first.toString() : first + " and more, " + size() + " in all";
  }

  /** What the line seems to have between its cells, in place of what it was split at. */
  Optional<Character> otherDelimiter() {
    return CsvDelimiter.found(cells, delimiter);
  }

  private static String brief(String cell) {
    return cell.length() <= SHOWN_CHARACTERS
        ? cell
        : cell.substring(0, SHOWN_CHARACTERS) + "..., " + cell.length() + " characters";
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
      throw error(
          index,
          text.matches("[-+]?\\d+,\\d+")
              ? "a number with a point before its decimals, not a comma"
              : "a number, or nothing for a missing one");
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
        source, line, columns.get(index), "\"" + brief(cells.get(index)) + "\"", expected);
  }
}
