package io.foreflow.trainer.loop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.djl.Device;
import io.foreflow.history.SeriesHistory;
import io.foreflow.trainer.GeneratedSeries;
import io.foreflow.trainer.network.CellKind;
import io.foreflow.trainer.optimizer.OptimizerConfig;
import io.foreflow.trainer.optimizer.OptimizerKind;
import io.foreflow.trainer.window.WindowConfig;
import io.foreflow.trainer.window.WindowOrder;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ReplicasTest {

  private static final List<SeriesHistory> HISTORY = GeneratedSeries.hourly(5, 110, 4);

  private static Fit fit(WindowOrder windows, int steps, int workers) {
    return fit(CellKind.GRU, windows, steps, workers);
  }

  private static Fit fit(CellKind cell, WindowOrder windows, int steps, int workers) {
    FitConfig config =
        SmallFit.config(
            SmallFit.settings()
                .put(FitConfig.STEPS, steps)
                .put(FitConfig.ROUNDS, 1)
                .put(FitConfig.DROPOUT, 0.2)
                .put(OptimizerConfig.OPTIMIZER, OptimizerKind.SGD)
                .put(WindowConfig.WINDOWS, windows)
                .put(WindowConfig.WINDOW, 16)
                .put(WindowConfig.BATCH, 5));
    return SmallFit.of(config, cell, 2, HISTORY)
        .run(3, workers, FitRun.with(TrainingListener.NONE));
  }

  @ParameterizedTest
  @EnumSource(WindowOrder.class)
  void manyWorkersLearnWhatOneWorkerLearns(WindowOrder windows) {
    Fit one = fit(windows, 6, 1);

    for (int workers : new int[] {2, 3, 9}) {
      Fit shared = fit(windows, 6, workers);
      assertThat(shared.rounds().get(0).loss()).isCloseTo(one.rounds().get(0).loss(), within(1e-5));
      one.weights()
          .tensors()
          .forEach(
              (name, tensor) -> {
                float[] found = shared.weights().get(name).data();
                for (int i = 0; i < found.length; i++) {
                  assertThat(found[i]).as(name).isCloseTo(tensor.data()[i], within(1e-5f));
                }
              });
    }
  }

  @ParameterizedTest
  @EnumSource(CellKind.class)
  void equalNumbersOfWorkersGiveEqualBits(CellKind cell) {
    Fit first = fit(cell, WindowOrder.STREAM, 6, 2);
    Fit second = fit(cell, WindowOrder.STREAM, 6, 2);

    first
        .weights()
        .tensors()
        .forEach(
            (name, tensor) ->
                assertThat(second.weights().get(name).data()).isEqualTo(tensor.data()));
  }

  @Test
  void devicesAreResolvedOrRefusedWithAReason() {
    assertThat(new DeviceConfig("auto", 2).resolve(0)).containsExactly(Device.cpu(), Device.cpu());
    assertThat(new DeviceConfig("auto", 1).resolve(2)).containsExactly(Device.gpu(0));
    assertThat(new DeviceConfig("cpu", 1).resolve(2)).containsExactly(Device.cpu());
    assertThat(new DeviceConfig("cuda", 2).resolve(2))
        .containsExactly(Device.gpu(0), Device.gpu(1));
    assertThat(new DeviceConfig("cuda:1", 1).resolve(2)).containsExactly(Device.gpu(1));
    assertThatThrownBy(() -> new DeviceConfig("cuda", 1).resolve(0))
        .hasMessageContaining("device is cuda with 1 worker, but the engine sees no GPU")
        .hasMessageContaining("take device cpu");
    assertThatThrownBy(() -> new DeviceConfig("cuda:1", 2).resolve(2))
        .hasMessageContaining("sees the GPUs 0 to 1 only");
    assertThatThrownBy(() -> new DeviceConfig("tpu", 0))
        .hasMessageContaining("device is \"tpu\", it must be auto, cpu, cuda or cuda:n")
        .hasMessageContaining("workers is 0, it must be at least 1");
  }
}
