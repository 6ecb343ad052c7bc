package io.foreflow.trainer.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.foreflow.manifest.Backtest;
import io.foreflow.manifest.Manifest;
import io.foreflow.manifest.Provenance;
import io.foreflow.model.ModelFile;
import io.foreflow.model.StepModel;
import io.foreflow.trainer.features.FeatureConfig;
import io.foreflow.trainer.features.FeatureFunction;
import io.foreflow.trainer.graph.Tensor;
import io.foreflow.trainer.history.SeriesHistory;
import io.foreflow.trainer.network.ForecastNetwork;
import io.foreflow.trainer.network.NetworkConfig;
import io.foreflow.trainer.network.WeightSet;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TailBacktestTest {

  private static final int SEASON = 4;

  /** A file that says what the base says: one level, and all weights zero. */
  private static StepModel baseOnly() throws Exception {
    FeatureConfig config = new FeatureConfig(3_600_000, 3, 8, List.of(SEASON), 2);
    ForecastNetwork network;
    try (FeatureFunction function = new FeatureFunction(config)) {
      network =
          new NetworkConfig("gru", 1, 2, 2)
              .build(List.of(0.5), 3, function.inputWidth(), config.contextWidth());
    }
    Map<String, Tensor> zeros = new LinkedHashMap<>();
    network
        .weights()
        .forEach(
            spec ->
                zeros.put(
                    spec.name(),
                    new Tensor(
                        spec.rows(), spec.columns(), new float[spec.rows() * spec.columns()])));
    Manifest manifest =
        new Manifest(
            Manifest.CONTRACT,
            "base",
            "1",
            Duration.ofHours(1),
            3,
            List.of(0.5),
            List.of("y"),
            0,
            StepGraph.layout(config, network),
            new Provenance(
                "none", Instant.EPOCH, Instant.EPOCH, 1, 1, 1, Map.of(), Map.of(), Instant.EPOCH),
            null);
    return StepModel.open(
        ModelFile.seal(StepGraph.write(config, network, new WeightSet(zeros), 1), manifest));
  }

  /** Goes up by 1 with each season: the seasonal naive forecast is off by 1 everywhere. */
  private static SeriesHistory rising(int slots) {
    float[] values = new float[slots];
    for (int i = 0; i < slots; i++) {
      values[i] = 10 * (i % SEASON) + i / SEASON;
    }
    return new SeriesHistory("rising", 0, values);
  }

  @Test
  void aModelThatIsTheSeasonalNaiveForecastScoresAsItDoes() throws Exception {
    try (StepModel model = baseOnly()) {
      Backtest backtest =
          new TailBacktest(List.of(rising(40)), 8, 0, List.of(SEASON)).run(model).orElseThrow();

      assertThat(backtest.model()).isEqualTo(backtest.baselines().get("seasonal-naive-4"));
      assertThat(backtest.model().get("mase")).isCloseTo(1, within(1e-6));
      // Origins 31 to 38: six with three targets, then two and one.
      assertThat(backtest.model().get("targets")).isEqualTo(6 * 3 + 2 + 1);
    }
  }

  @Test
  void missingTargetsAndOriginsBeforeTheWarmUpDoNotCount() throws Exception {
    SeriesHistory gappy = rising(40);
    gappy.values()[39] = Float.NaN;
    try (StepModel model = baseOnly()) {
      Backtest backtest =
          new TailBacktest(List.of(gappy), 8, 35, List.of(SEASON)).run(model).orElseThrow();

      // Origins 34 to 38 are warm; 39 is no target.
      assertThat(backtest.model().get("targets")).isEqualTo(3 + 3 + 2 + 1);
      assertThat(new TailBacktest(List.of(gappy), 8, 99, List.of(SEASON)).run(model)).isEmpty();
    }
  }
}
