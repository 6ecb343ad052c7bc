package io.foreflow.history;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.CharacterCodingException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;

/**
 * Reads the records of one CSV file, plain or gzip. The first bytes of the file show whether it is
 * gzip. Malformed rows are left out, up to the number that is tolerated.
 */
final class CsvFile {

  /** The most malformed rows that are shown. */
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

  /** Creates the rows from a header. */
  @FunctionalInterface
  interface Header {
    CsvRows read(CsvLine cells) throws HistoryException;
  }

  /** Reads all rows. */
  CsvRows read(InputStream in, Header header, String emptyHeader)
      throws IOException, HistoryException {
    return read(in, header, emptyHeader, () -> false);
  }

  /**
   * Reads rows.
   *
   * @param emptyHeader the header that is expected of an empty file
   * @param enough whether no more rows are needed
   * @return the rows that the header created
   * @throws HistoryException if the header is not as expected, or if more rows are malformed than
   *     are tolerated
   */
  CsvRows read(InputStream in, Header header, String emptyHeader, BooleanSupplier enough)
      throws IOException, HistoryException {
    CsvLines lines = new CsvLines(source, CsvText.open(source, in), delimiter);
    try {
      CsvLine first = lines.next();
      if (first == null) {
        throw HistoryException.at(source, 1, 1, "an empty file", emptyHeader);
      }
      CsvRows rows = header.read(first);
      while (!enough.getAsBoolean() && read(lines, rows)) {
        // The next one.
      }
      return rows;
    } catch (CharacterCodingException e) {
      // The reader decodes ahead, so the bytes that it can't decode may be some lines further on.
      throw HistoryException.at(
          source,
          lines.line(),
          1,
          "bytes, here or in the next lines, that are not UTF-8",
          CsvText.EXPECTED.formatted("WINDOWS-1252"));
    }
  }

  /** Reads a row. False at the end of the file. */
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

  /** The number of rows that were left out. */
  long malformed() {
    return malformed;
  }

  /** The errors of the first few rows that were left out, with their places. */
  List<String> shown() {
    return List.copyOf(shown);
  }
}
