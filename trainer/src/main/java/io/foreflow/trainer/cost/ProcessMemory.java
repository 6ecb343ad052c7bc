package io.foreflow.trainer.cost;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.management.JMException;
import javax.management.ObjectName;

/** The memory of this process outside its heap. Known on Linux only. */
final class ProcessMemory {

  private static final Path STATUS = Path.of("/proc/self/status");
  private static final Path MAPPINGS = Path.of("/proc/self/smaps");
  private static final Pattern HEAP = Pattern.compile("\\[0x([0-9a-f]+), 0x([0-9a-f]+)");
  private static final Pattern MAPPING = Pattern.compile("^([0-9a-f]+)-([0-9a-f]+) .*");
  private static final int HEX = 16;
  private static final int KILO = 10;

  private ProcessMemory() {}

  /** The resident bytes that belong neither to the heap nor to a file. Empty if unknown. */
  static OptionalLong outsideHeap() {
    try {
      Matcher heap = HEAP.matcher(heapInfo());
      if (!heap.find() || !Files.isReadable(MAPPINGS)) {
        return OptionalLong.empty();
      }
      long from = Long.parseUnsignedLong(heap.group(1), HEX);
      long to = Long.parseUnsignedLong(heap.group(2), HEX);
      return OptionalLong.of(Math.max(0, anonymous() - residentWithin(from, to)));
    } catch (IOException | JMException e) {
      return OptionalLong.empty();
    }
  }

  /** What the JVM says about its heap, with the range of its addresses. */
  private static String heapInfo() throws JMException {
    return String.valueOf(
        ManagementFactory.getPlatformMBeanServer()
            .invoke(
                new ObjectName("com.sun.management:type=DiagnosticCommand"),
                "gcHeapInfo",
                new Object[0],
                new String[0]));
  }

  private static long anonymous() throws IOException {
    for (String line : Files.readAllLines(STATUS)) {
      if (line.startsWith("RssAnon:")) {
        return bytes(line);
      }
    }
    return 0;
  }

  private static long residentWithin(long from, long to) throws IOException {
    long sum = 0;
    boolean isInside = false;
    for (String line : Files.readAllLines(MAPPINGS)) {
      Matcher mapping = MAPPING.matcher(line);
      if (mapping.matches()) {
        long start = Long.parseUnsignedLong(mapping.group(1), HEX);
        isInside = Long.compareUnsigned(start, from) >= 0 && Long.compareUnsigned(start, to) < 0;
      } else if (isInside && line.startsWith("Rss:")) {
        sum += bytes(line);
      }
    }
    return sum;
  }

  private static long bytes(String line) {
    return Long.parseLong(line.replaceAll("\\D", "")) << KILO;
  }
}
