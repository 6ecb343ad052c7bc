package io.foreflow.history;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The cells of one record, with the place of each cell for errors. Valid until the next record is
 * read.
 */
final class CsvLine {

  private static final List<String> MISSING = List.of("", "nan", "na", "null");

  /** The most cells that a message shows, and the most characters of each. */
  private static final int SHOWN_CELLS = 20;

  private static final int SHOWN_CHARACTERS = 60;

  private static final Pattern LINE_BREAK = Pattern.compile("\\r\\n|\\r|\\n");

  private final String source;
  private final long line;
  private final char delimiter;
  private final RecordText text;
  private final String[] cells;
  private final int[] lengths;

  /**
   * @param source name of the file in errors
   * @param line number of the line where the record begins
   * @param text the record as it is in the file
   * @param lengths number of characters of each cell in the file, quotes included
   */
  CsvLine(
      String source, long line, char delimiter, RecordText text, String[] cells, int[] lengths) {
    this.source = source;
    this.line = line;
    this.delimiter = delimiter;
    this.text = text;
    this.cells = cells;
    this.lengths = lengths;
  }

  /** Whether the line is empty. */
  boolean isEmpty() {
    return cells.length == 1 && lengths[0] == 0;
  }

  /** The first cells, as many as fit into a message. */
  String summary() {
    List<String> first = Arrays.stream(cells).limit(SHOWN_CELLS).map(CsvLine::brief).toList();
    return size() <= SHOWN_CELLS ? first.toString() : first + " and more, " + size() + " in all";
  }

  /** The delimiter that the line seems to have, if it is not the one that the line was split at. */
  Optional<Character> otherDelimiter() {
    return CsvDelimiter.found(Arrays.asList(cells), delimiter);
  }

  private static String brief(String cell) {
    return cell.length() <= SHOWN_CHARACTERS
        ? cell
        : cell.substring(0, SHOWN_CHARACTERS) + "..., " + cell.length() + " characters";
  }

  int size() {
    return cells.length;
  }

  String get(int index) {
    return cells[index];
  }

  int indexOf(String cell) {
    return Arrays.asList(cells).indexOf(cell);
  }

  /** Refuses the line if it has another number of cells. */
  void require(int count) throws HistoryException {
    if (size() != count) {
      throw error(Math.min(size(), count) - 1, count + " columns, not " + size());
    }
  }

  /** The number in a cell. NaN if the number is missing, in any of the ways to write that. */
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
    return errorAt(offset(index), "\"" + brief(cells[index]) + "\"", expected);
  }

  /**
   * The place where a cell begins in the text of the record. The index may be one past the last
   * cell.
   */
  int offset(int index) {
    int offset = index;
    for (int i = 0; i < index; i++) {
      offset += lengths[i];
    }
    return offset;
  }

  /** An error at a place in the text of the record. */
  HistoryException errorAt(int offset, String found, String expected) {
    String before = text.record().substring(0, offset);
    long breaks = LINE_BREAK.matcher(before).results().count();
    int lastBreak = Math.max(before.lastIndexOf('\n'), before.lastIndexOf('\r'));
    return HistoryException.at(source, line + breaks, offset - lastBreak, found, expected);
  }
}
