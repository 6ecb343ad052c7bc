package io.foreflow.trainer.state;

import io.foreflow.graph.Tensor;
import io.foreflow.trainer.network.WeightSet;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

/**
 * The state of a fit between two steps: every number that its next step depends on, by name. Each
 * part of a fit puts its own numbers in and takes them out again.
 */
public final class FitState {

  private final Map<String, float[]> arrays = new TreeMap<>();
  private final Map<String, double[]> numbers = new TreeMap<>();

  /** Stores an array. The caller must not change it afterwards. */
  public void put(String name, float[] array) {
    arrays.put(name, array);
  }

  /** Stores numbers. */
  public void put(String name, double... values) {
    numbers.put(name, values);
  }

  /** Stores weights, each under the prefix and its own name. */
  public void put(String prefix, WeightSet weights) {
    weights.tensors().forEach((name, tensor) -> put(prefix + name, tensor.data()));
  }

  /** The array of this name. */
  public float[] array(String name) {
    return found(name, arrays.get(name));
  }

  /** The arrays whose names start with the prefix, by the rest of their names. */
  public Map<String, float[]> arraysOf(String prefix) {
    Map<String, float[]> found = new TreeMap<>();
    arrays.forEach(
        (name, array) -> {
          if (name.startsWith(prefix)) {
            found.put(name.substring(prefix.length()), array);
          }
        });
    return found;
  }

  /** The numbers whose names start with the prefix, by the rest of their names. */
  public Map<String, double[]> numbersOf(String prefix) {
    Map<String, double[]> found = new TreeMap<>();
    numbers.forEach(
        (name, values) -> {
          if (name.startsWith(prefix)) {
            found.put(name.substring(prefix.length()), values);
          }
        });
    return found;
  }

  /** The numbers of this name. */
  public double[] numbers(String name) {
    return found(name, numbers.get(name));
  }

  /** The weights under a prefix, in the shapes of {@code like}. */
  public WeightSet weights(String prefix, WeightSet like) {
    Map<String, Tensor> tensors = new LinkedHashMap<>();
    like.tensors()
        .forEach(
            (name, tensor) ->
                tensors.put(
                    name, new Tensor(tensor.rows(), tensor.columns(), array(prefix + name))));
    return new WeightSet(tensors);
  }

  private static <T> T found(String name, @org.jspecify.annotations.Nullable T value) {
    if (value == null) {
      throw new IllegalArgumentException("there is no " + name + " in the state of the fit");
    }
    return value;
  }

  /** Writes the whole state. Equal states give equal bytes. */
  public void write(DataOutput out) throws IOException {
    out.writeInt(arrays.size());
    for (Map.Entry<String, float[]> entry : arrays.entrySet()) {
      out.writeUTF(entry.getKey());
      out.writeInt(entry.getValue().length);
      ByteBuffer bytes = ByteBuffer.allocate(entry.getValue().length * Float.BYTES);
      bytes.asFloatBuffer().put(entry.getValue());
      out.write(bytes.array());
    }
    out.writeInt(numbers.size());
    for (Map.Entry<String, double[]> entry : numbers.entrySet()) {
      out.writeUTF(entry.getKey());
      out.writeInt(entry.getValue().length);
      for (double number : entry.getValue()) {
        out.writeDouble(number);
      }
    }
  }

  /** Reads what {@link #write} wrote. */
  public static FitState read(DataInput in) throws IOException {
    FitState state = new FitState();
    int arrayCount = in.readInt();
    for (int i = 0; i < arrayCount; i++) {
      String name = in.readUTF();
      float[] array = new float[in.readInt()];
      byte[] bytes = new byte[array.length * Float.BYTES];
      in.readFully(bytes);
      ByteBuffer.wrap(bytes).asFloatBuffer().get(array);
      state.arrays.put(name, array);
    }
    int numberCount = in.readInt();
    for (int i = 0; i < numberCount; i++) {
      String name = in.readUTF();
      double[] values = new double[in.readInt()];
      for (int k = 0; k < values.length; k++) {
        values[k] = in.readDouble();
      }
      state.numbers.put(name, values);
    }
    return state;
  }
}
