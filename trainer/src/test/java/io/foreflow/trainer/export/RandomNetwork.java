package io.foreflow.trainer.export;

import ai.djl.ndarray.NDManager;
import io.foreflow.graph.Tensor;
import io.foreflow.history.SeriesHistory;
import io.foreflow.manifest.Manifest;
import io.foreflow.manifest.Provenance;
import io.foreflow.model.ModelFile;
import io.foreflow.model.StepModel;
import io.foreflow.trainer.GeneratedCovariates;
import io.foreflow.trainer.GeneratedSeries;
import io.foreflow.trainer.ensemble.Ensemble;
import io.foreflow.trainer.features.CalendarCycles;
import io.foreflow.trainer.features.CovariateConfig;
import io.foreflow.trainer.features.FeatureConfig;
import io.foreflow.trainer.features.FeatureFunction;
import io.foreflow.trainer.loop.EngineSetup;
import io.foreflow.trainer.network.CellKind;
import io.foreflow.trainer.network.ForecastNetwork;
import io.foreflow.trainer.network.NetworkConfig;
import io.foreflow.trainer.network.WeightSet;
import io.foreflow.trainer.network.WeightSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** A network with random weights and biases, none of them zero, and series to compare it on. */
final class RandomNetwork {

  private final FeatureConfig config;
  private final NetworkConfig parts;
  private final int levels;
  private final List<SeriesHistory> series;
  private final WeightSet weights;

  private RandomNetwork(
      FeatureConfig config, NetworkConfig parts, int levels, List<SeriesHistory> series) {
    this.config = config;
    this.parts = parts;
    this.levels = levels;
    this.series = series;
    try (FeatureFunction function = new FeatureFunction(config)) {
      this.weights = draw(network(function).weights());
    }
  }

  /**
   * A network with a context of 48 and a horizon of 30, which is longer than its shorter season.
   */
  static RandomNetwork medium(NetworkConfig parts, int levels, boolean seasonal) {
    List<Integer> seasons = seasonal ? List.of(6, 24) : List.of();
    return new RandomNetwork(
        new FeatureConfig(3_600_000, 30, 48, seasons, 12),
        parts,
        levels,
        GateSeries.of(GeneratedSeries.hourly(4, 200, 3), 120, 7));
  }

  /** The medium network with profiles of both seasons. */
  static RandomNetwork profiled(NetworkConfig parts, int levels) {
    return new RandomNetwork(
        new FeatureConfig(
            3_600_000,
            30,
            48,
            List.of(6, 24),
            12,
            3,
            CalendarCycles.DAY,
            CovariateConfig.NONE,
            null),
        parts,
        levels,
        GateSeries.of(GeneratedSeries.hourly(4, 200, 3), 120, 7));
  }

  /** A small network: a context of 12 and a horizon of 3. */
  static RandomNetwork small(NetworkConfig parts, int levels) {
    return new RandomNetwork(
        new FeatureConfig(3_600_000, 3, 12, List.of(6), 4),
        parts,
        levels,
        GateSeries.of(GeneratedSeries.hourly(2, 60, 3), 40, 7));
  }

  /** The small network with covariates and without a season. */
  static RandomNetwork withCovariates(NetworkConfig parts, int levels, CovariateConfig covariates) {
    FeatureConfig config = new FeatureConfig(3_600_000, 3, 12, List.of(), 4).with(covariates);
    List<String> columns =
        config.covariateNames().stream().filter(name -> !name.contains("+")).toList();
    List<SeriesHistory> histories =
        GeneratedCovariates.beside(GeneratedSeries.hourly(2, 60, 3), columns, 3, 5);
    return new RandomNetwork(
        config.measuredOn(histories, 6), parts, levels, GateSeries.of(histories, 40, 7));
  }

  WeightSet weights() {
    return weights;
  }

  private WeightSet draw(List<WeightSpec> specs) {
    SplittableRandom random = new SplittableRandom(11);
    Map<String, Tensor> tensors = new LinkedHashMap<>();
    for (WeightSpec spec : specs) {
      float[] data = new float[spec.rows() * spec.columns()];
      double size = parts.cell().text().startsWith("rnn") ? ofPlain(spec.name()) : 0.4;
      for (int i = 0; i < data.length; i++) {
        data[i] = (float) (size * random.nextGaussian());
      }
      tensors.put(spec.name(), new Tensor(spec.rows(), spec.columns(), data));
    }
    return new WeightSet(tensors);
  }

  /**
   * A weight of a cell without gates. With larger weights of its own state the cell would be
   * chaotic, and any rounding difference between two engines would grow without limit. With ReLU
   * the inputs of the layers above have no limit either.
   */
  private double ofPlain(String weight) {
    boolean ofState = weight.startsWith("cell") && weight.endsWith(".hidden.weight");
    return ofState || parts.cell() == CellKind.RNN_RELU ? 0.2 : 0.4;
  }

  /** The weights with one number changed. */
  WeightSet perturbed(String name) {
    Map<String, Tensor> tensors = new LinkedHashMap<>(weights.tensors());
    Tensor tensor = weights.get(name);
    float[] data = tensor.data().clone();
    data[data.length / 3] += 0.05f;
    tensors.put(name, new Tensor(tensor.rows(), tensor.columns(), data));
    return new WeightSet(tensors);
  }

  /** The largest difference between the network and a file of its weights. */
  double difference() throws Exception {
    return difference(weights);
  }

  /** The largest difference between the network and a file of these weights. */
  double difference(WeightSet inFile) throws Exception {
    try (FeatureFunction function = new FeatureFunction(config);
        NDManager manager = EngineSetup.start().newBaseManager();
        StepModel model = StepModel.open(file(function, inFile))) {
      return new ParityGate(
              function, Ensemble.of(network(function), config.horizon(), List.of(weights)), manager)
          .check(model, series);
    }
  }

  private ForecastNetwork network(FeatureFunction function) {
    return parts.build(quantiles(), config.horizon(), function.inputWidth(), config.contextWidth());
  }

  private List<Double> quantiles() {
    return IntStream.rangeClosed(1, levels).mapToObj(i -> i / (levels + 1.0)).toList();
  }

  private byte[] file(FeatureFunction function, WeightSet inFile) throws Exception {
    ForecastNetwork network = network(function);
    Ensemble ensemble = Ensemble.of(network, config.horizon(), List.of(inFile));
    Manifest manifest =
        new Manifest(
            Manifest.CONTRACT,
            "test",
            "1",
            Duration.ofMillis(config.cadenceMillis()),
            config.horizon(),
            network.kind(),
            Stream.concat(Stream.of("y"), config.covariateNames().stream()).toList(),
            List.of(),
            0,
            StepGraph.layout(config, ensemble),
            new Provenance(
                "none", Instant.EPOCH, Instant.EPOCH, 1, 1, 1, Map.of(), Map.of(), Instant.EPOCH),
            null);
    return ModelFile.seal(StepGraph.write(config, ensemble), manifest);
  }
}
