package io.foreflow.cli.simulate;

import io.foreflow.cli.process.CommandFailure;
import io.foreflow.history.CsvName;
import io.foreflow.model.FileProblem;
import io.foreflow.series.SlotGrid;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.function.LongConsumer;

/**
 * Writes the faults of a simulation as CSV: {@code unique_id,kind,begin,end,size}. Times are those
 * of the first and the last slot that a fault disturbs. A fault is written when it begins, so the
 * file of a stream that is stopped, or still runs, is complete up to its last reading.
 */
final class FaultFile implements LongConsumer, AutoCloseable {

  private final Path file;
  private final SimulatedSeries fleet;
  private final SlotGrid grid;
  private final BufferedWriter out;
  private int count;

  /**
   * Opens the file.
   *
   * @throws CommandFailure if it can't be written
   */
  FaultFile(Path file, SimulatedSeries fleet, SlotGrid grid) {
    this.file = file;
    this.fleet = fleet;
    this.grid = grid;
    try {
      out = Files.newBufferedWriter(file);
      out.write("unique_id,kind,begin,end,size\n");
      out.flush();
    } catch (IOException e) {
      throw failure(e);
    }
  }

  /** Writes the faults that begin at a slot. */
  @Override
  public void accept(long slot) {
    List<SimulatedFault> faults = fleet.faultsFrom(slot);
    if (faults.isEmpty()) {
      return;
    }
    try {
      for (SimulatedFault fault : faults) {
        out.write(line(fault));
      }
      out.flush();
    } catch (IOException e) {
      throw failure(e);
    }
    count += faults.size();
  }

  private String line(SimulatedFault fault) {
    return String.format(
        Locale.ROOT,
        "%s,%s,%s,%s,%.2f\n",
        CsvName.cell(fault.series()),
        fault.kind(),
        time(fault.begin()),
        time(fault.end()),
        fault.size());
  }

  private Instant time(long slot) {
    return Instant.ofEpochMilli(grid.timeOf(slot));
  }

  /** How many faults were written. */
  int count() {
    return count;
  }

  @Override
  public void close() {
    try {
      out.close();
    } catch (IOException e) {
      throw failure(e);
    }
  }

  private CommandFailure failure(IOException e) {
    return CommandFailure.failed(
        "cannot write the anomalies to " + file + ": " + FileProblem.of(e), e);
  }
}
