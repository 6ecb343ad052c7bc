package io.foreflow.history;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.UUID;

/** A file that grows and disappears when it is closed or the process ends. Not thread-safe. */
final class WorkFile implements AutoCloseable {

  private static final int ZEROS = 1 << 20;

  private final Path folder;
  private final FileChannel channel;
  private long size;

  WorkFile(Path folder) {
    this.folder = folder;
    try {
      Files.createDirectories(folder);
      // On POSIX systems the file loses its name at once, so that a killed process leaves nothing.
      channel =
          FileChannel.open(
              folder.resolve("foreflow-" + UUID.randomUUID() + ".work"),
              StandardOpenOption.CREATE_NEW,
              StandardOpenOption.READ,
              StandardOpenOption.WRITE,
              StandardOpenOption.DELETE_ON_CLOSE);
    } catch (IOException e) {
      throw problem("create", e);
    }
  }

  /** The number of bytes so far, which is the position of the next ones. */
  long size() {
    return size;
  }

  /** Appends bytes. */
  void append(ByteBuffer bytes) {
    try {
      while (bytes.hasRemaining()) {
        size += channel.write(bytes, size);
      }
    } catch (IOException e) {
      throw problem("write", e);
    }
  }

  /** Fills a buffer from a position on. */
  void read(long position, ByteBuffer into) {
    try {
      long at = position;
      while (into.hasRemaining()) {
        int count = channel.read(into, at);
        if (count < 0) {
          throw new IOException("the file ends at " + at);
        }
        at += count;
      }
    } catch (IOException e) {
      throw problem("read", e);
    }
  }

  /**
   * Appends zeros and maps them. They are written first, because a full disk is then an error that
   * can be told, and not a fault of the memory.
   */
  ByteBuffer map(long bytes) {
    long from = size;
    ByteBuffer zeros = ByteBuffer.allocateDirect((int) Math.min(bytes, ZEROS));
    while (size < from + bytes) {
      zeros.clear().limit((int) Math.min(zeros.capacity(), from + bytes - size));
      append(zeros);
    }
    try {
      return channel.map(FileChannel.MapMode.READ_WRITE, from, bytes);
    } catch (IOException e) {
      throw problem("map", e);
    }
  }

  private WorkSpaceException problem(String what, IOException e) {
    return new WorkSpaceException(
        ("cannot %s a working file in %s: %s. A large history takes up to 40 bytes of disk for each"
                + " reading. Choose a folder with more room: --work-folder FOLDER, or the option work"
                + " of foreflow retrain")
            .formatted(what, folder, e.getMessage()),
        e);
  }

  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException e) {
      throw problem("close", e);
    }
  }
}
