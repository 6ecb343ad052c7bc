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
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/** The feature graph as a separate function, which runs over whole histories. Not thread-safe. */
public final class FeatureFunction implements AutoCloseable {

  private static final int BATCH = 128;

  /** The columns scale, steps seen, reading and level of a slot. */
  private static final int COLUMNS_OF_STATE = 4;

  private final FeatureConfig config;
  private final List<String> covariates;
  private final int stateSize;
  private final int levelOffset;
  private final int inputWidth;
  private final GraphFunction graph;
  private final Binding binding;
  private final FloatBuffer observed;
  private final LongBuffer time;
  private final FloatBuffer state;

  public FeatureFunction(FeatureConfig config) {
    this.config = config;
    int[] widths = FeatureGraph.stateWidths(config);
    stateSize = Arrays.stream(widths).sum();
    levelOffset = FeatureGraph.levelOffset(config);
    GraphBuilder builder = new GraphBuilder("features");
    covariates = config.covariateNames();
    Value observedColumn = builder.floatInput("observed", 1 + covariates.size());
    Value timeColumn = builder.longInput("time");
    List<Value> parts = builder.split(builder.floatInput("state", stateSize), widths);
    FeatureGraph.Features features =
        FeatureGraph.emit(builder, config, observedColumn, timeColumn, parts);
    inputWidth = features.inputs().width();
    builder.output("inputs", features.inputs());
    builder.output("context", features.context());
    builder.output("base", features.base());
    builder.output("scale", features.scale());
    builder.output("next_state", builder.concat(features.nextState()));
    graph = GraphFunction.open(builder.build());
    binding = graph.bind(BATCH);
    observed = binding.floats("observed");
    time = binding.longs("time");
    state = binding.floats("state");
  }

  /** The configuration of the features. */
  public FeatureConfig config() {
    return config;
  }

  /** The number of columns that the cells get. */
  public int inputWidth() {
    return inputWidth;
  }

  /** The bytes that {@link SeriesFeatures} take for one slot. */
  long bytesPerSlot() {
    int columns = inputWidth + config.contextWidth() + config.baseWidth() + COLUMNS_OF_STATE;
    return (long) columns * Float.BYTES;
  }

  /** The features of each slot of each series, in the order of {@code histories}. */
  public List<SeriesFeatures> run(List<SeriesHistory> histories) {
    List<SeriesFeatures> all = new ArrayList<>();
    for (SeriesHistory history : histories) {
      int slots = history.slots();
      all.add(
          new SeriesFeatures(
              history,
              new float[slots * inputWidth],
              new float[slots * config.contextWidth()],
              new float[slots * config.baseWidth()],
              new float[slots],
              new float[slots],
              new float[slots],
              new float[slots]));
    }
    // The longest series comes first. When a series ends, the remaining ones are still the first
    // rows of the batch.
    List<SeriesFeatures> order = new ArrayList<>(all);
    order.sort(Comparator.comparingInt((SeriesFeatures f) -> f.history().slots()).reversed());
    for (int from = 0; from < order.size(); from += BATCH) {
      runBatch(order.subList(from, Math.min(order.size(), from + BATCH)));
    }
    all.forEach(FeatureFunction::fillStart);
    return List.copyOf(all);
  }

  private void runBatch(List<SeriesFeatures> batch) {
    SlotGrid grid = new SlotGrid(config.cadenceMillis());
    for (int i = 0; i < batch.size() * stateSize; i++) {
      state.put(i, 0f);
    }
    FloatBuffer next = binding.floats("next_state");
    List<CovariateColumns> columns =
        batch.stream()
            .map(row -> CovariateColumns.of(covariates, row.history().covariates().names()))
            .toList();
    float[] given = new float[covariates.size()];
    int rows = batch.size();
    for (int slot = 0; slot < batch.get(0).history().slots(); slot++) {
      while (batch.get(rows - 1).history().slots() <= slot) {
        rows--;
      }
      for (int row = 0; row < rows; row++) {
        SeriesHistory history = batch.get(row).history();
        int at = row * (1 + given.length);
        observed.put(at, history.value(slot));
        columns.get(row).read(history, slot, given);
        observed.put(at + 1, given);
        time.put(row, grid.timeOf(history.firstSlot() + slot));
      }
      binding.run(rows);
      for (int row = 0; row < rows; row++) {
        SeriesFeatures features = batch.get(row);
        copy("inputs", row, features.inputs(), slot, inputWidth);
        copy("context", row, features.context(), slot, config.contextWidth());
        copy("base", row, features.base(), slot, config.baseWidth());
        copy("scale", row, features.scale(), slot, 1);
        int at = row * stateSize;
        features.seen()[slot] = next.get(at);
        features.readings()[slot] = next.get(at + levelOffset - 1);
        features.level()[slot] = next.get(at + levelOffset);
      }
      state.put(0, next, 0, rows * stateSize);
    }
  }

  /** Fills the slots before a series' first reading with that reading, as the step graph does. */
  private static void fillStart(SeriesFeatures features) {
    float[] seen = features.seen();
    int first = 0;
    while (first < seen.length && seen[first] == 0) {
      first++;
    }
    if (first < seen.length) {
      Arrays.fill(features.readings(), 0, first, features.readings()[first]);
    }
  }

  private void copy(String output, int row, float[] target, int slot, int width) {
    binding.floats(output).get(row * width, target, slot * width, width);
  }

  @Override
  public void close() {
    binding.close();
    graph.close();
  }
}
