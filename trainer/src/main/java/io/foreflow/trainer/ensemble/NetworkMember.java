package io.foreflow.trainer.ensemble;

import ai.djl.ndarray.NDManager;
import io.foreflow.graph.GraphBuilder;
import io.foreflow.graph.Value;
import io.foreflow.manifest.StateLayout.Segment;
import io.foreflow.trainer.features.FeatureGraph.Features;
import io.foreflow.trainer.network.ForecastNetwork;
import io.foreflow.trainer.network.LiveWeights;
import io.foreflow.trainer.network.WeightSet;
import java.util.List;

/** A recurrent network with its weights. */
public record NetworkMember(ForecastNetwork network, WeightSet weights) implements Member {

  @Override
  public List<Segment> segments() {
    return network.segments();
  }

  @Override
  public int lead() {
    return network.lead();
  }

  @Override
  public ForecastNetwork.Step step(GraphBuilder graph, Features features, List<Value> state) {
    return network.step(graph, features, state, weights);
  }

  @Override
  public Loaded load(NDManager manager) {
    LiveWeights live = new LiveWeights(manager, network.weights(), weights);
    return input -> {
      live.lendTo(input.inputs().getManager());
      return network.forecast(input, live);
    };
  }
}
