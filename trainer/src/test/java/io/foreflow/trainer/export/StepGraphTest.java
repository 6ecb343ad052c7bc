package io.foreflow.trainer.export;

import static org.assertj.core.api.Assertions.assertThat;

import io.foreflow.evaluation.backtest.ModelReplay;
import io.foreflow.history.SeriesHistory;
import io.foreflow.manifest.Manifest;
import io.foreflow.manifest.StateLayout;
import io.foreflow.model.StepModel;
import io.foreflow.model.StepWorkspace;
import io.foreflow.trainer.GeneratedSeries;
import io.foreflow.trainer.Trainer;
import io.foreflow.trainer.TrainingConfig;
import io.foreflow.trainer.features.FeatureConfig;
import io.foreflow.trainer.loop.FitConfig;
import io.foreflow.trainer.loop.TrainingListener;
import io.foreflow.trainer.network.CellKind;
import io.foreflow.trainer.network.NetworkConfig;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Tests the contract of every model file on a trained one. */
class StepGraphTest {

  private static final List<SeriesHistory> SERIES = GeneratedSeries.hourly(40, 120, 8);
  private static final long HOUR = 3_600_000;
  private static StepModel model;

  @BeforeAll
  static void train() throws Exception {
    TrainingConfig config =
        TrainingConfig.builder()
            .set(FeatureConfig.CONTEXT, 30)
            .set(FeatureConfig.SEASONS, List.of(6, 24))
            .set(FeatureConfig.RECENT, 5)
            .set(FeatureConfig.HORIZON, 9)
            .set(NetworkConfig.CELL, CellKind.LSTM)
            .set(NetworkConfig.LAYERS, 2)
            .set(NetworkConfig.HIDDEN, 12)
            .set(NetworkConfig.HEAD_UNITS, 16)
            .set(NetworkConfig.DILATIONS, List.of(1, 3))
            .set(NetworkConfig.ATTENTION, 2)
            .set(FeatureConfig.LINEAR_WINDOW, 30)
            .set(TrainingConfig.LEVELS, List.of(0.05, 0.25, 0.5, 0.75, 0.95))
            .set(FitConfig.STEPS, 20)
            .build();
    model = StepModel.open(new Trainer().train(SERIES, config, TrainingListener.NONE).file());
  }

  @AfterAll
  static void close() {
    model.close();
  }

  @Test
  void theManifestListsTheSegmentsOfTheState() {
    assertThat(model.manifest().state().segments())
        .extracting(StateLayout.Segment::name)
        .containsExactly(
            "seen", "history", "level", "spread", "limit", "cell0.h", "cell0.c", "cell1.h",
            "cell1.c");
    assertThat(model.manifest().state().size()).isEqualTo(1 + 30 + 1 + 2 + 2 + 2 * 12 + 2 * 3 * 12);
  }

  @Test
  void historyHoldsReadingsInTheirOwnUnits() {
    StateLayout layout = model.manifest().state();
    try (StepWorkspace workspace = model.newWorkspace(1)) {
      workspace.clearState(0);
      for (int i = 0; i < 40; i++) {
        step(workspace, 0, i == 33 ? Float.NaN : 1000 + i, i);
        workspace.carryState(0);
      }
      int newest = layout.offset("history") + 29;
      assertThat(workspace.nextState(0, 0)).isEqualTo(40);
      assertThat(workspace.nextState(0, newest)).isEqualTo(1039);
      assertThat(workspace.nextState(0, newest - 5)).isEqualTo(1034);
      assertThat(workspace.nextState(0, newest - 6)).isEqualTo(1033 - 24);
      assertThat(workspace.nextState(0, newest - 29)).isEqualTo(1010);
    }
  }

  @Test
  void aRowIsIndependentOfItsBatch() {
    float[][] alone = new float[SERIES.size()][];
    for (int i = 0; i < SERIES.size(); i++) {
      alone[i] = lastForecasts(SERIES.subList(i, i + 1)).get(0);
    }
    for (int size : new int[] {2, 3, 7, 16, 33, 40}) {
      List<float[]> together = lastForecasts(SERIES.subList(0, size));
      for (int i = 0; i < size; i++) {
        assertThat(Arrays.equals(together.get(i), alone[i])).as("%d of %d", i, size).isTrue();
      }
    }
  }

  @Test
  void levelsAreSortedForSeriesOfAnyKind() {
    Manifest manifest = model.manifest();
    List<SeriesHistory> hard = GateSeries.of(SERIES, 100, 3);
    ModelReplay.step(
        model,
        hard,
        (series, slot, forecast) -> {
          for (int i = 0; i < forecast.length; i++) {
            assertThat(forecast[i]).isFinite();
            if (i >= manifest.horizon()) {
              assertThat(forecast[i]).isGreaterThanOrEqualTo(forecast[i - manifest.horizon()]);
            }
          }
        });
  }

  private static List<float[]> lastForecasts(List<SeriesHistory> series) {
    float[][] last = new float[series.size()][];
    ModelReplay.step(model, series, (one, slot, forecast) -> last[one] = forecast.clone());
    return List.of(last);
  }

  private static void step(StepWorkspace workspace, int row, float value, int slot) {
    workspace.setObserved(row, 0, value);
    workspace.setTime(row, slot * HOUR);
    workspace.step(1);
  }
}
