package io.foreflow.trainer.features;

import io.foreflow.graph.GraphBuilder;
import io.foreflow.graph.Value;
import io.foreflow.history.CovariateColumns;
import io.foreflow.history.SeriesHistory;
import io.foreflow.model.Binding;
import io.foreflow.model.GraphFunction;
import io.foreflow.series.SlotGrid;
import java.nio.FloatBuffer;
import java.nio.LongBuffer;
import java.util.Arrays;
import java.util.List;

/**
 * The feature graph, stepped slot by slot for a batch of unrelated series. Each row is one series.
 * Not thread-safe.
 */
final class FeatureSteps implements AutoCloseable {

  /** The most rows of a batch. */
  static final int BATCH = 128;

  private final List<String> covariates;
  private final int stateSize;
  private final int levelOffset;
  private final int inputWidth;
  private final SlotGrid grid;
  private final GraphFunction graph;
  private final Binding binding;
  private final FloatBuffer observed;
  private final LongBuffer time;
  private final FloatBuffer state;
  private final FloatBuffer nextState;
  private final FloatBuffer scale;
  private final float[] given;

  /** Features that the graph computes. */
  enum Outputs {
    /** All of them. */
    ALL,
    /** The scale and the state, which take much less time. */
    STATE
  }

  FeatureSteps(FeatureConfig config, Outputs outputs) {
    covariates = config.covariateNames();
    grid = config.grid();
    int[] widths = FeatureGraph.stateWidths(config);
    stateSize = Arrays.stream(widths).sum();
    levelOffset = FeatureGraph.levelOffset(config);
    GraphBuilder builder = new GraphBuilder("features");
    Value observedColumns = builder.floatInput("observed", 1 + covariates.size());
    Value timeColumn = builder.longInput("time");
    List<Value> parts = builder.split(builder.floatInput("state", stateSize), widths);
    FeatureGraph.Features features =
        FeatureGraph.emit(builder, config, observedColumns, timeColumn, parts);
    inputWidth = features.inputs().width();
    if (outputs == Outputs.ALL) {
      builder.output("inputs", features.inputs());
      builder.output("context", features.context());
      builder.output("base", features.base());
    }
    builder.output("scale", features.scale());
    builder.output("next_state", builder.concat(features.nextState()));
    graph = GraphFunction.open(builder.build());
    binding = graph.bind(BATCH);
    observed = binding.floats("observed");
    time = binding.longs("time");
    state = binding.floats("state");
    nextState = binding.floats("next_state");
    scale = binding.floats("scale");
    given = new float[covariates.size()];
  }

  /** The number of columns that the cells get. */
  int inputWidth() {
    return inputWidth;
  }

  /** The number of numbers in a state. */
  int stateSize() {
    return stateSize;
  }

  /** The covariates' columns in a history. */
  CovariateColumns columns(SeriesHistory history) {
    return CovariateColumns.of(covariates, history.covariates().names());
  }

  /** The states of all rows before the next step. */
  FloatBuffer state() {
    return state;
  }

  /** The states of all rows after the last step. */
  FloatBuffer nextState() {
    return nextState;
  }

  /** Starts these rows with empty states. */
  void clear(int rows) {
    for (int i = 0; i < rows * stateSize; i++) {
      state.put(i, 0f);
    }
  }

  /** Sets what a row observes in the next step. */
  void observe(int row, SeriesHistory history, CovariateColumns columns, int slot) {
    int at = row * (1 + given.length);
    observed.put(at, history.value(slot));
    if (given.length > 0) {
      columns.read(history, slot, given);
      observed.put(at + 1, given);
    }
    time.put(row, grid.modelTimeOf(history.firstSlot() + slot));
  }

  /** Steps the first rows. */
  void run(int rows) {
    binding.run(rows);
  }

  /** Makes the states after the last step those before the next one. */
  void carry(int rows) {
    state.put(0, nextState, 0, rows * stateSize);
  }

  /** The number of steps that a row has seen, the last one included. */
  float seen(int row) {
    return nextState.get(row * stateSize);
  }

  /** The reading of a row, as its state remembers it. */
  float reading(int row) {
    return nextState.get(row * stateSize + levelOffset - 1);
  }

  /** The running mean of a row. */
  float level(int row) {
    return nextState.get(row * stateSize + levelOffset);
  }

  /** The scale of a row. */
  float scale(int row) {
    return scale.get(row);
  }

  /** Copies an output of a row. */
  void copy(String output, int row, float[] target, int slot, int width) {
    binding.floats(output).get(row * width, target, slot * width, width);
  }

  @Override
  public void close() {
    binding.close();
    graph.close();
  }
}
