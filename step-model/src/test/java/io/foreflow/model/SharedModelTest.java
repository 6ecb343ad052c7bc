package io.foreflow.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A series' forecasts depend on the series alone: not on the thread, nor on the others in the
 * batch. Compared bit for bit.
 */
class SharedModelTest {
  private static final int STEPS = 40;
  private static final int SERIES = 200;
  private static final int THREADS = 8;

  private static StepModel model;
  private static float[][][] alone;

  @BeforeAll
  static void stepEachSeriesAlone() throws Exception {
    model = StepModel.open(ChangedForecast.withSine(new GruStepGraph(64, 168, 24).file()));
    alone = new float[SERIES][][];
    for (int series = 0; series < SERIES; series++) {
      alone[series] = SyntheticSeries.run(model, series, STEPS);
    }
  }

  @AfterAll
  static void close() {
    model.close();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 3, 7, 64, 200})
  void otherSeriesInABatchChangeNothing(int batch) {
    for (int first = 0; first + batch <= SERIES; first += batch) {
      int[] series = IntStream.range(first, first + batch).toArray();
      float[][][] together = SyntheticSeries.runAll(model, series, STEPS);
      for (int row = 0; row < batch; row++) {
        assertThat(together[row]).as("series %d", series[row]).isDeepEqualTo(alone[series[row]]);
      }
    }
  }

  @Test
  void manyThreadsGiveWhatOneGives() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(THREADS);
    try {
      List<Future<float[][][]>> results = new ArrayList<>();
      for (int thread = 0; thread < THREADS; thread++) {
        int[] series = IntStream.range(thread * 25, thread * 25 + 25).toArray();
        results.add(threads.submit(() -> SyntheticSeries.runAll(model, series, STEPS)));
      }
      for (int thread = 0; thread < THREADS; thread++) {
        float[][][] result = results.get(thread).get();
        for (int row = 0; row < result.length; row++) {
          assertThat(result[row]).isDeepEqualTo(alone[thread * 25 + row]);
        }
      }
    } finally {
      threads.shutdownNow();
    }
  }

  @Test
  void differentSeriesAndStepsGiveDifferentForecasts() {
    assertThat(alone[1][STEPS - 1]).isNotEqualTo(alone[2][STEPS - 1]);
    assertThat(alone[1][STEPS - 1]).isNotEqualTo(alone[1][STEPS - 2]);
  }
}
