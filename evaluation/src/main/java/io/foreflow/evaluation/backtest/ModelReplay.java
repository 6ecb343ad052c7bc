package io.foreflow.evaluation.backtest;

import io.foreflow.history.CovariateColumns;
import io.foreflow.history.SeriesHistory;
import io.foreflow.manifest.Manifest;
import io.foreflow.model.StepModel;
import io.foreflow.model.StepWorkspace;
import io.foreflow.series.SlotGrid;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Steps a model file through whole histories, as the job does with the same readings. Each series
 * starts with an empty state, and many series are stepped at a time. Each forecast is handed on at
 * once, so that histories can have any length.
 */
public final class ModelReplay {

  private static final int BATCH = 128;

  private ModelReplay() {}

  /** Receives each forecast. */
  @FunctionalInterface
  public interface Sink {
    /**
     * Receives one forecast.
     *
     * @param series index of the series
     * @param slot index of the reading in its history
     * @param forecast [level][step], flattened; it may be changed, and the next call overwrites it
     */
    void forecast(int series, int slot, float[] forecast);
  }

  /**
   * Steps the model through all histories. The forecasts of each series come in the order of its
   * slots.
   *
   * @throws IllegalArgumentException if the histories lack a covariate of the model
   */
  public static void step(StepModel model, List<SeriesHistory> histories, Sink sink) {
    // Longest series first, so that the series that have not ended are always the first rows.
    int[] order =
        IntStream.range(0, histories.size())
            .boxed()
            .sorted(Comparator.comparingInt((Integer i) -> histories.get(i).slots()).reversed())
            .mapToInt(Integer::intValue)
            .toArray();
    Manifest manifest = model.manifest();
    SlotGrid grid = SlotGrid.of(manifest);
    List<String> covariates = manifest.features().subList(1, manifest.features().size());
    List<CovariateColumns> columns =
        histories.stream()
            .map(one -> CovariateColumns.of(covariates, one.covariates().names()))
            .toList();
    float[] given = new float[covariates.size()];
    float[] forecast = new float[manifest.forecastRows() * manifest.horizon()];
    try (StepWorkspace workspace = model.newWorkspace(Math.min(BATCH, order.length))) {
      for (int from = 0; from < order.length; from += BATCH) {
        int rows = Math.min(BATCH, order.length - from);
        for (int row = 0; row < rows; row++) {
          workspace.clearState(row);
        }
        int slots = histories.get(order[from]).slots();
        for (int slot = 0; slot < slots; slot++) {
          while (histories.get(order[from + rows - 1]).slots() <= slot) {
            rows--;
          }
          for (int row = 0; row < rows; row++) {
            SeriesHistory history = histories.get(order[from + row]);
            workspace.setObserved(row, 0, history.value(slot));
            columns.get(order[from + row]).read(history, slot, given);
            for (int i = 0; i < given.length; i++) {
              workspace.setObserved(row, 1 + i, given[i]);
            }
            workspace.setTime(row, grid.modelTimeOf(history.firstSlot() + slot));
          }
          workspace.step(rows);
          for (int row = 0; row < rows; row++) {
            workspace.readForecast(row, forecast, 0);
            sink.forecast(order[from + row], slot, forecast);
            workspace.carryState(row);
          }
        }
      }
    }
  }
}
