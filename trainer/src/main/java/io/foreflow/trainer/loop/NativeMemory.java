package io.foreflow.trainer.loop;

import com.sun.jna.Function;
import com.sun.jna.NativeLibrary;
import com.sun.jna.Platform;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Returns memory to the system that the engine has freed and the C library still holds.
 *
 * <p>By default glibc gives an array its own pages only from 32 MB on. Smaller arrays share arenas
 * with arrays that live longer. Arrays just below 32 MB make these arenas grow with each step,
 * until the system kills the process. At a horizon of 168 with nine levels it is about 30 MB a
 * step. Own pages for all arrays would cost a third more processor time, because each page must
 * then be fetched again. To return the accumulated memory now and then costs next to nothing.
 */
final class NativeMemory {
  private static final Path STATM = Path.of("/proc/self/statm");
  private static final long PAGE_BYTES = 4096;

  /** Growth up to this is normal, because the arrays of a step come and go. */
  private static final long GROWTH_BYTES = 512L << 20;

  private static final int STEPS_BETWEEN_LOOKS = 4;

  private final @Nullable Function trim = trim();
  private long residentAfterTrim = -1;
  private int steps;

  /** Checks every few steps how much memory the process holds, and returns what has accumulated. */
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

  /** The function malloc_trim of glibc. Other C libraries, such as musl, do not need it. */
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
      return 0; // Without /proc nothing is measured.
    }
  }
}
