package io.foreflow.job.model;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * A file that is written while its bytes arrive. Size and free disk are checked on the way, and the
 * hash is computed.
 */
final class PartFile {
  /** The bytes of a disk that stay free for everything else that a TaskManager writes. */
  static final long FREE_DISK = 64L << 20;

  private static final long LOOK_AT_DISK_EVERY = 16L << 20;

  private final FileChannel file;
  private final long largest;
  private final FreeDisk disk;
  private final MessageDigest digest = newSha256();
  private long bytes;
  private long untilDiskIsLookedAt;

  /** How many bytes can still be written to the disk. */
  interface FreeDisk {
    long bytes() throws IOException;
  }

  PartFile(FileChannel file, long largest, FreeDisk disk) {
    this.file = file;
    this.largest = largest;
    this.disk = disk;
  }

  /** Refuses a file of this size, if there is no room for it. */
  void expect(long length) throws IOException, UnusableModelException {
    check(length);
    checkDisk(length);
  }

  void take(ByteBuffer chunk) throws IOException, UnusableModelException {
    bytes += chunk.remaining();
    check(bytes);
    untilDiskIsLookedAt -= chunk.remaining();
    if (untilDiskIsLookedAt <= 0) {
      untilDiskIsLookedAt = LOOK_AT_DISK_EVERY;
      checkDisk(chunk.remaining());
    }
    digest.update(chunk.duplicate());
    while (chunk.hasRemaining()) {
      file.write(chunk);
    }
  }

  /** How many bytes have arrived. */
  long bytes() {
    return bytes;
  }

  /** The hash of all bytes, once. */
  String sha256() {
    return HexFormat.of().formatHex(digest.digest());
  }

  private void check(long size) throws UnusableModelException {
    if (size > largest) {
      throw LoadLimits.tooLarge(largest);
    }
  }

  private void checkDisk(long more) throws IOException, UnusableModelException {
    long free = disk.bytes();
    if (free - more < FREE_DISK) {
      throw new UnusableModelException(
          UnusableModelException.NO_SPACE,
          "found %d bytes free on the disk of models.cache-dir, allowed: a file that leaves %d free"
              .formatted(free, FREE_DISK));
    }
  }

  static MessageDigest newSha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
