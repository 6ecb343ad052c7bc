package io.foreflow.trainer.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.ndarray.NDManager;
import io.foreflow.manifest.Manifest;
import io.foreflow.manifest.Provenance;
import io.foreflow.model.ModelFile;
import io.foreflow.model.StepModel;
import io.foreflow.trainer.GeneratedSeries;
import io.foreflow.trainer.features.FeatureConfig;
import io.foreflow.trainer.features.FeatureFunction;
import io.foreflow.trainer.fit.EngineSetup;
import io.foreflow.trainer.graph.Tensor;
import io.foreflow.trainer.history.SeriesHistory;
import io.foreflow.trainer.network.Cells;
import io.foreflow.trainer.network.ForecastNetwork;
import io.foreflow.trainer.network.Heads;
import io.foreflow.trainer.network.NetworkConfig;
import io.foreflow.trainer.network.WeightSet;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class ParityGateTest {

  private static final int SLOTS = 120;
  private static final List<SeriesHistory> SERIES =
      GateSeries.of(GeneratedSeries.hourly(4, 200, 3), SLOTS, 7);

  @ParameterizedTest
  @CsvSource({
    "gru, 1, 1, true",
    "gru, 2, 3, true",
    "gru, 3, 9, false",
    "lstm, 1, 2, true",
    "lstm, 2, 3, false",
    "lstm, 3, 5, true",
    "rnn, 1, 3, true",
    "rnn, 3, 5, false",
    "rnn-relu, 1, 1, false",
    "rnn-relu, 2, 3, true"
  })
  void theFileDoesWhatTheNetworkDoes(String cell, int layers, int levels, boolean seasonal)
      throws Exception {
    Setting setting = new Setting(new NetworkConfig(cell, layers, 10, 14), levels, seasonal);

    assertThat(setting.difference(setting.weights, setting.weights))
        .isGreaterThan(0)
        .isLessThan(ParityGate.TOLERANCE);
  }

  static Stream<NetworkConfig> everyNetwork() {
    return Cells.kinds().stream()
        .flatMap(
            cell ->
                IntStream.of(1, 2, 3)
                    .boxed()
                    .flatMap(
                        layers ->
                            Heads.kinds().stream()
                                .map(
                                    head ->
                                        new NetworkConfig(
                                            cell, layers, 10, head, 14, layers == 3))));
  }

  @ParameterizedTest
  @MethodSource("everyNetwork")
  void everyCellPassesWithEveryNumberOfLayersAndEveryHead(NetworkConfig parts) throws Exception {
    Setting setting = new Setting(parts, parts.head().equals(Heads.POINT) ? 1 : 3, true);

    assertThat(setting.difference(setting.weights, setting.weights))
        .isGreaterThan(0)
        .isLessThan(ParityGate.TOLERANCE);
  }

  @ParameterizedTest
  @CsvSource({"quantile, 3, 48", "quantile, 3, 7", "point, 1, 2"})
  void aLinearPathPassesWithAnyWindow(String head, int levels, int window) throws Exception {
    NetworkConfig parts = new NetworkConfig("gru", 1, 10, head, 14, false).withLinear(window);
    Setting setting = new Setting(parts, levels, true);

    assertThat(setting.difference(setting.weights, setting.weights))
        .isGreaterThan(0)
        .isLessThan(ParityGate.TOLERANCE);
  }

  @Test
  void aFileWithOneWeightPerturbedIsRefusedNamingTheFirstNumberThatDiffers() {
    Setting setting = new Setting(new NetworkConfig("gru", 2, 10, 14).withLinear(9), 3, true);
    for (String name : setting.weights.tensors().keySet()) {
      WeightSet perturbed = setting.perturbed(name);

      assertThatThrownBy(() -> setting.difference(perturbed, setting.weights))
          .as(name)
          .isInstanceOf(ParityException.class)
          .hasMessageContaining("series series-0, slot ")
          .hasMessageContaining(", level 0.")
          .hasMessageContaining("the network ");
    }
  }

  /** A network with random weights and biases, none of them zero. */
  private static final class Setting {

    private final FeatureConfig config;
    private final NetworkConfig parts;
    private final int levels;
    private final WeightSet weights;

    Setting(NetworkConfig parts, int levels, boolean seasonal) {
      this.config = new FeatureConfig(3_600_000, 30, 48, seasonal ? List.of(6, 24) : List.of(), 12);
      this.parts = parts;
      this.levels = levels;
      try (FeatureFunction function = new FeatureFunction(config)) {
        SplittableRandom random = new SplittableRandom(11);
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        network(function)
            .weights()
            .forEach(
                spec -> {
                  float[] data = new float[spec.rows() * spec.columns()];
                  double size = ofPlainState(spec.name()) ? 0.2 : 0.4;
                  for (int i = 0; i < data.length; i++) {
                    data[i] = (float) (size * random.nextGaussian());
                  }
                  tensors.put(spec.name(), new Tensor(spec.rows(), spec.columns(), data));
                });
        weights = new WeightSet(tensors);
      }
    }

    /**
     * The state's own weights in a cell without gates: were they larger, the state would be chaotic
     * and every rounding grow without end, in any two engines.
     */
    private boolean ofPlainState(String weight) {
      return parts.cell().startsWith("rnn")
          && weight.startsWith("cell")
          && weight.endsWith(".hidden.weight");
    }

    ForecastNetwork network(FeatureFunction function) {
      return parts.build(levels, config.horizon(), function.inputWidth(), config.contextWidth());
    }

    WeightSet perturbed(String name) {
      Map<String, Tensor> tensors = new LinkedHashMap<>(weights.tensors());
      Tensor tensor = weights.get(name);
      float[] data = tensor.data().clone();
      data[data.length / 3] += 0.05f;
      tensors.put(name, new Tensor(tensor.rows(), tensor.columns(), data));
      return new WeightSet(tensors);
    }

    double difference(WeightSet inFile, WeightSet inNetwork) throws Exception {
      try (FeatureFunction function = new FeatureFunction(config);
          NDManager manager = EngineSetup.start().newBaseManager();
          StepModel model = StepModel.open(file(function, inFile))) {
        return new ParityGate(function, network(function), inNetwork, manager).check(model, SERIES);
      }
    }

    private byte[] file(FeatureFunction function, WeightSet inFile) throws Exception {
      ForecastNetwork network = network(function);
      List<Double> quantiles =
          IntStream.rangeClosed(1, levels).mapToObj(i -> i / (levels + 1.0)).toList();
      Manifest manifest =
          new Manifest(
              Manifest.CONTRACT,
              "test",
              "1",
              Duration.ofMillis(config.cadenceMillis()),
              config.horizon(),
              quantiles,
              List.of("y"),
              0,
              StepGraph.layout(config, network),
              new Provenance(
                  "none", Instant.EPOCH, Instant.EPOCH, 1, 1, 1, Map.of(), Map.of(), Instant.EPOCH),
              null);
      return ModelFile.seal(StepGraph.write(config, network, inFile, levels), manifest);
    }
  }
}
