package io.foreflow.history;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.zip.GZIPInputStream;

/** Opens a CSV file, plain or gzip, as text. Refuses a file that is not text in UTF-8. */
final class CsvText {

  /** The expected text in errors, with ways to convert a file to UTF-8. */
  static final String EXPECTED =
      "text in UTF-8; in a spreadsheet, save it as 'CSV UTF-8', or convert it with: iconv -f"
          + " %s -t UTF-8 FILE > NEW-FILE";

  private static final int BUFFER = 1 << 16;

  /** The number of bytes that are checked. */
  private static final int HEAD = 4096;

  private CsvText() {}

  /**
   * Opens a stream at its first line.
   *
   * @param source name of the stream in errors
   * @throws HistoryException if the first bytes are not those of text in UTF-8
   */
  static Reader open(String source, InputStream in) throws IOException, HistoryException {
    BufferedInputStream text = plain(in);
    text.mark(HEAD);
    byte[] head = text.readNBytes(HEAD);
    text.reset();
    check(source, head);
    return new InputStreamReader(
        text,
        StandardCharsets.UTF_8
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPORT)
            .onUnmappableCharacter(CodingErrorAction.REPORT));
  }

  private static void check(String source, byte[] head) throws HistoryException {
    int zeros = 0;
    for (byte each : head) {
      zeros += each == 0 ? 1 : 0;
    }
    boolean marked =
        head.length > 1
            && ((head[0] == (byte) 0xFF && head[1] == (byte) 0xFE)
                || (head[0] == (byte) 0xFE && head[1] == (byte) 0xFF));
    if (head.length > 3 && head[0] == 'P' && head[1] == 'K' && head[2] == 3 && head[3] == 4) {
      throw HistoryException.at(
          source, 1, 1, "a zip file or a spreadsheet", "a CSV file: unpack it, or save it as CSV");
    }
    // Every second byte of plain letters in UTF-16 is zero.
    if (marked || zeros > head.length / 4) {
      throw HistoryException.at(
          source, 1, 1, "text that looks like UTF-16", EXPECTED.formatted("UTF-16"));
    }
    if (zeros > 0) {
      throw HistoryException.at(
          source, 1, 1, "zero bytes: this is no text", "a CSV file, plain or gzip");
    }
  }

  private static BufferedInputStream plain(InputStream in) throws IOException {
    BufferedInputStream buffered = new BufferedInputStream(in, BUFFER);
    buffered.mark(2);
    boolean isGzip = buffered.read() == 0x1f && buffered.read() == 0x8b;
    buffered.reset();
    return isGzip
        ? new BufferedInputStream(new GZIPInputStream(buffered, BUFFER), BUFFER)
        : buffered;
  }
}
