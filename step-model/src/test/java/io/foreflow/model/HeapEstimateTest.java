package io.foreflow.model;

import static org.assertj.core.api.Assertions.assertThat;

import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import com.google.protobuf.ByteString;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.Collections;
import org.junit.jupiter.api.Test;

class HeapEstimateTest {
  private static final int WEIGHTS = 1_000_000;

  @Test
  void weightsTakeThreeTimesTheirSize() throws IOException {
    GraphProto.Builder graph = GraphProto.newBuilder();
    graph.addInitializer(
        TensorProto.newBuilder().setRawData(ByteString.copyFrom(new byte[WEIGHTS])));
    long file = model(graph).length;
    assertThat(estimate(model(graph))).isBetween(3 * file, 3 * file + 10_000);
  }

  @Test
  void nodesTakeMuchMoreThanTheirBytes() throws IOException {
    NodeProto empty = NodeProto.getDefaultInstance();
    GraphProto.Builder graph =
        GraphProto.newBuilder().addAllNode(Collections.nCopies(WEIGHTS, empty));
    // On the heap, a node is more than a hundred bytes.
    assertThat(estimate(model(graph))).isGreaterThan(100L * WEIGHTS);
  }

  @Test
  void filesThatAreNoModelHaveAnEstimate() throws IOException {
    byte[] noise = new byte[1_000];
    Arrays.fill(noise, (byte) 0xff);
    assertThat(estimate(noise)).isEqualTo(HeapEstimate.most(noise.length));
    byte[] graph = model(GraphProto.newBuilder().setName("cut off".repeat(20)));
    assertThat(estimate(Arrays.copyOf(graph, 20))).isEqualTo(HeapEstimate.most(20));
  }

  @Test
  void aRealModelTakesLessThanTheMost() throws Exception {
    byte[] file = new GruStepGraph(64, 168, 24).file();
    assertThat(estimate(file)).isLessThan(HeapEstimate.most(file.length) / 4);
  }

  private static long estimate(byte[] file) throws IOException {
    return HeapEstimate.of(new ByteArrayInputStream(file), file.length);
  }

  private static byte[] model(GraphProto.Builder graph) {
    return ModelProto.newBuilder().setGraph(graph).build().toByteArray();
  }
}
