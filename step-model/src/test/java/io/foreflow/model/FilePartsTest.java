package io.foreflow.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Files that are small and would take all memory when they are parsed. */
class FilePartsTest {
  @Test
  void refusesMoreFieldsThanAGraphNeeds() {
    GraphProto.Builder graph = GraphProto.newBuilder();
    graph.addAllNode(Collections.nCopies(FileParts.MOST_PARTS, NodeProto.getDefaultInstance()));
    ModelProto bomb = ModelProto.newBuilder().setGraph(graph).build();
    assertThat(bomb.getSerializedSize()).isLessThan(1_100_000);
    assertRefused(bomb, "found more than 500000 fields in the file");
  }

  @Test
  void refusesMoreSmallNumbersThanAGraphNeeds() {
    TensorProto weights =
        TensorProto.newBuilder()
            .addAllInt32Data(Collections.nCopies(FileParts.MOST_PACKED_BYTES + 1, 0))
            .build();
    ModelProto bomb =
        ModelProto.newBuilder().setGraph(GraphProto.newBuilder().addInitializer(weights)).build();
    assertRefused(bomb, "found more than 16777216 bytes of packed integers in the file");
  }

  @Test
  void aGraphWithTheMostNodesPasses() {
    GraphSketch g = new GraphSketch();
    g.input("x", TensorProto.DataType.FLOAT, 4);
    String x = "x";
    for (int i = 0; i < GraphRules.MOST_NODES; i++) {
      x = g.op("Concat", List.of(GraphSketch.integer("axis", 1)), x, x, x);
    }
    byte[] file = g.model().build().toByteArray();
    assertThatCode(() -> FileParts.check(file)).doesNotThrowAnyException();
  }

  private static void assertRefused(ModelProto bomb, String message) {
    InvalidModelFileException refused =
        catchThrowableOfType(
            InvalidModelFileException.class, () -> ModelFile.parse(bomb.toByteArray()));
    assertThat(refused).isNotNull().hasMessageContaining(message);
    assertThat(refused.reason()).isEqualTo(InvalidModelFileException.Reason.TOO_LARGE);
  }
}
