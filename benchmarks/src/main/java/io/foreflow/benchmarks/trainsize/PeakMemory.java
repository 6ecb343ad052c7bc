package io.foreflow.benchmarks.trainsize;

import com.sun.management.GarbageCollectionNotificationInfo;
import java.io.IOException;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.lang.management.MemoryUsage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import javax.management.NotificationEmitter;
import javax.management.openmbean.CompositeData;

/**
 * The most memory that this process has needed. The heap is measured after each collection. The
 * rest is what is resident and belongs to no file, as the pages of mapped files can be taken away.
 */
final class PeakMemory {

  private static final Path STATUS = Path.of("/proc/self/status");
  private static final long MILLIS_BETWEEN_LOOKS = 100;

  private final AtomicLong heap = new AtomicLong();
  private final AtomicLong anonymous = new AtomicLong();
  private final Set<String> heapPools = new HashSet<>();

  /** Starts to measure. It goes on until the process ends. */
  PeakMemory() {
    for (MemoryPoolMXBean pool : ManagementFactory.getMemoryPoolMXBeans()) {
      if (pool.getType() == MemoryType.HEAP) {
        heapPools.add(pool.getName());
      }
    }
    for (GarbageCollectorMXBean collector : ManagementFactory.getGarbageCollectorMXBeans()) {
      ((NotificationEmitter) collector)
          .addNotificationListener(
              (notification, unused) -> collected((CompositeData) notification.getUserData()),
              null,
              null);
    }
    Thread looks = new Thread(this::look, "memory");
    looks.setDaemon(true);
    looks.start();
  }

  private void collected(CompositeData data) {
    Map<String, MemoryUsage> after =
        GarbageCollectionNotificationInfo.from(data).getGcInfo().getMemoryUsageAfterGc();
    long used = 0;
    for (Map.Entry<String, MemoryUsage> pool : after.entrySet()) {
      used += heapPools.contains(pool.getKey()) ? pool.getValue().getUsed() : 0;
    }
    heap.accumulateAndGet(used, Math::max);
  }

  private void look() {
    try {
      while (true) {
        for (String line : Files.readAllLines(STATUS)) {
          if (line.startsWith("RssAnon:")) {
            long bytes = Long.parseLong(line.replaceAll("\\D", "")) << 10;
            anonymous.accumulateAndGet(bytes, Math::max);
          }
        }
        Thread.sleep(MILLIS_BETWEEN_LOOKS);
      }
    } catch (IOException e) {
      // Without /proc only the heap is measured.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** The most bytes of heap in use after a collection. */
  long heapBytes() {
    return heap.get();
  }

  /** The most resident bytes that belong to no file, the whole heap among them. */
  long anonymousBytes() {
    return anonymous.get();
  }
}
