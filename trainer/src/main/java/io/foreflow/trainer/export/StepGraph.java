package io.foreflow.trainer.export;

import io.foreflow.graph.GraphBuilder;
import io.foreflow.graph.Value;
import io.foreflow.manifest.StateLayout;
import io.foreflow.manifest.StateLayout.Segment;
import io.foreflow.trainer.features.FeatureConfig;
import io.foreflow.trainer.features.FeatureGraph;
import io.foreflow.trainer.features.FeatureGraph.Features;
import io.foreflow.trainer.network.ForecastNetwork;
import io.foreflow.trainer.network.WeightSet;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Joins features, cells and head into the graph of one step, which maps (observed, time, state) to
 * (forecast, next_state).
 */
public final class StepGraph {

  private StepGraph() {}

  /**
   * The layout of the state.
   *
   * @param members number of averaged networks of the same configuration
   */
  public static StateLayout layout(FeatureConfig features, ForecastNetwork network, int members) {
    List<Segment> segments = new ArrayList<>();
    segments.add(new Segment(StateLayout.SEEN, 1));
    segments.add(new Segment(StateLayout.HISTORY, features.context()));
    segments.addAll(FeatureGraph.ownSegments(features));
    for (int member = 0; member < members; member++) {
      String prefix = members == 1 ? "" : "member" + member + ".";
      for (Segment segment : network.segments()) {
        segments.add(new Segment(prefix + segment.name(), segment.size()));
      }
    }
    return new StateLayout(segments);
  }

  /**
   * Writes the graph as ONNX, without metadata.
   *
   * @param members the weights of each network of an ensemble; they share the features, each has
   *     its own state, and their forecasts are averaged
   */
  public static byte[] write(
      FeatureConfig config, ForecastNetwork network, List<WeightSet> members) {
    GraphBuilder graph = new GraphBuilder("step");
    Value observed = graph.floatInput("observed", 1 + config.covariateNames().size());
    Value time = graph.longInput("time");
    int[] featureParts = FeatureGraph.stateWidths(config);
    int[] networkParts = network.segments().stream().mapToInt(Segment::size).toArray();
    int[] parts =
        Arrays.copyOf(featureParts, featureParts.length + members.size() * networkParts.length);
    for (int i = featureParts.length; i < parts.length; i++) {
      parts[i] = networkParts[(i - featureParts.length) % networkParts.length];
    }
    Value whole = graph.floatInput("state", Arrays.stream(parts).sum());
    List<Value> state = graph.split(whole, parts);

    Features features =
        FeatureGraph.emit(graph, config, observed, time, state.subList(0, featureParts.length));
    List<Value> ofNetworks = state.subList(featureParts.length, state.size());
    ForecastNetwork.Step step = step(graph, network, features, ofNetworks, members);

    Runnable output =
        network
            .kind()
            .match(
                quantiles -> () -> quantiles(graph, step, features, quantiles.rows()),
                classes ->
                    () ->
                        graph.output("forecast", step.output(), classes.rows(), config.horizon()));
    output.run();
    List<Value> next = new ArrayList<>(features.nextState());
    next.addAll(step.nextState());
    graph.output("next_state", graph.concat(next));
    return graph.build();
  }

  /** Writes quantiles in the series' own units. */
  private static void quantiles(
      GraphBuilder graph, ForecastNetwork.Step step, Features features, int levels) {
    Value moves = graph.mul(step.output(), features.scale());
    graph.outputSum("forecast", moves, levels, features.base());
  }

  /** One step of all members: the mean of their outputs, and their states in sequence. */
  private static ForecastNetwork.Step step(
      GraphBuilder graph,
      ForecastNetwork network,
      Features features,
      List<Value> state,
      List<WeightSet> members) {
    int parts = network.segments().size();
    List<Value> next = new ArrayList<>();
    List<Value> outputs = new ArrayList<>();
    for (int member = 0; member < members.size(); member++) {
      List<Value> own = state.subList(member * parts, (member + 1) * parts);
      ForecastNetwork.Step step = network.step(graph, features, own, members.get(member));
      next.addAll(step.nextState());
      outputs.add(step.output());
    }
    Value sum = outputs.get(0);
    for (Value output : outputs.subList(1, outputs.size())) {
      sum = graph.add(sum, output);
    }
    Value mean = outputs.size() == 1 ? sum : graph.mul(sum, graph.constant(1f / outputs.size()));
    return new ForecastNetwork.Step(mean, next);
  }
}
