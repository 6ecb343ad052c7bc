package io.foreflow.trainer.export;

import io.foreflow.manifest.StateLayout;
import io.foreflow.manifest.StateLayout.Segment;
import io.foreflow.trainer.features.FeatureConfig;
import io.foreflow.trainer.features.FeatureGraph;
import io.foreflow.trainer.features.FeatureGraph.Features;
import io.foreflow.trainer.graph.GraphBuilder;
import io.foreflow.trainer.graph.Value;
import io.foreflow.trainer.network.ForecastNetwork;
import io.foreflow.trainer.network.WeightSet;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/**
 * Joins features, cells and head to the graph of one step, (observed, time, state) to (forecast,
 * next_state).
 */
public final class StepGraph {

  private StepGraph() {}

  /** Where the parts of the state stand. */
  public static StateLayout layout(FeatureConfig features, ForecastNetwork network) {
    List<Segment> segments = new ArrayList<>();
    segments.add(new Segment(StateLayout.SEEN, 1));
    segments.add(new Segment(StateLayout.HISTORY, features.context()));
    segments.addAll(FeatureGraph.ownSegments());
    segments.addAll(network.segments());
    return new StateLayout(segments);
  }

  /** The graph as ONNX, without metadata. */
  public static byte[] write(
      FeatureConfig config, ForecastNetwork network, WeightSet weights, int levels) {
    GraphBuilder graph = new GraphBuilder("step");
    Value observed = graph.floatInput("observed", 1);
    Value time = graph.longInput("time");
    int[] featureParts = FeatureGraph.stateWidths(config);
    int[] parts =
        java.util.stream.IntStream.concat(
                Arrays.stream(featureParts), network.segments().stream().mapToInt(Segment::size))
            .toArray();
    Value whole = graph.floatInput("state", Arrays.stream(parts).sum());
    List<Value> state = graph.split(whole, parts);

    Features features =
        FeatureGraph.emit(graph, config, observed, time, state.subList(0, featureParts.length));
    ForecastNetwork.Step step =
        network.step(graph, features, state.subList(featureParts.length, state.size()), weights);

    int classes = network.head().classes().size();
    Value forecast =
        classes > 0 ? step.output() : inOwnUnits(graph, features, step.output(), levels);
    graph.output("forecast", forecast, classes > 0 ? classes : levels, config.horizon());
    List<Value> next = new ArrayList<>(features.nextState());
    next.addAll(step.nextState());
    graph.output("next_state", graph.concat(next));
    return graph.build();
  }

  private static Value inOwnUnits(GraphBuilder graph, Features features, Value scaled, int levels) {
    Value base =
        features.base().width() == 1
            ? features.base()
            : graph.concat(Collections.nCopies(levels, features.base()));
    return graph.add(graph.mul(scaled, features.scale()), base);
  }
}
