package io.foreflow.trainer.ensemble;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import io.foreflow.graph.GraphBuilder;
import io.foreflow.graph.Tensor;
import io.foreflow.graph.Value;
import io.foreflow.manifest.StateLayout.Segment;
import io.foreflow.trainer.features.FeatureGraph.Features;
import io.foreflow.trainer.network.ForecastNetwork;
import io.foreflow.trainer.network.SequenceInput;
import io.foreflow.trainer.network.WeightSet;
import io.foreflow.trainer.network.WindowMap;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A ridge regression on the last readings, with the quantiles of its residuals. For step h of the
 * horizon and level p it forecasts
 *
 * <pre>
 * base_h + scale (sum_k A_hk (y[t-k] - level) / scale + r_ph)
 * </pre>
 *
 * <p>It needs no state but {@code history}.
 *
 * @param map A, [horizon, window], newest reading last
 * @param residuals r in scales, [levels, horizon]
 */
public record RidgeMember(Tensor map, Tensor residuals) implements Member {

  private static final String MAP = "ridge.map";
  private static final String RESIDUALS = "ridge.residuals";

  @Override
  public WeightSet weights() {
    Map<String, Tensor> tensors = new LinkedHashMap<>();
    tensors.put(MAP, map);
    tensors.put(RESIDUALS, residuals);
    return new WeightSet(tensors);
  }

  @Override
  public List<Segment> segments() {
    return List.of();
  }

  @Override
  public int lead() {
    return map.columns() - 1;
  }

  private WindowMap window() {
    return new WindowMap(map.columns(), map.rows());
  }

  @Override
  public ForecastNetwork.Step step(GraphBuilder graph, Features features, List<Value> state) {
    Value middle = window().step(graph, features.readings(), map);
    List<Value> quantiles = new ArrayList<>();
    for (int level = 0; level < residuals.rows(); level++) {
      quantiles.add(graph.add(middle, graph.constant(residuals.slice(level, level + 1).data())));
    }
    return new ForecastNetwork.Step(graph.concat(quantiles), List.of());
  }

  @Override
  public Loaded load(NDManager manager) {
    NDArray inEngine = manager.create(map.data(), new Shape(map.rows(), map.columns()));
    NDArray spread =
        manager.create(residuals.data(), new Shape(1, 1, residuals.rows(), residuals.columns()));
    NDArray sums = manager.create(rowSums(), new Shape(1, 1, map.rows()));
    return input -> forecast(input, inEngine, sums, spread);
  }

  private double[] rowSums() {
    double[] sums = new double[map.rows()];
    for (int i = 0; i < map.data().length; i++) {
      sums[i / map.columns()] += map.data()[i];
    }
    return sums;
  }

  private NDArray forecast(SequenceInput input, NDArray inEngine, NDArray sums, NDArray spread) {
    DataType type = input.readings().getDataType();
    NDArray ofReadings = window().sequence(input, inEngine.toType(type, false));
    NDArray ofLevel = input.level().mul(input.perScale()).mul(sums.toType(type, false));
    return ofReadings
        .sub(ofLevel.toType(DataType.FLOAT32, false))
        .expandDims(2)
        .add(spread)
        .reshape(input.batch(), input.time(), residuals.data().length);
  }
}
