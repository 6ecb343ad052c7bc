package io.foreflow.cli.simulate;

import io.foreflow.history.CsvName;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;

/** Writes a history as CSV in long form: {@code unique_id,ds,y}, a line for each reading. */
public final class HistoryFile {

  private HistoryFile() {}

  /**
   * Writes the last {@code slots} slots before the live stream, series by series. A missing reading
   * has no line. Values are written so that reading them back gives the stream's float again.
   *
   * @return the number of readings written
   */
  public static long write(Path file, SimulationSpec spec, long slots) throws IOException {
    return write(file, spec, SimulatedSeries.of(spec), slots);
  }

  /** Writes the same of series that may have faults. */
  static long write(Path file, SimulationSpec spec, SimulatedSeries fleet, long slots)
      throws IOException {
    long end = spec.startSlot();
    long readings = 0;
    try (BufferedWriter out = Files.newBufferedWriter(file)) {
      out.write("unique_id,ds,y\n");
      for (int number = 0; number < fleet.size(); number++) {
        for (long slot = end - slots; slot < end; slot++) {
          if (!fleet.missing(number, slot)) {
            out.write(CsvName.cell(fleet.name(number)));
            out.write(',');
            out.write(Instant.ofEpochMilli(spec.grid().timeOf(slot)).toString());
            out.write(',');
            out.write(Float.toString(fleet.value(number, slot)));
            out.write('\n');
            readings++;
          }
        }
      }
    }
    return readings;
  }
}
