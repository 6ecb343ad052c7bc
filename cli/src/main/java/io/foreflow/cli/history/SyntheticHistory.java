package io.foreflow.cli.history;

import io.foreflow.cli.process.CommandFailure;
import io.foreflow.history.ColumnStore;
import io.foreflow.history.HistoryData;
import io.foreflow.history.SeriesHistory;
import io.foreflow.history.WorkSpace;
import io.foreflow.series.SlotGrid;
import io.foreflow.trainer.synthetic.SyntheticRecipe;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** Series drawn by a recipe, as a history. They are drawn when they are read, and never stored. */
public record SyntheticHistory(SyntheticRecipe drawnBy, WorkSpace space) implements HistorySource {

  @Override
  public String name() {
    return "synthetic " + drawnBy.kind().text();
  }

  @Override
  public boolean mergesSlots() {
    return false;
  }

  @Override
  public OptionalLong cadenceMillis() {
    return OptionalLong.of(drawnBy.kind().cadence().toMillis());
  }

  @Override
  public HistoryData read(SlotGrid grid, List<String> covariates) {
    long own = drawnBy.kind().cadence().toMillis();
    if (grid.calendar() != null) {
      throw CommandFailure.usage(
          "--trading-calendar: the series of --synthetic have slots at all times; leave it out");
    }
    if (grid.cadenceMillis() != own) {
      throw CommandFailure.usage(
          "--cadence: found %d ms, but the series of --synthetic %s have %d ms; leave --cadence out"
              .formatted(grid.cadenceMillis(), drawnBy.kind().text(), own));
    }
    if (!covariates.isEmpty()) {
      throw CommandFailure.usage(
          "generated series have no covariates; found " + String.join(", ", covariates));
    }
    List<SeriesHistory> series = drawn();
    long readings = series.stream().mapToLong(SeriesHistory::readings).sum();
    long slots = series.stream().mapToLong(SeriesHistory::slots).sum();
    return new HistoryData(
        series, readings, slots - readings, 0, Map.of(), OptionalLong.empty(), List.of());
  }

  private List<SeriesHistory> drawn() {
    try (ColumnStore store = new ColumnStore(space)) {
      return drawnBy.draw(store);
    }
  }

  @Override
  public Optional<SyntheticRecipe> recipe() {
    return Optional.of(drawnBy);
  }
}
