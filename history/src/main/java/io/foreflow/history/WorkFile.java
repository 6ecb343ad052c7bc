package io.foreflow.history;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Locale;
import java.util.UUID;

/** A file that grows and disappears when it is closed or the process ends. Not thread-safe. */
final class WorkFile implements AutoCloseable {

  private static final int ZEROS = 1 << 20;
  private static final double MEGABYTE = 1e6;

  private final WorkSpace space;
  private final FileChannel channel;
  private long size;

  WorkFile(WorkSpace space) {
    this.space = space;
    try {
      Path folder = space.folder();
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
        "cannot %s a working file in %s: %s. %s%s"
            .formatted(what, space.folder(), reason(e), size == 0 ? "" : sizes(), space.advice()),
        e);
  }

  /** The message of some exceptions is only the name of the file. */
  private static String reason(IOException e) {
    if (e instanceof FileAlreadyExistsException) {
      return "it is no folder";
    }
    return e instanceof AccessDeniedException ? "access denied" : String.valueOf(e.getMessage());
  }

  /** What the file has and what its disk has left; nothing if that can't be found out. */
  private String sizes() {
    try {
      return String.format(
          Locale.ROOT,
          "The file has %.1f MB, and its disk has %.1f MB left. ",
          size / MEGABYTE,
          Files.getFileStore(space.folder()).getUsableSpace() / MEGABYTE);
    } catch (IOException e) {
      return "";
    }
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
