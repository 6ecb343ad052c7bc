package io.foreflow.benchmarks.job;

import io.foreflow.graph.GraphBuilder;
import io.foreflow.graph.Value;
import io.foreflow.manifest.Manifest;
import io.foreflow.manifest.StateLayout;
import io.foreflow.manifest.StateLayout.Segment;
import io.foreflow.model.InvalidModelFileException;
import io.foreflow.model.ModelFile;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * A model without a network. It has the same manifest and tensors, and a graph that only copies
 * numbers. {@code history} takes the reading, {@code seen} counts, the rest of the state stays, and
 * the forecast repeats the last readings. The contract requires this much, so the job runs it like
 * any other model, and everything around the model costs the same.
 */
final class CopyModel {

  private CopyModel() {}

  /** Makes the copying model for a model file. */
  static byte[] of(byte[] model) {
    try {
      Manifest manifest = ModelFile.manifest(model);
      return ModelFile.seal(graph(manifest), manifest);
    } catch (InvalidModelFileException e) {
      throw new IllegalStateException("the benchmark's own model was refused", e);
    }
  }

  private static byte[] graph(Manifest manifest) {
    GraphBuilder graph = new GraphBuilder("copy");
    Value observed = graph.floatInput("observed", manifest.features().size());
    Value unused = graph.longInput("time");
    StateLayout layout = manifest.state();
    List<Value> state =
        graph.split(
            graph.floatInput("state", layout.size()),
            layout.segments().stream().mapToInt(Segment::size).toArray());
    List<Value> next = new ArrayList<>();
    List<Value> recent = new ArrayList<>();
    for (int i = 0; i < state.size(); i++) {
      Value part = state.get(i);
      switch (layout.segments().get(i).name()) {
        case StateLayout.SEEN -> next.add(graph.add(part, graph.constant(1)));
        case StateLayout.HISTORY -> {
          Value target = graph.slice(observed, 0, 1);
          Value known = graph.where(graph.isMissing(target), graph.constant(0), target);
          next.add(graph.slice(part, 1, part.width()));
          next.add(known);
          recent.add(graph.slice(part, part.width() - manifest.horizon(), part.width()));
        }
        default -> next.add(part);
      }
    }
    graph.output(
        "forecast",
        graph.concat(Collections.nCopies(manifest.forecastRows(), recent.get(0))),
        manifest.forecastRows(),
        manifest.horizon());
    graph.output("next_state", graph.concat(next));
    return graph.build();
  }
}
