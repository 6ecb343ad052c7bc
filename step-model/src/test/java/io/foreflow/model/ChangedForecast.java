package io.foreflow.model;

import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import com.google.protobuf.InvalidProtocolBufferException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;

/**
 * A model file whose forecast goes through nodes that the graph writer has no calls for. Other
 * programs write model files too.
 */
final class ChangedForecast {
  private static final long MILLIS_PER_DAY = Duration.ofDays(1).toMillis();

  private ChangedForecast() {}

  /**
   * The changed file.
   *
   * @param change adds nodes and returns the new forecast, given the old one, [rows, levels *
   *     horizon]
   */
  static byte[] of(byte[] file, BiFunction<GraphSketch, String, String> change) {
    try {
      ModelProto.Builder model = ModelProto.parseFrom(file).toBuilder();
      change(model.getGraphBuilder(), change);
      return ModelFile.seal(model.build().toByteArray(), ModelFile.manifest(file));
    } catch (InvalidModelFileException | InvalidProtocolBufferException e) {
      throw new IllegalStateException(e);
    }
  }

  static void change(GraphProto.Builder graph, BiFunction<GraphSketch, String, String> change) {
    List<NodeProto> nodes = new ArrayList<>(graph.getNodeList());
    int at = 0;
    while (!nodes.get(at).getOutputList().contains(StepTensors.FORECAST)) {
      at++;
    }
    NodeProto forecast = nodes.get(at);
    GraphSketch sketch = new GraphSketch();
    String changed = change.apply(sketch, forecast.getInput(0));
    nodes.set(at, forecast.toBuilder().setInput(0, changed).build());
    nodes.addAll(at, sketch.graph.getNodeList());
    graph.clearNode().addAllNode(nodes).addAllInitializer(sketch.graph.getInitializerList());
  }

  /**
   * The file with the sine of the time of day in its forecast. ONNX Runtime computes a sine in
   * vectors, and what fills no vector in another way.
   */
  static byte[] withSine(byte[] file) {
    return of(
        file,
        (g, forecast) -> {
          String sinceMidnight = g.toFloat(g.op("Mod", StepTensors.TIME, g.longs(MILLIS_PER_DAY)));
          String angle =
              g.op("Mul", sinceMidnight, g.floats((float) (2 * Math.PI / MILLIS_PER_DAY)));
          return g.op("Add", forecast, g.op("Unsqueeze", g.op("Sin", angle), g.longs(1)));
        });
  }
}
