package io.foreflow.trainer.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.foreflow.trainer.network.AttentionConfig;
import io.foreflow.trainer.network.CellKind;
import io.foreflow.trainer.network.HeadKind;
import io.foreflow.trainer.network.NetworkConfig;
import io.foreflow.trainer.network.WeightSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ParityGateTest {

  @ParameterizedTest
  @CsvSource({
    "GRU, 1, 1, true",
    "GRU, 2, 3, true",
    "GRU, 3, 9, false",
    "LSTM, 1, 2, true",
    "LSTM, 2, 3, false",
    "LSTM, 3, 5, true",
    "RNN, 1, 3, true",
    "RNN, 3, 5, false",
    "RNN_RELU, 1, 1, false",
    "RNN_RELU, 2, 3, true"
  })
  void theFileDoesWhatTheNetworkDoes(CellKind cell, int layers, int levels, boolean seasonal)
      throws Exception {
    RandomNetwork network =
        RandomNetwork.medium(new NetworkConfig(cell, layers, 10, 14), levels, seasonal);

    assertThat(network.difference()).isGreaterThan(0).isLessThan(ParityGate.TOLERANCE);
  }

  @ParameterizedTest
  @CsvSource({"QUANTILE, 3, 48", "QUANTILE, 3, 7", "POINT, 1, 2"})
  void aLinearPathPassesWithAnyWindow(HeadKind head, int levels, int window) throws Exception {
    NetworkConfig parts =
        new NetworkConfig(CellKind.GRU, 1, 10, head, 14, false).withLinear(window);
    RandomNetwork network = RandomNetwork.medium(parts, levels, true);

    assertThat(network.difference()).isGreaterThan(0).isLessThan(ParityGate.TOLERANCE);
  }

  @ParameterizedTest
  @CsvSource({"GRU, 3", "LSTM, 1"})
  void profilesOfSeasonsPass(CellKind cell, int levels) throws Exception {
    NetworkConfig parts = new NetworkConfig(cell, 1, 10, 14).withShortcut();

    assertThat(RandomNetwork.profiled(parts, levels).difference())
        .isGreaterThan(0)
        .isLessThan(ParityGate.TOLERANCE);
  }

  @Test
  void onePerturbedWeightFailsTheGate() {
    RandomNetwork network =
        RandomNetwork.medium(
            new NetworkConfig(CellKind.GRU, 2, 10, 14)
                .withDilations(2, 1)
                .withLinear(9)
                .withAttention(new AttentionConfig(1, 24, 6))
                .withShortcut(2),
            3,
            true);
    for (String name : network.weights().tensors().keySet()) {
      WeightSet perturbed = network.perturbed(name);

      assertThatThrownBy(() -> network.difference(perturbed))
          .as(name)
          .isInstanceOf(ParityException.class)
          .hasMessageContaining("differ at series ")
          .hasMessageContaining(", level 0.")
          .hasMessageContaining("the network ");
    }
  }

  @Test
  void toleratesRoundingWhereTermsCancel() {
    // The numbers are 100,000 and 500 scales of -200. Half of the last digit of either float is
    // 0.004.
    assertThat(ParityGate.relative(0.02, 0.01, -500, 200)).isCloseTo(1e-7, within(1e-12));
    assertThat(ParityGate.relative(20, 0.01, -500, 200)).isGreaterThan(ParityGate.TOLERANCE);
    // In other cases it is relative to the forecast or to the scale.
    assertThat(ParityGate.relative(101, 100, 0.5, 2)).isEqualTo(0.01);
    assertThat(ParityGate.relative(1, 0, 0, 2)).isEqualTo(0.5);
  }
}
