package io.foreflow.model;

import static io.foreflow.model.InvalidModelFileException.Reason.BAD_MANIFEST;
import static io.foreflow.model.InvalidModelFileException.Reason.BAD_WEIGHTS;
import static io.foreflow.model.InvalidModelFileException.Reason.FORBIDDEN_GRAPH;
import static io.foreflow.model.InvalidModelFileException.Reason.NOT_RUNNABLE;
import static io.foreflow.model.InvalidModelFileException.Reason.NO_DIGEST;
import static io.foreflow.model.InvalidModelFileException.Reason.TOO_LARGE;
import static io.foreflow.model.InvalidModelFileException.Reason.UNREADABLE;
import static io.foreflow.model.InvalidModelFileException.Reason.WRONG_RESULTS;
import static io.foreflow.model.InvalidModelFileException.Reason.WRONG_SHA256;
import static io.foreflow.model.InvalidModelFileException.Reason.WRONG_TENSORS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.AttributeProto.AttributeType;
import ai.onnx.proto.OnnxMl.FunctionProto;
import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.OperatorSetIdProto;
import ai.onnx.proto.OnnxMl.StringStringEntryProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.TrainingInfoProto;
import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.UnknownFieldSet;
import io.foreflow.manifest.ForecastKind;
import io.foreflow.manifest.Manifest;
import io.foreflow.manifest.StateLayout;
import io.foreflow.manifest.StateLayout.Segment;
import io.foreflow.model.InvalidModelFileException.Reason;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class InvalidModelFileTest {
  private static final TinyStepGraph TINY = TinyStepGraph.hourly();

  /** The weights of the tiny graph's band: three levels of four steps. */
  private static final int BAND_BYTES = 12 * Float.BYTES;

  @Test
  void aFileWithAnotherSha256IsRefused() throws Exception {
    byte[] file = TINY.file();
    String sha256 = FileDigest.sha256(file);
    assertThatCode(() -> StepModel.open(file, sha256).close()).doesNotThrowAnyException();
    assertRefused(
        () -> StepModel.open(TINY.withVersion("2").file(), sha256),
        WRONG_SHA256,
        "allowed: the one announced, with sha256 " + sha256);
  }

  @Test
  void aFileThatIsNotThereIsRefused(@TempDir Path folder) {
    assertRefused(() -> StepModel.open(folder.resolve("no.onnx")), UNREADABLE, "no.onnx");
  }

  @Test
  void aTooLargeFileIsRefusedUnread(@TempDir Path folder) throws Exception {
    Path large = folder.resolve("large.onnx");
    try (RandomAccessFile sparse = new RandomAccessFile(large.toFile(), "rw")) {
      sparse.setLength(1L << 40);
    }
    assertRefused(
        () -> StepModel.open(large),
        TOO_LARGE,
        "found a file of 1099511627776 bytes, allowed: at most 268435456");
  }

  @Test
  void aFileFromDiskIsOpened(@TempDir Path folder) throws Exception {
    Path file = folder.resolve("tiny.onnx");
    Files.write(file, TINY.file());
    try (StepModel model = StepModel.open(file)) {
      assertThat(model.manifest()).isEqualTo(TINY.manifest());
      assertThat(model.sha256()).isEqualTo(FileDigest.sha256(TINY.file()));
    }
  }

  @Test
  void anOnnxModelWithoutAManifestIsRefused() {
    byte[] bare = TINY.graph();
    assertRefused(() -> StepModel.open(bare), NO_DIGEST, "a whole model file");
  }

  @Test
  void twoManifestsAreRefused() throws Exception {
    ModelProto twice =
        graph()
            .addMetadataProps(entry(TINY.manifest().toJson()))
            .addMetadataProps(entry(TINY.manifest().toJson(FileDigest.BLANK)))
            .build();
    byte[] file = twice.toByteArray();
    FileDigest.write(file);
    assertRefused(() -> StepModel.open(file), BAD_MANIFEST, "found two manifests, allowed: one");
  }

  @Test
  void aManifestOfAnotherContractIsRefused() throws Exception {
    String json =
        TINY.manifest().toJson(FileDigest.BLANK).replace("\"contract\":1", "\"contract\":2");
    byte[] file = graph().addMetadataProps(entry(json)).build().toByteArray();
    FileDigest.write(file);
    assertRefused(
        () -> StepModel.open(file), BAD_MANIFEST, "contract: found version 2, allowed: version 1");
  }

  @Test
  void sealingAgainReplacesOnlyTheManifest() throws Exception {
    ModelProto.Builder model =
        graph()
            .addMetadataProps(StringStringEntryProto.newBuilder().setKey("author").setValue("me"));
    byte[] once = ModelFile.seal(model.build().toByteArray(), TINY.manifest());
    byte[] again = ModelFile.seal(once, TINY.withVersion("2").manifest());
    assertThat(ModelFile.manifest(again).version()).isEqualTo("2");
    assertThat(ModelFile.parse(again).getMetadataPropsList())
        .extracting(StringStringEntryProto::getKey)
        .containsExactly("author", Manifest.METADATA_KEY);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"Loop", "If", "Scan", "ConstantOfShape", "Range", "RandomNormal", "GRU", "Tile"})
  void operatorsThatNoStepNeedsAreRefused(String operator) {
    assertGraphRefused(
        graph -> graph.addNode(NodeProto.newBuilder().setOpType(operator).setName("n1")),
        FORBIDDEN_GRAPH,
        "found the operator " + operator + " \"n1\"");
  }

  @Test
  void anOperatorOfAnotherDomainIsRefused() {
    assertGraphRefused(
        graph -> graph.addNode(NodeProto.newBuilder().setOpType("Add").setDomain("com.microsoft")),
        FORBIDDEN_GRAPH,
        "of domain \"com.microsoft\"");
    assertModelRefused(
        model -> model.addOpsetImport(OperatorSetIdProto.newBuilder().setDomain("my.ops")),
        FORBIDDEN_GRAPH,
        "operators of domain \"my.ops\"");
  }

  @Test
  void graphsAndTensorsHiddenInAttributesAreRefused() {
    AttributeProto.Builder attribute = AttributeProto.newBuilder().setName("body");
    assertGraphRefused(
        graph ->
            graph
                .getNodeBuilder(0)
                .addAttribute(attribute.setType(AttributeType.GRAPH).setG(GraphProto.newBuilder())),
        FORBIDDEN_GRAPH,
        "found a graph within ");
    assertGraphRefused(
        graph ->
            graph
                .getNodeBuilder(0)
                .addAttribute(
                    AttributeProto.newBuilder()
                        .setName("value")
                        .setType(AttributeType.TENSOR)
                        .setT(TensorProto.newBuilder())),
        FORBIDDEN_GRAPH,
        "found a tensor as an attribute");
  }

  @Test
  void functionsTrainingGraphsAndUnknownFieldsAreRefused() {
    assertModelRefused(
        model -> model.addFunctions(FunctionProto.newBuilder().setName("f")),
        FORBIDDEN_GRAPH,
        "functions of the model's own");
    assertModelRefused(
        model -> model.addTrainingInfo(TrainingInfoProto.getDefaultInstance()),
        FORBIDDEN_GRAPH,
        "training graphs");
    UnknownFieldSet unknown =
        UnknownFieldSet.newBuilder()
            .addField(4711, UnknownFieldSet.Field.newBuilder().addVarint(1).build())
            .build();
    assertGraphRefused(
        graph -> graph.getNodeBuilder(0).setUnknownFields(unknown),
        FORBIDDEN_GRAPH,
        "found unknown fields [4711] in a NodeProto");
  }

  @Test
  void weightsOutsideTheFileAreRefused() {
    assertGraphRefused(
        graph ->
            graph
                .getInitializerBuilder(0)
                .setDataLocation(TensorProto.DataLocation.EXTERNAL)
                .addExternalData(
                    StringStringEntryProto.newBuilder().setKey("location").setValue("/etc/passwd")),
        BAD_WEIGHTS,
        "outside the file, allowed: all weights in the file");
  }

  @Test
  void weightsOfAWrongSizeAreRefused() {
    assertGraphRefused(
        graph -> graph.getInitializerBuilder(0).clearDims().addDims(1L << 42),
        BAD_WEIGHTS,
        "allowed: shapes of 0 to 268435456 elements");
    assertGraphRefused(
        graph -> graph.getInitializerBuilder(0).clearDims().addDims(1 << 20).addDims(1 << 20),
        BAD_WEIGHTS,
        "allowed: shapes of 0 to 268435456 elements");
    assertGraphRefused(
        graph -> graph.getInitializerBuilder(0).clearDims().addDims(-1),
        BAD_WEIGHTS,
        "of shape [-1]");
    assertGraphRefused(
        graph -> graph.getInitializerBuilder(0).clearDims().addDims(5),
        BAD_WEIGHTS,
        "of shape [5] with 4 elements, allowed: as many as the shape has, 5");
    assertGraphRefused(
        graph -> graph.getInitializerBuilder(0).setDataType(TensorProto.DataType.STRING_VALUE),
        BAD_WEIGHTS,
        "of ONNX data type 8, allowed: float32, int64, int32 or bool");
  }

  @Test
  void anExpansionWithoutBoundsIsRefused() {
    GraphSketch large = new GraphSketch();
    large.op("Expand", large.floats(1), large.longs(1L << 40));
    assertGraphRefused(
        graph ->
            graph
                .addAllNode(large.graph.getNodeList())
                .addAllInitializer(large.graph.getInitializerList()),
        BAD_WEIGHTS,
        "of shape [1099511627776], allowed: shapes of 0 to 1048576 elements");
    GraphSketch computed = new GraphSketch();
    computed.op("Expand", computed.floats(1), StepTensors.TIME);
    assertGraphRefused(
        graph ->
            graph
                .addAllNode(computed.graph.getNodeList())
                .addAllInitializer(computed.graph.getInitializerList()),
        BAD_WEIGHTS,
        "to a shape that is computed");
  }

  @Test
  void tensorsThatDifferFromTheManifestAreRefused() {
    byte[] graph = TINY.graph();
    assertRefused(
        () -> StepModel.open(ModelFile.seal(graph, TINY.withHorizon(5).manifest())),
        WRONG_TENSORS,
        "found the outputs [forecast FLOAT [rows, 3, 4], next_state FLOAT [rows, 9]], allowed:"
            + " those of the manifest, [forecast FLOAT [rows, 3, 5], next_state FLOAT [rows, 9]]");
    assertRefused(
        () -> StepModel.open(ModelFile.seal(graph, TINY.withContext(7).manifest())),
        WRONG_TENSORS,
        "found the inputs [observed FLOAT [rows, 1], state FLOAT [rows, 9], time INT64 [rows]]");
    assertRefused(
        () -> StepModel.open(ModelFile.seal(graph, TINY.withCovariates(2).manifest())),
        WRONG_TENSORS,
        "observed FLOAT [rows, 3]");
    assertGraphRefused(
        changed -> changed.getInputBuilder(0).setName("x"), WRONG_TENSORS, "x FLOAT [rows, 1]");
    assertGraphRefused(
        changed ->
            changed
                .getInputBuilder(1)
                .getTypeBuilder()
                .getTensorTypeBuilder()
                .setElemType(TensorProto.DataType.FLOAT_VALUE),
        WRONG_TENSORS,
        "time FLOAT [rows]");
    assertGraphRefused(
        changed ->
            changed
                .getInputBuilder(1)
                .getTypeBuilder()
                .getTensorTypeBuilder()
                .getShapeBuilder()
                .getDimBuilder(0)
                .setDimValue(1),
        WRONG_TENSORS,
        "time INT64 [1]");
  }

  @Test
  void graphsThatOnnxRuntimeCannotLoadAreRefused() {
    assertGraphRefused(
        graph -> graph.getNodeBuilder(0).setInput(0, "nowhere"), NOT_RUNNABLE, "nowhere");
  }

  @Test
  void aStateThatContradictsTheManifestIsRefused() {
    Manifest manifest = TINY.manifest();
    StateLayout turned =
        new StateLayout(
            List.of(
                new Segment("smooth.spread", 1),
                new Segment("smooth.level", 1),
                new Segment(StateLayout.HISTORY, 6),
                new Segment(StateLayout.SEEN, 1)));
    assertRefused(
        () -> StepModel.open(ModelFile.seal(TINY.graph(), with(manifest, turned))),
        WRONG_RESULTS,
        "found seen = 0.0 after 1 readings, allowed: 1");
  }

  @Test
  void quantilesThatCrossAreRefused() {
    // The weights of the band are the only ones of this size: the levels from high to low.
    assertGraphRefused(
        graph -> {
          for (TensorProto.Builder weights : graph.getInitializerBuilderList()) {
            if (weights.getRawData().size() == BAND_BYTES) {
              setFirst(weights, 100);
            }
          }
        },
        WRONG_RESULTS,
        "allowed: quantiles that do not cross");
  }

  @Test
  void probabilitiesThatDoNotAddUpAreRefused() {
    Manifest manifest = TINY.manifest();
    Manifest ofClasses =
        new Manifest(
            Manifest.CONTRACT,
            manifest.model(),
            manifest.version(),
            manifest.cadence(),
            manifest.horizon(),
            new ForecastKind.Classes(List.of("down", "flat", "up")),
            manifest.features(),
            List.of(),
            manifest.warmup(),
            manifest.state(),
            manifest.provenance(),
            null);
    byte[] graph = TINY.graph();

    assertRefused(
        () -> StepModel.open(ModelFile.seal(graph, ofClasses)),
        WRONG_RESULTS,
        "allowed: probabilities of");
  }

  @Test
  void resultsThatAreNotFiniteAreRefused() {
    assertGraphRefused(
        graph -> {
          for (TensorProto.Builder weights : graph.getInitializerBuilderList()) {
            if (weights.getRawData().size() == BAND_BYTES) {
              setFirst(weights, Float.NaN);
            }
          }
        },
        WRONG_RESULTS,
        "found forecast[0][0] = NaN, allowed: finite numbers, also of a missing reading");
  }

  @Test
  void aGraphThatMixesItsRowsIsRefused() {
    assertGraphRefused(
        graph ->
            ChangedForecast.change(
                graph,
                (g, forecast) -> {
                  String sum =
                      g.op(
                          "ReduceSum",
                          List.of(GraphSketch.integer("keepdims", 1)),
                          forecast,
                          g.longs(0));
                  return g.op("Add", sum, forecast);
                }),
        WRONG_RESULTS,
        "depend on the other series in its batch");
  }

  @Test
  void aTooLongStepIsCutOff() throws Exception {
    int size = 256;
    GraphSketch g = new GraphSketch();
    g.input("x", TensorProto.DataType.FLOAT, size);
    g.output("y", size);
    String weights = g.weights(new float[size * size], size, size);
    String y = "x";
    for (int i = 0; i < 5_000; i++) {
      y = g.op("MatMul", y, weights);
    }
    g.node("Identity", List.of(), List.of("y"), y);
    try (GraphFunction slow = GraphFunction.open(g.model().build().toByteArray());
        Binding binding = slow.bind(16)) {
      assertThatThrownBy(() -> binding.run(16, Duration.ofMillis(1)))
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("ONNX Runtime failed on 16 rows");
      assertThatCode(() -> binding.run(16)).as("and can be run again").doesNotThrowAnyException();
    }
  }

  /** The tiny graph, to be changed. */
  private static ModelProto.Builder graph() {
    try {
      return ModelProto.parseFrom(TINY.graph()).toBuilder();
    } catch (InvalidProtocolBufferException e) {
      throw new AssertionError(e);
    }
  }

  private static void setFirst(TensorProto.Builder weights, float number) {
    byte[] numbers = weights.getRawData().toByteArray();
    ByteBuffer.wrap(numbers).order(ByteOrder.LITTLE_ENDIAN).putFloat(0, number);
    weights.setRawData(ByteString.copyFrom(numbers));
  }

  private static Manifest with(Manifest manifest, StateLayout state) {
    return new Manifest(
        manifest.contract(),
        manifest.model(),
        manifest.version(),
        manifest.cadence(),
        manifest.horizon(),
        manifest.levels(),
        manifest.features(),
        manifest.warmup(),
        state,
        manifest.provenance(),
        manifest.backtest());
  }

  private static StringStringEntryProto.Builder entry(String json) {
    return StringStringEntryProto.newBuilder().setKey(Manifest.METADATA_KEY).setValue(json);
  }

  private static void assertGraphRefused(
      Consumer<GraphProto.Builder> change, Reason reason, String message) {
    assertModelRefused(model -> change.accept(model.getGraphBuilder()), reason, message);
  }

  private static void assertModelRefused(
      Consumer<ModelProto.Builder> change, Reason reason, String message) {
    ModelProto.Builder model = graph();
    change.accept(model);
    assertRefused(
        () -> StepModel.open(ModelFile.seal(model.build().toByteArray(), TINY.manifest())),
        reason,
        message);
  }

  private interface Opening {
    StepModel open() throws InvalidModelFileException;
  }

  private static void assertRefused(Opening opening, Reason reason, String message) {
    InvalidModelFileException refused =
        catchThrowableOfType(InvalidModelFileException.class, () -> opening.open().close());
    assertThat(refused).isNotNull().hasMessageContainingAll("found ", "allowed: ", message);
    assertThat(refused.reason()).isEqualTo(reason);
  }
}
