package io.foreflow.benchmarks.trainsize;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.SplittableRandom;

/**
 * A CSV file with hourly readings of many sensors, a year of each. The rows are in the order of
 * time, so the readings of a series are far apart in the file.
 */
final class HistoryFile {

  static final long CADENCE_MILLIS = 3_600_000;

  private static final int YEAR = 8_760;
  private static final Instant START = Instant.parse("2025-01-01T00:00:00Z");
  private static final double LOST = 0.01;

  private HistoryFile() {}

  /** Writes a file with about this many readings. */
  static void write(Path file, long readings) throws IOException {
    int series = (int) Math.max(1, readings / YEAR);
    int slots = (int) (readings / series);
    byte[][] names = new byte[series][];
    for (int i = 0; i < series; i++) {
      names[i] = ("sensor-" + i + ",").getBytes(StandardCharsets.UTF_8);
    }
    SplittableRandom random = new SplittableRandom(1);
    try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file), 1 << 20)) {
      out.write("unique_id,ds,y\n".getBytes(StandardCharsets.UTF_8));
      for (int slot = 0; slot < slots; slot++) {
        byte[] time =
            (START.plusMillis(slot * CADENCE_MILLIS) + ",").getBytes(StandardCharsets.UTF_8);
        for (int i = 0; i < series; i++) {
          out.write(names[i]);
          out.write(time);
          if (random.nextDouble() >= LOST) {
            double day = Math.sin(2 * Math.PI * (slot + i) / 24);
            writeTenths(out, (int) (200 + i % 50 + 60 * day + 20 * random.nextDouble()));
          }
          out.write('\n');
        }
      }
    }
  }

  private static void writeTenths(OutputStream out, int tenths) throws IOException {
    out.write('0' + tenths / 100);
    out.write('0' + tenths / 10 % 10);
    out.write('.');
    out.write('0' + tenths % 10);
  }
}
