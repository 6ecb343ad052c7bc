package io.foreflow.trainer.state;

import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.nio.ByteBuffer;
import java.util.zip.CRC32;

/**
 * The frame of a file: a mark, the version of the format, and the length and checksum of the
 * content.
 *
 * @param mark the first four bytes of each file of a kind
 * @param oldest the oldest version of the format that can be read
 * @param newest the version that is written
 * @param kind what such a file is, for people
 */
public record FileFrame(int mark, int oldest, int newest, String kind) {

  private static final int HEADER = 3 * Integer.BYTES + Long.BYTES;

  /**
   * The content of a whole file.
   *
   * @param version the version of its format
   * @param content the bytes after the header
   */
  public record Content(int version, DataInputStream content) {}

  /** The bytes of a file with this content. */
  public byte[] wrap(byte[] content) {
    return ByteBuffer.allocate(HEADER + content.length)
        .putInt(mark)
        .putInt(newest)
        .putInt(content.length)
        .putLong(checksum(content))
        .put(content)
        .array();
  }

  /**
   * Opens the bytes of a file.
   *
   * @throws UnreadableFileException if they are not a whole file of this kind
   */
  public Content open(byte[] file) {
    ByteBuffer bytes = ByteBuffer.wrap(file);
    if (bytes.remaining() < HEADER || bytes.getInt() != mark) {
      throw new UnreadableFileException("it is not " + kind);
    }
    int version = bytes.getInt();
    if (version < oldest || version > newest) {
      throw new UnreadableFileException(
          "its format is version " + version + ", this program reads version " + versions());
    }
    int length = bytes.getInt();
    long checksum = bytes.getLong();
    byte[] content = new byte[bytes.remaining()];
    bytes.get(content);
    if (content.length != length || checksum(content) != checksum) {
      throw new UnreadableFileException("it is damaged or incomplete");
    }
    return new Content(version, new DataInputStream(new ByteArrayInputStream(content)));
  }

  private String versions() {
    return oldest == newest ? "" + newest : oldest + " to " + newest;
  }

  private static long checksum(byte[] content) {
    CRC32 sum = new CRC32();
    sum.update(content);
    return sum.getValue();
  }
}
