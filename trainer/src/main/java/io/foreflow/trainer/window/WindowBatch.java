package io.foreflow.trainer.window;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import io.foreflow.model.AlignedMemory;
import io.foreflow.trainer.features.FeatureStretch;
import io.foreflow.trainer.features.FeaturedSeries;
import io.foreflow.trainer.network.ForecastNetwork;
import io.foreflow.trainer.network.SequenceInput;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.List;

/** Buffers in which batches are put together. They are reused for each batch. Not thread-safe. */
public final class WindowBatch {

  /**
   * A batch in the engine. Targets are scaled differences to the base, or to the reading at the
   * origin for a head of classes. They are 0 where the mask is 0.
   *
   * @param origins the origins with a target that counts: {@code row * (length / apart) + origin}
   * @param targetCount total weight of the targets
   */
  @SuppressWarnings("ArrayRecordComponent") // A batch lives for a step and owns its array.
  public record Arrays(
      SequenceInput input, NDArray targets, NDArray mask, long[] origins, double targetCount) {}

  private final int length;
  private final int apart;
  private final int horizon;
  private final boolean ofMoves;
  private final ScaleWeight weight;
  private final Matrix inputs;
  private final Matrix context;
  private final int lead;
  private final Matrix readings;
  private final Matrix level;
  private final Matrix perScale;
  private final Matrix targets;
  private final Matrix mask;

  /** Creates buffers for windows in which each slot is an origin. */
  public WindowBatch(
      int rows, int length, ForecastNetwork network, int horizon, ScaleWeight weight) {
    this(rows, length, 1, network, horizon, weight);
  }

  /**
   * Creates buffers.
   *
   * @param apart number of slots from one origin to the next; divides the length
   */
  public WindowBatch(
      int rows, int length, int apart, ForecastNetwork network, int horizon, ScaleWeight weight) {
    this(rows, length, apart, network, network.lead(), horizon, weight);
  }

  /**
   * Creates buffers for a network and other forecasters.
   *
   * @param lead the number of slots before a window whose readings they need
   */
  public WindowBatch(
      int rows,
      int length,
      int apart,
      ForecastNetwork network,
      int lead,
      int horizon,
      ScaleWeight weight) {
    this.length = length;
    this.apart = apart;
    this.weight = weight;
    this.horizon = horizon;
    this.ofMoves = network.kind().match(quantiles -> false, classes -> true);
    this.lead = lead;
    inputs = new Matrix(rows, length, network.inputs());
    int originsOfRow = length / apart;
    context = new Matrix(rows, originsOfRow, network.context());
    readings = new Matrix(rows, 1, lead + length);
    level = new Matrix(rows, length, 1);
    perScale = new Matrix(rows, length, 1);
    targets = new Matrix(rows, originsOfRow, horizon);
    mask = new Matrix(rows, originsOfRow, horizon);
  }

  /**
   * Fills the buffers. The arrays are views of the buffers, so they are valid until the next call.
   *
   * @param features features that cover each window
   */
  public Arrays fill(NDManager manager, List<Window> windows, List<FeatureStretch> features) {
    long[] origins = new long[windows.size() * length];
    int found = 0;
    double targetCount = 0;
    for (int row = 0; row < windows.size(); row++) {
      Window window = windows.get(row);
      FeatureStretch made = features.get(row);
      int from = window.start() - made.from();
      inputs.fill(row, made.inputs(), from, window.length());
      context.fillEvery(apart, row, made.context(), from, window.length());
      fillReadings(row, window, made);
      for (int k = apart - 1; k < length; k += apart) {
        int counted = fillTargets(row, k, window, made);
        if (counted > 0) {
          origins[found++] = (long) row * (length / apart) + k / apart;
        }
        targetCount += counted == 0 ? 0 : counted * (double) weightOf(made, window, k);
      }
    }
    int rows = windows.size();
    return new Arrays(
        new SequenceInput(
            inputs.array(manager, rows),
            context.array(manager, rows),
            readings.array(manager, rows).squeeze(1),
            level.array(manager, rows),
            perScale.array(manager, rows)),
        targets.array(manager, rows),
        mask.array(manager, rows),
        java.util.Arrays.copyOf(origins, found),
        targetCount);
  }

  private void fillReadings(int row, Window window, FeatureStretch made) {
    FeaturedSeries features = window.features();
    int start = window.start() - lead;
    int count = lead + window.length();
    int at = row * (lead + length);
    features.copyReadings(start, count, readings.floats, at);
    float reference = features.reference(start, count);
    for (int k = 0; k < length; k++) {
      boolean isPadding = k >= window.length();
      int slot = window.start() + k;
      if (isPadding) {
        readings.floats.put(at + lead + k, 0f);
      }
      level.floats.put(row * length + k, isPadding ? 0f : made.level(slot) - reference);
      perScale.floats.put(row * length + k, isPadding ? 0f : made.perScale(slot));
    }
  }

  /** The number that is subtracted from a target. */
  private float from(FeatureStretch made, int slot, int step) {
    return ofMoves ? made.series().reading(slot) : made.base(slot, step);
  }

  private float weightOf(FeatureStretch made, Window window, int k) {
    return weight.of(made.scale(window.start() + k));
  }

  /**
   * Fills the targets of a slot.
   *
   * @return the number of targets that count
   */
  private int fillTargets(int row, int k, Window window, FeatureStretch made) {
    FeaturedSeries features = window.features();
    int slot = window.start() + k;
    boolean isOrigin = k < window.length() && slot >= window.firstOrigin();
    int counted = 0;
    float share = isOrigin ? weightOf(made, window, k) : 0;
    for (int step = 1; step <= horizon; step++) {
      int target = slot + step;
      boolean counts = isOrigin && target < window.targetEnd() && features.counts(target);
      int index = ((row * length + k) / apart) * horizon + step - 1;
      targets.floats.put(
          index,
          counts
              ? (features.history().value(target) - from(made, slot, step)) / made.scale(slot)
              : 0);
      mask.floats.put(index, counts ? share : 0);
      counted += counts ? 1 : 0;
    }
    return counted;
  }

  /** A matrix [rows, length, width] in direct memory, which the engine reads in place. */
  private static final class Matrix {

    private final int length;
    private final int width;
    private final ByteBuffer bytes;
    private final FloatBuffer floats;

    Matrix(int rows, int length, int width) {
      this.length = length;
      this.width = width;
      bytes = AlignedMemory.allocate(Math.multiplyExact(rows * length, width * Float.BYTES));
      floats = bytes.asFloatBuffer();
    }

    void fill(int row, float[] source, int from, int slots) {
      int start = row * length * width;
      int filled = slots * width;
      floats.put(start, source, from * width, filled);
      for (int i = start + filled; i < start + length * width; i++) {
        floats.put(i, 0f);
      }
    }

    /** Fills a row with the last of every {@code apart} slots of the source. */
    void fillEvery(int apart, int row, float[] source, int from, int slots) {
      if (apart == 1) {
        fill(row, source, from, slots);
        return;
      }
      int filled = slots / apart;
      int at = row * length * width;
      for (int i = 0; i < filled; i++) {
        floats.put(at + i * width, source, (from + (i + 1) * apart - 1) * width, width);
      }
      for (int i = at + filled * width; i < at + length * width; i++) {
        floats.put(i, 0f);
      }
    }

    NDArray array(NDManager manager, int rows) {
      Shape shape = new Shape(rows, length, width);
      ByteBuffer view = bytes.duplicate().order(ByteOrder.nativeOrder());
      view.limit((int) shape.size() * Float.BYTES);
      return manager.create(view, shape, DataType.FLOAT32);
    }
  }
}
