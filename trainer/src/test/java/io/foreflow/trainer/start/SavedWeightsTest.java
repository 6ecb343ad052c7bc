package io.foreflow.trainer.start;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.foreflow.trainer.features.CovariateScale;
import io.foreflow.trainer.network.CellKind;
import io.foreflow.trainer.network.ForecastNetwork;
import io.foreflow.trainer.network.NetworkConfig;
import io.foreflow.trainer.network.WeightSet;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SavedWeightsTest {

  private static ForecastNetwork network(int hidden) {
    return new NetworkConfig(CellKind.GRU, 1, hidden, 8).build(List.of(0.5), 2, 3, 2);
  }

  private static SavedWeights saved() {
    return SavedWeights.of(
        "5e88",
        Map.of("hidden", "4", "cell", "gru"),
        List.of(new CovariateScale(3, 0.5f)),
        List.of(WeightSet.draw(network(4).weights(), 1), WeightSet.draw(network(4).weights(), 2)));
  }

  @Test
  void aFileComesBackAsItWas() {
    SavedWeights read = SavedWeights.read(saved().file());

    assertThat(read.modelSha256()).isEqualTo("5e88");
    assertThat(read.network()).isEqualTo(Map.of("hidden", "4", "cell", "gru"));
    assertThat(read.scales()).containsExactly(new CovariateScale(3, 0.5f));
    WeightSet second = read.member(1, network(4));
    WeightSet.draw(network(4).weights(), 2)
        .tensors()
        .forEach((name, tensor) -> assertThat(second.get(name).data()).isEqualTo(tensor.data()));
    assertThat(read.file()).isEqualTo(saved().file());
  }

  @Test
  void weightsOfAnotherNetworkAreRefused() {
    assertThatThrownBy(() -> saved().member(0, network(5)))
        .isInstanceOf(StartException.class)
        .hasMessageContaining("cell0.input.weight has 36 numbers, and the network needs 45");
    ForecastNetwork shorter =
        new NetworkConfig(CellKind.GRU, 1, 4, 8).withShortcut().build(List.of(0.5), 2, 3, 2);
    assertThatThrownBy(() -> saved().member(0, shorter))
        .hasMessageContaining("shortcut.weight has no numbers");
  }

  @Test
  void otherFilesAreRefused() {
    byte[] damaged = saved().file();
    damaged[damaged.length / 2] ^= 1;
    byte[] later = saved().file();
    later[7] = 9;

    assertThatThrownBy(() -> SavedWeights.read("ds,y".getBytes(StandardCharsets.UTF_8)))
        .isInstanceOf(StartException.class)
        .hasMessage("it is not a file of weights");
    assertThatThrownBy(() -> SavedWeights.read(damaged)).hasMessage("it is damaged or incomplete");
    assertThatThrownBy(() -> SavedWeights.read(later))
        .hasMessage("its format is version 9, this program reads version 1");
  }
}
