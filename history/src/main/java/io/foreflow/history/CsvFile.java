package io.foreflow.history;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.CharacterCodingException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Goes through the lines of one CSV file, plain or gzip, which is told by its first bytes. Of
 * malformed rows it leaves out as many as are tolerated.
 */
final class CsvFile {

  /** So many malformed rows are shown. */
  private static final int SHOWN = 5;

  private final String source;
  private final int tolerated;
  private final char delimiter;
  private final List<String> shown = new ArrayList<>();
  private long malformed;

  CsvFile(String source, CsvFormat format) {
    this.source = source;
    this.tolerated = format.tolerated();
    this.delimiter = format.delimiter();
  }

  /** Makes rows of a header. */
  @FunctionalInterface
  interface Header {
    CsvRows read(CsvLine cells) throws HistoryException;
  }

  /**
   * Reads all rows.
   *
   * @param emptyHeader what is expected of a file that is empty
   * @return the rows, by the header
   * @throws HistoryException if the header, or more rows than are tolerated, are not as expected
   */
  CsvRows read(InputStream in, Header header, String emptyHeader)
      throws IOException, HistoryException {
    BufferedReader reader = CsvText.open(source, in);
    String first = next(reader, 1);
    long line = 1;
    if (first == null) {
      throw HistoryException.at(source, 1, 1, "an empty file", emptyHeader);
    }
    CsvRows rows =
        header.read(split(line, first.startsWith("\uFEFF") ? first.substring(1) : first));
    for (String text = next(reader, 2); text != null; text = next(reader, line + 1)) {
      line++;
      if (!text.isEmpty()) {
        read(rows, line, text);
      }
    }
    return rows;
  }

  /** The reader decodes ahead: what it can't decode may stand some lines further on. */
  private @Nullable String next(BufferedReader reader, long line)
      throws IOException, HistoryException {
    try {
      return reader.readLine();
    } catch (CharacterCodingException e) {
      throw HistoryException.at(
          source,
          line,
          1,
          "bytes, here or in the next lines, that are not UTF-8",
          CsvText.EXPECTED.formatted("WINDOWS-1252"));
    }
  }

  private CsvLine split(long line, String text) throws HistoryException {
    return CsvLine.split(source, line, text, delimiter);
  }

  private void read(CsvRows rows, long line, String text) throws HistoryException {
    try {
      rows.read(split(line, text));
    } catch (HistoryException e) {
      malformed++;
      if (tolerated == 0) {
        throw e;
      }
      if (shown.size() < SHOWN) {
        shown.add(e.getMessage());
      }
      if (malformed > tolerated) {
        throw new HistoryException(
            "%s: more than the %d malformed rows that are tolerated; the first of them:%n  %s%nand %s"
                .formatted(source, tolerated, String.join("\n  ", shown), e.getMessage()));
      }
    }
  }

  /** How many rows were left out. */
  long malformed() {
    return malformed;
  }

  /** The first few of them, with their places. */
  List<String> shown() {
    return List.copyOf(shown);
  }
}
