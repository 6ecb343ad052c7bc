package io.foreflow.trainer.export;

import io.foreflow.graph.GraphBuilder;
import io.foreflow.graph.Value;
import io.foreflow.manifest.StateLayout;
import io.foreflow.manifest.StateLayout.Segment;
import io.foreflow.trainer.ensemble.Ensemble;
import io.foreflow.trainer.features.FeatureConfig;
import io.foreflow.trainer.features.FeatureGraph;
import io.foreflow.trainer.features.FeatureGraph.Features;
import io.foreflow.trainer.network.ForecastNetwork;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Joins features and members into the graph of one step, which maps (observed, time, state) to
 * (forecast, next_state).
 */
public final class StepGraph {

  private StepGraph() {}

  /** The layout of the state. */
  public static StateLayout layout(FeatureConfig features, Ensemble ensemble) {
    List<Segment> segments = new ArrayList<>();
    segments.add(new Segment(StateLayout.SEEN, 1));
    segments.add(new Segment(StateLayout.HISTORY, features.context()));
    segments.addAll(FeatureGraph.ownSegments(features));
    segments.addAll(ensemble.segments());
    return new StateLayout(segments);
  }

  /**
   * Writes the graph as ONNX, without metadata.
   *
   * @param ensemble the members; they share the features, and each has its own state
   */
  public static byte[] write(FeatureConfig config, Ensemble ensemble) {
    GraphBuilder graph = new GraphBuilder("step");
    Value observed = graph.floatInput("observed", 1 + config.covariateNames().size());
    Value time = graph.longInput("time");
    int[] featureParts = FeatureGraph.stateWidths(config);
    int[] parts =
        IntStream.concat(
                Arrays.stream(featureParts), ensemble.segments().stream().mapToInt(Segment::size))
            .toArray();
    Value whole = graph.floatInput("state", Arrays.stream(parts).sum());
    List<Value> state = graph.split(whole, parts);

    Features features =
        FeatureGraph.emit(graph, config, observed, time, state.subList(0, featureParts.length));
    List<Value> ofMembers = state.subList(featureParts.length, state.size());
    ForecastNetwork.Step step = ensemble.step(graph, features, ofMembers);

    Runnable output =
        ensemble
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
}
