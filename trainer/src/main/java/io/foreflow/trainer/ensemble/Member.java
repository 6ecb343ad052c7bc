package io.foreflow.trainer.ensemble;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import io.foreflow.graph.GraphBuilder;
import io.foreflow.graph.Value;
import io.foreflow.manifest.StateLayout.Segment;
import io.foreflow.trainer.features.FeatureGraph.Features;
import io.foreflow.trainer.network.ForecastNetwork;
import io.foreflow.trainer.network.SequenceInput;
import io.foreflow.trainer.network.WeightSet;
import java.util.List;

/** A trained forecaster of an ensemble. */
public sealed interface Member permits NetworkMember, RidgeMember {

  /** The weights. */
  WeightSet weights();

  /** The segments of the state that only this member uses. */
  List<Segment> segments();

  /** The number of slots before a sequence whose readings the member needs. */
  int lead();

  /**
   * Writes one step as graph nodes.
   *
   * @param state the parts of {@link #segments}
   */
  ForecastNetwork.Step step(GraphBuilder graph, Features features, List<Value> state);

  /** The member in the engine. Its arrays live as long as the manager. */
  Loaded load(NDManager manager);

  /** A member in the engine. */
  @FunctionalInterface
  interface Loaded {
    /**
     * The forecasts of an exported file from a zero state: [batch, time, rows * horizon], scaled
     * differences to the base for quantiles.
     */
    NDArray forecast(SequenceInput input);
  }
}
