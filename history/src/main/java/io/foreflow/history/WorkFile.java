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

  /**
   * Opens a new file in the folder.
   *
   * @throws WorkSpaceException if it can't be created
   */
  WorkFile(WorkSpace space) {
    this(space, open(space));
  }

  /** Uses an open file. */
  WorkFile(WorkSpace space, FileChannel channel) {
    this.space = space;
    this.channel = channel;
  }

  private static FileChannel open(WorkSpace space) {
    Path folder = space.folder();
    try {
      Files.createDirectories(folder);
      // On POSIX systems the file loses its name at once, so that a killed process leaves nothing.
      return FileChannel.open(
          folder.resolve("foreflow-" + UUID.randomUUID() + ".work"),
          StandardOpenOption.CREATE_NEW,
          StandardOpenOption.READ,
          StandardOpenOption.WRITE,
          StandardOpenOption.DELETE_ON_CLOSE);
    } catch (IOException e) {
      throw problem(space, "create", "", e);
    }
  }

  /** The number of bytes so far, which is the position of the next ones. */
  long size() {
    return size;
  }

  /** Appends bytes. */
  void append(ByteBuffer bytes) {
    append(bytes, size + bytes.remaining());
  }

  /** Appends bytes of a file that will have at least so many. */
  private void append(ByteBuffer bytes, long needed) {
    try {
      while (bytes.hasRemaining()) {
        size += channel.write(bytes, size);
      }
    } catch (IOException e) {
      WorkSpaceException problem = problem(space, "write", sizes(needed), e);
      discard(problem);
      throw problem;
    }
  }

  /** Gives the disk its room back, for a process that goes on. */
  private void discard(WorkSpaceException problem) {
    try {
      channel.close();
    } catch (IOException e) {
      problem.addSuppressed(e);
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
      throw problem(space, "read", "", e);
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
      append(zeros, from + bytes);
    }
    try {
      return channel.map(FileChannel.MapMode.READ_WRITE, from, bytes);
    } catch (IOException e) {
      throw problem(space, "map", "", e);
    }
  }

  private static WorkSpaceException problem(
      WorkSpace space, String what, String sizes, IOException e) {
    return new WorkSpaceException(
        "cannot %s a working file in %s: %s. %s%s"
            .formatted(what, space.folder(), reason(e), sizes, space.advice()),
        e);
  }

  /** The message of some exceptions is only the name of the file. */
  private static String reason(IOException e) {
    if (e instanceof FileAlreadyExistsException) {
      return "it is no folder";
    }
    return e instanceof AccessDeniedException ? "access denied" : String.valueOf(e.getMessage());
  }

  /** A sentence about the size of the file and the room on its disk. */
  private String sizes(long needed) {
    String sizes =
        String.format(
            Locale.ROOT,
            "The file has %.1f MB and needs at least %.1f MB",
            size / MEGABYTE,
            needed / MEGABYTE);
    try {
      long left = Files.getFileStore(space.folder()).getUsableSpace();
      return String.format(Locale.ROOT, "%s; its disk has %.1f MB left. ", sizes, left / MEGABYTE);
    } catch (IOException e) {
      return sizes + ". ";
    }
  }

  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException e) {
      throw problem(space, "close", "", e);
    }
  }
}
