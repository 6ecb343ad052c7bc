package io.foreflow.history;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.CharacterCodingException;
import java.util.ArrayList;
import java.util.List;

/**
 * Goes through the records of one CSV file, plain or gzip, which is told by its first bytes. Of
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
    CsvLines lines = new CsvLines(source, CsvText.open(source, in), delimiter);
    try {
      CsvLine first = lines.next();
      if (first == null) {
        throw HistoryException.at(source, 1, 1, "an empty file", emptyHeader);
      }
      CsvRows rows = header.read(first);
      while (read(lines, rows)) {
        // The next one.
      }
      return rows;
    } catch (CharacterCodingException e) {
      // The reader decodes ahead: what it can't decode may be some lines further on.
      throw HistoryException.at(
          source,
          lines.line(),
          1,
          "bytes, here or in the next lines, that are not UTF-8",
          CsvText.EXPECTED.formatted("WINDOWS-1252"));
    }
  }

  /** Reads a row. False where there is none. */
  private boolean read(CsvLines lines, CsvRows rows) throws IOException, HistoryException {
    try {
      CsvLine line = lines.next();
      if (line == null) {
        return false;
      }
      if (!line.isEmpty()) {
        rows.read(line);
      }
    } catch (HistoryException e) {
      leaveOut(e);
    }
    return true;
  }

  private void leaveOut(HistoryException e) throws HistoryException {
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

  /** How many rows were left out. */
  long malformed() {
    return malformed;
  }

  /** The first few of them, with their places. */
  List<String> shown() {
    return List.copyOf(shown);
  }
}
