package io.foreflow.trainer.loop;

import com.sun.jna.Function;
import com.sun.jna.NativeLibrary;
import com.sun.jna.Platform;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Gives memory back to the system that the engine has freed and the C library keeps.
 *
 * <p>Of its own accord glibc gives an array pages of its own only from 32 MB on. Smaller ones share
 * arenas with arrays that live longer, and the arenas grow with each step where those just below 32
 * MB come and go: at a horizon of 168 with nine levels by some 30 MB, until the system ends the
 * process. Pages of their own for all arrays would cost a third more processor time, since each
 * page then has to be fetched anew; giving back what has piled up, now and then, costs next to
 * nothing.
 */
final class NativeMemory {
  private static final Path STATM = Path.of("/proc/self/statm");
  private static final long PAGE_BYTES = 4096;

  /** A step's arrays come and go within this much. */
  private static final long GROWTH_BYTES = 512L << 20;

  private static final int STEPS_BETWEEN_LOOKS = 4;

  private final @Nullable Function trim = trim();
  private long residentAfterTrim = -1;
  private int steps;

  /** Looks every few steps how much memory the process holds, and gives back what has piled up. */
  void stepEnded() {
    if (trim == null || steps++ % STEPS_BETWEEN_LOOKS != 0) {
      return;
    }
    long resident = residentBytes();
    if (residentAfterTrim < 0) {
      residentAfterTrim = resident;
    } else if (resident > residentAfterTrim + GROWTH_BYTES) {
      int unused = trim.invokeInt(new Object[] {0});
      residentAfterTrim = residentBytes();
    }
  }

  /** The function malloc_trim of glibc. Other C libraries, such as musl, have no need of it. */
  private static @Nullable Function trim() {
    if (!Platform.isLinux()) {
      return null;
    }
    try {
      return NativeLibrary.getInstance("c").getFunction("malloc_trim");
    } catch (UnsatisfiedLinkError e) {
      return null;
    }
  }

  private static long residentBytes() {
    try {
      return Long.parseLong(Files.readString(STATM).split(" ", -1)[1]) * PAGE_BYTES;
    } catch (IOException e) {
      return 0; // Without /proc nothing is looked at.
    }
  }
}
