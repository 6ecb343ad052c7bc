package io.foreflow.benchmarks.step;

import ai.onnxruntime.NodeInfo;
import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.TensorInfo;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * An ONNX Runtime session whose tensors are created once, with no other work. It is the least cost
 * of a step from Java. The inputs are small constant numbers.
 */
final class RawSession implements AutoCloseable {

  private static final float SOME_VALUE = 0.37f;

  private final OrtSession session;
  private final Map<String, OnnxTensor> inputs;
  private final Map<String, OnnxTensor> outputs;

  RawSession(byte[] onnx, int rows) {
    OrtEnvironment environment = OrtEnvironment.getEnvironment();
    try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
      options.setIntraOpNumThreads(1);
      options.addConfigEntry("session.intra_op.allow_spinning", "0");
      session = environment.createSession(onnx, options);
      inputs = tensors(environment, session.getInputInfo(), rows);
      outputs = tensors(environment, session.getOutputInfo(), rows);
    } catch (OrtException e) {
      throw new IllegalStateException("ONNX Runtime cannot run the graph", e);
    }
  }

  private static Map<String, OnnxTensor> tensors(
      OrtEnvironment environment, Map<String, NodeInfo> infos, int rows) throws OrtException {
    Map<String, OnnxTensor> tensors = new LinkedHashMap<>();
    for (NodeInfo node : infos.values()) {
      TensorInfo info = (TensorInfo) node.getInfo();
      long[] shape = info.getShape();
      shape[0] = rows;
      int elements = 1;
      for (long dimension : shape) {
        elements = Math.toIntExact(Math.multiplyExact(elements, dimension));
      }
      int bytes = info.type == OnnxJavaType.INT64 ? Long.BYTES : Float.BYTES;
      ByteBuffer memory =
          ByteBuffer.allocateDirect(elements * bytes).order(ByteOrder.nativeOrder());
      if (info.type == OnnxJavaType.FLOAT) {
        for (int i = 0; i < elements; i++) {
          memory.putFloat(i * Float.BYTES, SOME_VALUE * (i % 7));
        }
      }
      tensors.put(node.getName(), OnnxTensor.createTensor(environment, memory, shape, info.type));
    }
    return tensors;
  }

  void run() {
    try (OrtSession.Result result = session.run(inputs, Set.of(), outputs)) {
      assert result.size() == outputs.size();
    } catch (OrtException e) {
      throw new IllegalStateException("ONNX Runtime failed", e);
    }
  }

  @Override
  public void close() {
    inputs.values().forEach(OnnxTensor::close);
    outputs.values().forEach(OnnxTensor::close);
    try {
      session.close();
    } catch (OrtException e) {
      throw new IllegalStateException("ONNX Runtime cannot free the session", e);
    }
  }
}
