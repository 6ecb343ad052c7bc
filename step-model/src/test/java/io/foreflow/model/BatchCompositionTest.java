package io.foreflow.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Which rows are stepped together must not show in their results, not even in the last bit. */
class BatchCompositionTest {
  private static final int SERIES = 130;

  @Test
  void rowsHaveTheSameBitsInEveryBatch() throws Exception {
    try (StepModel model =
        StepModel.open(ChangedForecast.withSine(TinyStepGraph.hourly().file()))) {
      float[][] alone = forecasts(model, 1);
      for (int batch : new int[] {2, 3, 7, 8, 15, 16, 17, 33, 64, 127, SERIES}) {
        float[][] together = forecasts(model, batch);
        for (int series = 0; series < SERIES; series++) {
          assertThat(bits(together[series]))
              .as("series %s in a batch of %s", series, batch)
              .containsExactly(bits(alone[series]));
        }
      }
    }
  }

  /** One step of each series, so many at a time. */
  private static float[][] forecasts(StepModel model, int batch) {
    Random random = new Random(7);
    float[][] forecasts = new float[SERIES][12];
    try (StepWorkspace workspace = model.newWorkspace(batch)) {
      for (int from = 0; from < SERIES; from += batch) {
        int rows = Math.min(batch, SERIES - from);
        for (int row = 0; row < rows; row++) {
          workspace.clearState(row);
          workspace.setObserved(row, 0, random.nextFloat());
          workspace.setTime(row, random.nextInt(86_400) * 1000L);
        }
        workspace.step(rows);
        for (int row = 0; row < rows; row++) {
          workspace.readForecast(row, forecasts[from + row], 0);
        }
      }
    }
    return forecasts;
  }

  private static int[] bits(float[] floats) {
    int[] bits = new int[floats.length];
    Arrays.setAll(bits, i -> Float.floatToRawIntBits(floats[i]));
    return bits;
  }
}
