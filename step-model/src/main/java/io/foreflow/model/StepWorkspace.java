package io.foreflow.model;

import io.foreflow.manifest.Manifest;
import java.nio.ByteBuffer;
import java.nio.FloatBuffer;
import java.nio.LongBuffer;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * One thread's buffers for stepping up to {@link #capacity} series at once. Fill the rows, call
 * {@link #step}, read the rows. A row is one series; which other rows are in the batch does not
 * change its result. Nothing is cleared between steps: set every input of a row again before the
 * next step.
 */
public final class StepWorkspace implements AutoCloseable {
  /**
   * The widest vector that processors have, in floats. ONNX Runtime is always given full vectors of
   * rows: it computes leftover elements of some operators, such as Sin, by other code and to
   * another last bit, and a row's forecast would depend on how many rows are stepped with it.
   */
  private static final int FULL_VECTOR = 16;

  private final Binding binding;
  private final @Nullable Binding replay;
  private final int capacity;
  private final int features;
  private final int stateSize;
  private final int forecastSize;
  private final FloatBuffer observed;
  private final LongBuffer time;
  private final ByteBuffer state;
  private final FloatBuffer forecast;
  private final ByteBuffer nextState;
  private final FloatBuffer nextStateFloats;
  private final byte[] zeros;

  /**
   * Buffers of a model.
   *
   * @param replay steps over the same buffers without a forecast; null if {@code binding} does
   */
  StepWorkspace(Manifest manifest, Binding binding, @Nullable Binding replay, int capacity) {
    this.binding = binding;
    this.replay = replay;
    this.capacity = capacity;
    this.features = manifest.features().size();
    this.stateSize = manifest.state().size();
    this.forecastSize = manifest.forecastRows() * manifest.horizon();
    this.observed = binding.floats(StepTensors.OBSERVED);
    this.time = binding.longs(StepTensors.TIME);
    this.state = binding.bytes(StepTensors.STATE);
    this.forecast = binding.floats(StepTensors.FORECAST);
    this.nextState = binding.bytes(StepTensors.NEXT_STATE);
    this.nextStateFloats = binding.floats(StepTensors.NEXT_STATE);
    this.zeros = new byte[stateBytes()];
  }

  /** How many rows ONNX Runtime is given for {@code rows} of ours. */
  static int padded(int rows) {
    return (rows + FULL_VECTOR - 1) / FULL_VECTOR * FULL_VECTOR;
  }

  /** How many rows it holds. */
  public int capacity() {
    return capacity;
  }

  /** Size of one state in bytes. */
  public int stateBytes() {
    return stateSize * Float.BYTES;
  }

  /** Sets what was observed of a feature; NaN = missing. */
  public void setObserved(int row, int feature, float value) {
    observed.put(row * features + feature, value);
  }

  /** Sets the event time of a row's reading. */
  public void setTime(int row, long epochMillis) {
    time.put(row, epochMillis);
  }

  /** Sets a row's state from {@link #stateBytes} bytes: float32 in little-endian order. */
  public void loadState(int row, byte[] src, int offset) {
    state.put(row * stateBytes(), src, offset, stateBytes());
  }

  /** Sets a row's state to that of a series never seen. */
  public void clearState(int row) {
    state.put(row * stateBytes(), zeros);
  }

  /** Sets a row's state to the one that the last step gave it. */
  public void carryState(int row) {
    int at = row * stateBytes();
    state.put(at, nextState, at, stateBytes());
  }

  /** Sets the states of the first rows to those that the last step gave them. */
  public void carryStates(int rows) {
    state.put(0, nextState, 0, rows * stateBytes());
  }

  /** Sets a row's state to the one that another row has. */
  public void copyState(int from, int to) {
    state.put(to * stateBytes(), state, from * stateBytes(), stateBytes());
  }

  /** Steps the first rows. */
  public void step(int rows) {
    binding.run(full(rows));
  }

  /**
   * Steps the first rows, but may leave out their forecasts. The next states are those of {@link
   * #step}, bit for bit.
   */
  public void replay(int rows) {
    (replay == null ? binding : replay).run(full(rows));
  }

  /** Steps the first rows, but gives up after a time. */
  void step(int rows, Duration limit) {
    binding.run(full(rows), limit);
  }

  /**
   * Pads the rows to full vectors. What the added rows hold does not matter: nobody reads their
   * results.
   */
  private int full(int rows) {
    if (rows < 1 || rows > capacity) {
      throw new IllegalArgumentException("rows: found " + rows + ", allowed: 1 to " + capacity);
    }
    return padded(rows);
  }

  /**
   * Copies the state that the last step gave a row: {@link #stateBytes} bytes, float32 in
   * little-endian order.
   */
  public void storeNextState(int row, byte[] dst, int offset) {
    nextState.get(row * stateBytes(), dst, offset, stateBytes());
  }

  /**
   * Copies the state that a row has before the next step: {@link #stateBytes} bytes, float32 in
   * little-endian order.
   */
  public void storeState(int row, byte[] dst, int offset) {
    state.get(row * stateBytes(), dst, offset, stateBytes());
  }

  /** Reads one float of the state that the last step gave a row. */
  public float nextState(int row, int index) {
    return nextStateFloats.get(row * stateSize + index);
  }

  /** Reads one number of a row's forecast, by its place in what {@link #readForecast} copies. */
  public float forecast(int row, int index) {
    return forecast.get(row * forecastSize + index);
  }

  /** Copies a row's forecast: [level][step], or [class][step], flattened. */
  public void readForecast(int row, float[] dst, int offset) {
    forecast.get(row * forecastSize, dst, offset, forecastSize);
  }

  @Override
  public void close() {
    if (replay != null) {
      replay.close();
    }
    binding.close();
  }
}
