package io.foreflow.trainer.loop;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.Device;
import ai.djl.ndarray.NDManager;
import io.foreflow.history.SeriesHistory;
import io.foreflow.options.Settings;
import io.foreflow.trainer.features.SeriesFeatures;
import io.foreflow.trainer.loss.LossConfig;
import io.foreflow.trainer.loss.LossKind;
import io.foreflow.trainer.network.AttentionConfig;
import io.foreflow.trainer.network.CellKind;
import io.foreflow.trainer.network.ForecastNetwork;
import io.foreflow.trainer.network.NetworkConfig;
import io.foreflow.trainer.optimizer.RateConfig;
import io.foreflow.trainer.window.TailConfig;
import io.foreflow.trainer.window.WindowConfig;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Tests a task that needs a long memory. A sign is shown once, and after many slots of silence the
 * next reading has that sign. The features are made by hand, so that only the state can remember
 * it. The readings, which only attention reads, contain it too.
 */
class LongLagTest {

  private static final int LAG = 20;
  private static final int SERIES = 12;
  private static final int BLOCKS = 12;

  private static SeriesFeatures series(SplittableRandom random) {
    int slots = BLOCKS * (LAG + 1);
    float[] values = new float[slots];
    float[] readings = new float[slots];
    float[] inputs = new float[2 * slots];
    for (int block = 0; block < BLOCKS; block++) {
      int first = block * (LAG + 1);
      float sign = random.nextBoolean() ? 1 : -1;
      inputs[2 * first] = sign;
      readings[first] = sign;
      readings[first + LAG] = sign;
      inputs[2 * (first + LAG - 1) + 1] = 1;
      values[first + LAG] = sign;
    }
    float[] ones = new float[slots];
    java.util.Arrays.fill(ones, 1);
    return new SeriesFeatures(
        new SeriesHistory("s", 0, values),
        inputs,
        new float[slots],
        new float[slots],
        ones,
        ones,
        readings,
        new float[slots]);
  }

  private static Fit fit(NetworkConfig layers, int steps) {
    SplittableRandom random = new SplittableRandom(1);
    List<SeriesFeatures> all = new ArrayList<>();
    for (int i = 0; i < SERIES; i++) {
      all.add(series(random));
    }
    FitConfig config =
        FitConfig.from(
            new Settings()
                .put(FitConfig.STEPS, steps)
                .put(FitConfig.ROUNDS, 4)
                .put(WindowConfig.WINDOW, 2 * (LAG + 1))
                .put(WindowConfig.BURN_IN, LAG)
                .put(WindowConfig.BATCH, 12)
                .put(LossConfig.LOSS, LossKind.MSE)
                .put(RateConfig.LEARNING_RATE, 0.01)
                .put(FitConfig.WEIGHT_DECAY, 0.0)
                .put(TailConfig.VALIDATION, 4 * (LAG + 1)),
            2 * LAG,
            1);
    ForecastNetwork network = layers.build(List.of(0.5), 1, 2, 1);
    try (NDManager manager = EngineSetup.start().newBaseManager(Device.cpu())) {
      return new Fitter(network, config.loss().build(List.of(0.5), 20), config, 1, () -> 0)
          .fit(
              FitData.held(all),
              1,
              FitStart.random(5),
              manager,
              List.of(Device.cpu()),
              FitRun.with(TrainingListener.NONE));
    }
  }

  /** The forgotten share of the sign, 1 for all of it. */
  private static double forgotten(Fit fit) {
    // One origin in a block has a target that is not zero.
    return fit.rounds().get(fit.rounds().size() - 1).validationLoss() * (LAG + 1);
  }

  @Test
  void aPlainRecurrentLayerForgetsAndIsFlagged() {
    Fit fit = fit(new NetworkConfig(CellKind.RNN, 1, 16, 16), 60);

    assertThat(forgotten(fit)).isGreaterThan(0.9);
    assertThat(fit.reaches()).hasSize(3);
    assertThat(fit.reaches())
        .allSatisfy(
            reach ->
                assertThat(reach.warnings())
                    .singleElement()
                    .asString()
                    .contains("the gradients of layer cell0 vanish: 16 slots back")
                    .contains("choose cell lstm or gru"));
  }

  @ParameterizedTest
  @EnumSource(names = {"LSTM", "GRU", "MIN_GRU", "MIN_LSTM"})
  void gatedLayersRememberAndAreNotFlagged(CellKind cell) {
    Fit fit = fit(new NetworkConfig(cell, 1, 16, 16), 200);

    assertThat(forgotten(fit)).isLessThan(0.2);
    assertThat(fit.reaches()).allSatisfy(reach -> assertThat(reach.warnings()).isEmpty());
  }

  @Test
  void attentionFindsWhatThePlainLayerForgot() {
    NetworkConfig plain = new NetworkConfig(CellKind.RNN, 1, 16, 16);

    Fit fit = fit(plain.withAttention(new AttentionConfig(1, LAG + 4, 1)), 200);

    assertThat(forgotten(fit)).isLessThan(0.2);
  }

  @Test
  void gradientsThatGrowAreFlaggedToo() {
    GradientReach reach =
        new GradientReach(7, List.of(1, 2, 4), java.util.Map.of("cell1", List.of(0.5, 20.0, 4e9)));

    assertThat(reach.warnings())
        .singleElement()
        .asString()
        .contains("the gradients of layer cell1 explode: 4 slots back they are 8e+09 times")
        .contains("lower clip-norm and learning-rate");
  }
}
