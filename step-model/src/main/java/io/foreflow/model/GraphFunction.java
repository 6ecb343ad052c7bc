package io.foreflow.model;

import ai.onnxruntime.NodeInfo;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtLoggingLevel;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.TensorInfo;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One ONNX graph as a function of rows: every input and output has the row as its first dimension,
 * inputs are floats or longs, outputs are floats. It can be shared between threads; each thread
 * {@link #bind}s buffers of its own. The native session is freed when this and all its bindings are
 * closed, so that no thread can run into freed memory.
 *
 * <p>This is the only class, with its {@link Binding}, that knows ONNX Runtime.
 */
public final class GraphFunction implements AutoCloseable {
  private final OrtEnvironment environment;
  private final OrtSession session;
  private final List<Tensor> inputs;
  private final List<Tensor> outputs;

  private final AtomicBoolean closed = new AtomicBoolean();

  /** How many hold the session: this object until it is closed, and its open bindings. */
  private final AtomicInteger holders = new AtomicInteger(1);

  /**
   * An input or an output.
   *
   * @param name in the graph
   * @param type of its elements
   * @param shape of one row, without the dimension of the rows
   */
  public record Tensor(String name, Type type, List<Long> shape) {

    /**
     * Whether two are equal. A record's own {@code equals} is made of method handles of the JDK,
     * and one of these remembers a class of its last caller. So a cluster would keep the classes of
     * a job that has ended.
     */
    boolean isLike(Tensor other) {
      return name.equals(other.name) && type == other.type && shape.equals(other.shape);
    }

    /** The type of a tensor's elements. */
    public enum Type {
      FLOAT(Float.BYTES),
      LONG(Long.BYTES);

      private final int bytes;

      Type(int bytes) {
        this.bytes = bytes;
      }

      /** Size of one element. */
      public int bytes() {
        return bytes;
      }
    }

    public Tensor {
      shape = List.copyOf(shape);
    }

    /** How many elements one row has. */
    public int width() {
      return Math.toIntExact(shape.stream().reduce(1L, Math::multiplyExact));
    }
  }

  private GraphFunction(OrtEnvironment environment, OrtSession session) throws OrtException {
    this.environment = environment;
    this.session = session;
    this.inputs = tensors(session.getInputInfo());
    this.outputs = tensors(session.getOutputInfo());
    for (Tensor output : outputs) {
      if (output.type() != Tensor.Type.FLOAT) {
        throw new IllegalArgumentException("output " + output + ", allowed: outputs of float32");
      }
    }
  }

  /**
   * Makes a function of an ONNX model.
   *
   * @throws IllegalArgumentException if ONNX Runtime cannot run it, or its tensors are not rows of
   *     float32 or int64
   */
  public static GraphFunction open(byte[] onnx) {
    if (ByteOrder.nativeOrder() != ByteOrder.LITTLE_ENDIAN) {
      // States are stored in little-endian order and copied as they are; ONNX Runtime for Java has
      // no other platform.
      throw new UnsupportedOperationException("found a big-endian machine, allowed: little-endian");
    }
    OrtEnvironment environment = OrtEnvironment.getEnvironment();
    OrtSession session = null;
    try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
      // Callers bring the threads: each runs its own batch on its own core.
      options.setIntraOpNumThreads(1);
      options.setInterOpNumThreads(1);
      options.addConfigEntry("session.intra_op.allow_spinning", "0");
      options.setOptimizationLevel(OrtSession.SessionOptions.OptLevel.ALL_OPT);
      // Failures come as exceptions. ONNX Runtime would print them on stderr too.
      options.setSessionLogLevel(OrtLoggingLevel.ORT_LOGGING_LEVEL_FATAL);
      session = environment.createSession(onnx, options);
      return new GraphFunction(environment, session);
    } catch (OrtException | RuntimeException e) {
      close(session);
      throw new IllegalArgumentException("ONNX Runtime cannot run the graph: " + e.getMessage(), e);
    }
  }

  /** The inputs, in the order of the graph. */
  public List<Tensor> inputs() {
    return inputs;
  }

  /** The outputs, in the order of the graph. */
  public List<Tensor> outputs() {
    return outputs;
  }

  /** Makes buffers for up to {@code capacity} rows, for one thread at a time. */
  public Binding bind(int capacity) {
    return bind(() -> new Binding(this, capacity));
  }

  /** Binds this graph to the buffers of another one, for the same thread. */
  Binding bind(Binding other) {
    return bind(() -> new Binding(this, other));
  }

  private Binding bind(Supplier<Binding> make) {
    if (closed.get() || holders.getAndUpdate(n -> n == 0 ? 0 : n + 1) == 0) {
      throw new IllegalStateException("the graph is closed: bind before closing it");
    }
    boolean bound = false;
    try {
      Binding binding = make.get();
      bound = true;
      return binding;
    } finally {
      if (!bound) {
        release();
      }
    }
  }

  OrtEnvironment environment() {
    return environment;
  }

  OrtSession session() {
    return session;
  }

  /** Removes one holder. The last one frees the session. */
  void release() {
    if (holders.decrementAndGet() == 0) {
      close(session);
    }
  }

  @Override
  public void close() {
    if (closed.compareAndSet(false, true)) {
      release();
    }
  }

  private static void close(@Nullable OrtSession session) {
    try {
      if (session != null) {
        session.close();
      }
    } catch (OrtException e) {
      throw new IllegalStateException("ONNX Runtime cannot close the session", e);
    }
  }

  private static List<Tensor> tensors(Map<String, NodeInfo> nodes) {
    List<Tensor> tensors = new ArrayList<>();
    for (NodeInfo node : nodes.values()) {
      if (!(node.getInfo() instanceof TensorInfo info)) {
        throw new IllegalArgumentException("found " + node + ", allowed: tensors");
      }
      List<Long> shape = Arrays.stream(info.getShape()).boxed().toList();
      if (shape.isEmpty()
          || shape.get(0) != -1
          || shape.subList(1, shape.size()).stream().anyMatch(size -> size < 1)) {
        throw new IllegalArgumentException(
            node.getName() + ": found the shape " + shape + ", allowed: [rows, fixed sizes...]");
      }
      tensors.add(
          new Tensor(node.getName(), type(node.getName(), info), shape.subList(1, shape.size())));
    }
    return List.copyOf(tensors);
  }

  private static Tensor.Type type(String name, TensorInfo info) {
    return switch (info.type) {
      case FLOAT -> Tensor.Type.FLOAT;
      case INT64 -> Tensor.Type.LONG;
      default ->
          throw new IllegalArgumentException(
              name + ": found " + info.type + ", allowed: float32 or int64");
    };
  }
}
