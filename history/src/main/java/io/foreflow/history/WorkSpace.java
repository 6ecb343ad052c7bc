package io.foreflow.history;

import java.nio.file.Path;

/**
 * The room for numbers that a command works with: memory first, then files in a folder. A file has
 * no name from the moment it is opened, so that nothing is left behind, however the process ends.
 *
 * @param folder the folder for files
 * @param heapBytes bytes that may be on the heap before a file is used
 * @param advice what is said if the folder has no room: how much is needed, and what to do
 */
public record WorkSpace(Path folder, long heapBytes, String advice) {

  private static final String OF_HISTORY =
      "A large history takes up to 40 bytes of disk for each reading. Choose a folder with more"
          + " room: --work-folder FOLDER, or the option work of foreflow retrain";

  private static final long DEFAULT_HEAP_BYTES = 64L << 20;
  private static final int PART_OF_HEAP = 16;

  public WorkSpace {
    if (heapBytes < 0) {
      throw new IllegalArgumentException("heapBytes is " + heapBytes + ", it must be at least 0");
    }
  }

  /** The room for a history. */
  public WorkSpace(Path folder, long heapBytes) {
    this(folder, heapBytes, OF_HISTORY);
  }

  /** The JVM's folder for temporary files. */
  public static WorkSpace ofTempFolder() {
    return of(Path.of(System.getProperty("java.io.tmpdir")));
  }

  /** A folder, and a sixteenth of the heap, 64 MiB at most. */
  public static WorkSpace of(Path folder) {
    long bytes = Math.min(DEFAULT_HEAP_BYTES, Runtime.getRuntime().maxMemory() / PART_OF_HEAP);
    return new WorkSpace(folder, bytes);
  }

  /** A copy with another number of bytes on the heap. */
  public WorkSpace withHeapBytes(long bytes) {
    return new WorkSpace(folder, bytes, advice);
  }

  /** A copy with another advice. */
  public WorkSpace withAdvice(String other) {
    return new WorkSpace(folder, heapBytes, other);
  }
}
