package io.foreflow.job.arrival;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;

/**
 * The headers that say which part of a record was cut, how long it was, and its SHA-256. A part
 * that was cut has kept its first bytes.
 */
public final class CutHeaders {
  private static final String PREFIX = "__foreflow.errors.";

  /** The header that names a part that was cut. There is one for each such part. */
  public static final String TRUNCATED = PREFIX + "truncated";

  /** How many headers mark one part. */
  private static final int MARKS = 3;

  /** The most headers that are marks: key and value of a record may be cut when it is read. */
  private static final int MOST_MARKS = 2 * MARKS;

  /** The longest value of a mark. A longer header is no mark, whatever its name is. */
  private static final int LONGEST_MARK = 64;

  /** A part of a record that can be cut. */
  public enum Part {
    KEY,
    VALUE,
    HEADERS;

    private final String code = name().toLowerCase(Locale.ROOT);

    /** The part's name in headers. */
    String code() {
      return code;
    }

    /** The header that holds how many bytes the part had. */
    String bytesHeader() {
      return PREFIX + code + ".bytes";
    }

    /** The header that holds the SHA-256 of the whole part, in hexadecimal digits. */
    String sha256Header() {
      return PREFIX + code + ".sha256";
    }
  }

  private CutHeaders() {}

  /** The headers for a part that is cut. */
  public static List<Header> of(Part part, ByteBuffer whole) {
    MessageDigest digest = sha256();
    digest.update(whole.duplicate());
    return of(part, whole.remaining(), digest.digest());
  }

  /** The headers for a part that had this length and hash. */
  public static List<Header> of(Part part, long bytes, byte[] sha256) {
    return List.of(
        header(TRUNCATED, part.code()),
        header(part.bytesHeader(), Long.toString(bytes)),
        header(part.sha256Header(), HexFormat.of().formatHex(sha256)));
  }

  /** Whether these headers end with marks that say that a part was cut. */
  public static boolean has(Header[] headers, Part part) {
    for (int i = headers.length - count(headers); i < headers.length; i++) {
      if (headers[i].key().equals(part.bytesHeader())) {
        return true;
      }
    }
    return false;
  }

  /**
   * How many of these headers are marks. Marks are the last headers, because they are added when a
   * record is read.
   */
  public static int count(Header[] headers) {
    int count = 0;
    while (count < Math.min(MOST_MARKS, headers.length)
        && isMark(headers[headers.length - 1 - count])) {
      count++;
    }
    return count;
  }

  private static boolean isMark(Header header) {
    String key = header.key();
    if (!key.startsWith(PREFIX)) {
      return false;
    }
    boolean named =
        key.equals(TRUNCATED)
            || Arrays.stream(Part.values())
                .anyMatch(
                    part -> key.equals(part.bytesHeader()) || key.equals(part.sha256Header()));
    return named && header.value() != null && header.value().length <= LONGEST_MARK;
  }

  /** A new digest for the hashes. */
  public static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java has SHA-256; this one does not", e);
    }
  }

  private static Header header(String key, String value) {
    return new RecordHeader(key, value.getBytes(StandardCharsets.UTF_8));
  }
}
