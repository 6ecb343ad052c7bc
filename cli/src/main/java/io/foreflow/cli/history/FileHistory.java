package io.foreflow.cli.history;

import io.foreflow.cli.process.CommandFailure;
import io.foreflow.history.CsvFormat;
import io.foreflow.history.CsvHistory;
import io.foreflow.history.HistoryData;
import io.foreflow.history.HistoryException;
import io.foreflow.history.WorkSpace;
import io.foreflow.model.FileProblem;
import io.foreflow.series.SlotGrid;
import java.io.IOException;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.List;
import java.util.OptionalLong;

/** History in a CSV file. */
public record FileHistory(Path file, CsvFormat format, SlotSettings slots, WorkSpace space)
    implements HistorySource {

  @Override
  public String name() {
    return file.toString();
  }

  /** The zone of times in the file that name none. */
  @Override
  public ZoneId zone() {
    return format.times().zone();
  }

  @Override
  public boolean mergesSlots() {
    return slots.duplicates().closesSlots();
  }

  @Override
  public OptionalLong cadenceMillis() {
    return read(() -> CsvHistory.cadenceMillis(file, format));
  }

  @Override
  public HistoryData read(SlotGrid grid, List<String> covariates) {
    return read(() -> CsvHistory.read(file, format, slots.rules(grid), covariates, space));
  }

  private <T> T read(Reading<T> reading) {
    try {
      return reading.read();
    } catch (HistoryException | IllegalArgumentException e) {
      throw CommandFailure.usage(String.valueOf(e.getMessage()));
    } catch (IOException e) {
      throw CommandFailure.failed("cannot read " + file + ": " + FileProblem.of(e), e);
    }
  }

  private interface Reading<T> {
    T read() throws IOException, HistoryException;
  }
}
