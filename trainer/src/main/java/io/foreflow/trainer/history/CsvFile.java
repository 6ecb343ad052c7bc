package io.foreflow.trainer.history;

import java.io.BufferedInputStream;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPInputStream;

/**
 * Goes through the lines of one CSV file, plain or gzip, which is told by its first bytes. Of
 * malformed rows it leaves out as many as are tolerated.
 */
final class CsvFile {

  /** So many malformed rows are shown. */
  private static final int SHOWN = 5;

  private final String source;
  private final int tolerated;
  private final List<String> shown = new ArrayList<>();
  private long malformed;

  CsvFile(String source, int tolerated) {
    this.source = source;
    this.tolerated = tolerated;
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
    BufferedReader reader =
        new BufferedReader(new InputStreamReader(plain(in), StandardCharsets.UTF_8));
    String first = reader.readLine();
    long line = 1;
    if (first == null) {
      throw HistoryException.at(source, 1, 1, "an empty file", emptyHeader);
    }
    CsvRows rows =
        header.read(
            CsvLine.split(source, line, first.startsWith("\uFEFF") ? first.substring(1) : first));
    for (String text = reader.readLine(); text != null; text = reader.readLine()) {
      line++;
      if (!text.isEmpty()) {
        read(rows, line, text);
      }
    }
    return rows;
  }

  private void read(CsvRows rows, long line, String text) throws HistoryException {
    try {
      rows.read(CsvLine.split(source, line, text));
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

  private static InputStream plain(InputStream in) throws IOException {
    BufferedInputStream buffered = new BufferedInputStream(in, 1 << 16);
    buffered.mark(2);
    boolean isGzip = buffered.read() == 0x1f && buffered.read() == 0x8b;
    buffered.reset();
    return isGzip ? new GZIPInputStream(buffered, 1 << 16) : buffered;
  }
}
