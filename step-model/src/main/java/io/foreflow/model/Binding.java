package io.foreflow.model;

import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.LongBuffer;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * Buffers of one thread for the inputs and outputs of a {@link GraphFunction}. ONNX Runtime reads
 * and writes them where they are: row {@code r} of a tensor of width {@code w} begins at element
 * {@code r * w}. The tensors over them are made once for each number of rows, so a run allocates
 * nothing here.
 */
public final class Binding implements AutoCloseable {
  private final GraphFunction graph;
  private final int capacity;
  private final Map<String, Memory> memories = new HashMap<>();
  private final Batch[] byRows;
  private boolean closed;

  /** A tensor and the memory that holds its elements. */
  private record Memory(GraphFunction.Tensor tensor, ByteBuffer bytes) {}

  /** The tensors for one number of rows. */
  private record Batch(Map<String, OnnxTensor> inputs, Map<String, OnnxTensor> outputs) {}

  Binding(GraphFunction graph, int capacity) {
    if (capacity < 1) {
      throw new IllegalArgumentException("capacity: found " + capacity + ", allowed: 1 or more");
    }
    this.graph = graph;
    this.capacity = capacity;
    graph.inputs().forEach(this::allocate);
    graph.outputs().forEach(this::allocate);
    this.byRows = new Batch[capacity + 1];
  }

  /** A binding of another graph to the buffers of {@code other}, which has all that it takes. */
  Binding(GraphFunction graph, Binding other) {
    this.graph = graph;
    capacity = other.capacity;
    graph.inputs().forEach(tensor -> share(tensor, other));
    graph.outputs().forEach(tensor -> share(tensor, other));
    byRows = new Batch[capacity + 1];
  }

  private void share(GraphFunction.Tensor tensor, Binding other) {
    Memory memory = other.memory(tensor.name(), tensor.type());
    if (!memory.tensor().isLike(tensor)) {
      throw new IllegalArgumentException("found " + memory.tensor() + ", allowed: " + tensor);
    }
    memories.put(tensor.name(), memory);
  }

  private void allocate(GraphFunction.Tensor tensor) {
    long bytes = (long) capacity * tensor.width() * tensor.type().bytes();
    if (bytes > AlignedMemory.MOST_BYTES) {
      throw new IllegalArgumentException(
          "capacity: found "
              + capacity
              + " rows, for which "
              + tensor.name()
              + " takes "
              + bytes
              + " bytes, allowed: up to "
              + AlignedMemory.MOST_BYTES
              + " bytes a tensor");
    }
    ByteBuffer memory = AlignedMemory.allocate((int) bytes);
    memories.put(tensor.name(), new Memory(tensor, memory));
  }

  /** How many rows the buffers hold. */
  public int capacity() {
    return capacity;
  }

  /** The buffer of an input or output of float32. */
  public FloatBuffer floats(String name) {
    return memory(name, GraphFunction.Tensor.Type.FLOAT).bytes().asFloatBuffer();
  }

  /** The buffer of an input of int64. */
  public LongBuffer longs(String name) {
    return memory(name, GraphFunction.Tensor.Type.LONG).bytes().asLongBuffer();
  }

  /** The bytes of an input or output of float32, in little-endian order. */
  ByteBuffer bytes(String name) {
    return memory(name, GraphFunction.Tensor.Type.FLOAT).bytes();
  }

  private Memory memory(String name, GraphFunction.Tensor.Type type) {
    Memory memory = memories.get(name);
    if (memory == null || memory.tensor().type() != type) {
      throw new IllegalArgumentException(
          "found " + name + " of " + type + ", allowed: " + graph.inputs() + graph.outputs());
    }
    return memory;
  }

  /** Runs the graph over the first rows of the inputs into the first rows of the outputs. */
  public void run(int rows) {
    Batch batch = batch(rows);
    // The result only names the outputs that are ours already: closing it does not free them.
    try (OrtSession.Result result =
        graph.session().run(batch.inputs(), Set.of(), batch.outputs())) {
      assert result.size() == batch.outputs().size();
    } catch (OrtException e) {
      throw failed(rows, e);
    }
  }

  /** Runs the graph over the first rows, but gives up after a time. */
  void run(int rows, Duration limit) {
    Batch batch = batch(rows);
    try (TimeLimit time = new TimeLimit(limit);
        OrtSession.Result result =
            graph.session().run(batch.inputs(), Set.of(), batch.outputs(), time.options())) {
      assert result.size() == batch.outputs().size();
    } catch (OrtException e) {
      throw failed(rows, e);
    }
  }

  private static IllegalStateException failed(int rows, OrtException e) {
    return new IllegalStateException(
        "ONNX Runtime failed on " + rows + " rows: " + e.getMessage(), e);
  }

  private Batch batch(int rows) {
    if (rows < 1 || rows > capacity) {
      throw new IllegalArgumentException("rows: found " + rows + ", allowed: 1 to " + capacity);
    }
    if (closed) {
      throw new IllegalStateException("the binding is closed: run it before closing it");
    }
    Batch batch = byRows[rows];
    if (batch == null) {
      batch = new Batch(tensors(graph.inputs(), rows), tensors(graph.outputs(), rows));
      byRows[rows] = batch;
    }
    return batch;
  }

  private Map<String, OnnxTensor> tensors(Iterable<GraphFunction.Tensor> tensors, int rows) {
    Map<String, OnnxTensor> made = new LinkedHashMap<>();
    try {
      for (GraphFunction.Tensor tensor : tensors) {
        made.put(tensor.name(), tensor(tensor, rows));
      }
    } catch (OrtException e) {
      made.values().forEach(OnnxTensor::close);
      throw new IllegalStateException("ONNX Runtime cannot make tensors of " + rows + " rows", e);
    }
    return made;
  }

  private OnnxTensor tensor(GraphFunction.Tensor tensor, int rows) throws OrtException {
    ByteBuffer part =
        memory(tensor.name(), tensor.type())
            .bytes()
            .slice(0, rows * tensor.width() * tensor.type().bytes())
            .order(ByteOrder.nativeOrder());
    long[] shape = new long[1 + tensor.shape().size()];
    shape[0] = rows;
    for (int i = 1; i < shape.length; i++) {
      shape[i] = tensor.shape().get(i - 1);
    }
    return OnnxTensor.createTensor(
        graph.environment(),
        part,
        shape,
        tensor.type() == GraphFunction.Tensor.Type.FLOAT ? OnnxJavaType.FLOAT : OnnxJavaType.INT64);
  }

  @Override
  public void close() {
    if (closed) {
      return;
    }
    closed = true;
    for (Batch batch : byRows) {
      if (batch != null) {
        batch.inputs().values().forEach(OnnxTensor::close);
        batch.outputs().values().forEach(OnnxTensor::close);
      }
    }
    graph.release();
  }
}
