package io.foreflow.store.objects;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The lock of a folder, for threads and for processes. The operating system releases it when the
 * process ends, however it ends. The file of the lock stays; it is empty and means nothing.
 */
final class FolderLock implements AutoCloseable {
  static final String FILE = ".lock";

  /**
   * The locks between threads of this process: a lock of the operating system is only between
   * processes.
   */
  private static final Map<Path, ReentrantLock> THREADS = new ConcurrentHashMap<>();

  private final ReentrantLock threads;
  private final FileChannel file;

  private FolderLock(ReentrantLock threads, FileChannel file) {
    this.threads = threads;
    this.file = file;
  }

  /** Waits for the lock of a folder that exists. */
  static FolderLock of(Path folder) throws IOException {
    Path path = folder.toRealPath().resolve(FILE);
    ReentrantLock threads = THREADS.computeIfAbsent(path, unused -> new ReentrantLock());
    threads.lock();
    boolean locked = false;
    try {
      FileChannel file =
          FileChannel.open(path, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      try {
        file.lock();
        locked = true;
        return new FolderLock(threads, file);
      } finally {
        if (!locked) {
          file.close();
        }
      }
    } finally {
      if (!locked) {
        threads.unlock();
      }
    }
  }

  @Override
  public void close() throws IOException {
    try {
      // Closing the file releases its lock.
      file.close();
    } finally {
      threads.unlock();
    }
  }
}
