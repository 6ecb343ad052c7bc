package io.foreflow.trainer.features;

import io.foreflow.history.ColumnStore;
import io.foreflow.history.CovariateColumns;
import io.foreflow.history.SeriesHistory;
import io.foreflow.trainer.features.FeatureSteps.Outputs;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * The feature graph as a separate function. It runs over whole histories, or over stretches of
 * them. Only {@link #make} may be called by several threads.
 */
public final class FeatureFunction implements FeatureMaker, AutoCloseable {

  private static final int BATCH = FeatureSteps.BATCH;

  /** The columns scale, steps seen, reading and level of a slot. */
  private static final int COLUMNS_OF_STATE = 4;

  private final FeatureConfig config;
  private final FeatureSteps steps;

  public FeatureFunction(FeatureConfig config) {
    this.config = config;
    steps = new FeatureSteps(config, Outputs.ALL);
  }

  /** The configuration of the features. */
  public FeatureConfig config() {
    return config;
  }

  /** The number of columns that the cells get. */
  public int inputWidth() {
    return steps.inputWidth();
  }

  /** The bytes that {@link SeriesFeatures} take for one slot. */
  public long bytesPerSlot() {
    int columns = inputWidth() + config.contextWidth() + config.baseWidth() + COLUMNS_OF_STATE;
    return (long) columns * Float.BYTES;
  }

  /**
   * The bytes that {@link #snapshots} keep for one slot, rounded up.
   *
   * @param withScales whether scales are kept
   */
  public long snapshotBytesPerSlot(boolean withScales) {
    int columns = withScales ? 2 : 1;
    return (long) Float.BYTES * (columns + SnapshotPass.numbersPerSlot(steps.stateSize()));
  }

  /** The features of each slot of each series, in the order of {@code histories}. */
  public synchronized List<SeriesFeatures> run(List<SeriesHistory> histories) {
    List<SeriesFeatures> all = new ArrayList<>();
    for (SeriesHistory history : histories) {
      int slots = history.slots();
      all.add(
          new SeriesFeatures(
              history,
              new float[slots * inputWidth()],
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
    steps.clear(batch.size());
    List<CovariateColumns> columns =
        batch.stream().map(row -> steps.columns(row.history())).toList();
    int rows = batch.size();
    for (int slot = 0; slot < batch.get(0).history().slots(); slot++) {
      while (batch.get(rows - 1).history().slots() <= slot) {
        rows--;
      }
      for (int row = 0; row < rows; row++) {
        steps.observe(row, batch.get(row).history(), columns.get(row), slot);
      }
      steps.run(rows);
      for (int row = 0; row < rows; row++) {
        SeriesFeatures features = batch.get(row);
        steps.copy("inputs", row, features.inputs(), slot, inputWidth());
        steps.copy("context", row, features.context(), slot, config.contextWidth());
        steps.copy("base", row, features.base(), slot, config.baseWidth());
        features.scale()[slot] = steps.scale(row);
        features.seen()[slot] = steps.seen(row);
        features.readings()[slot] = steps.reading(row);
        features.level()[slot] = steps.level(row);
      }
      steps.carry(rows);
    }
  }

  /** Fills the slots before a series' first reading with that reading, as the step graph does. */
  private static void fillStart(SeriesFeatures features) {
    int first = features.firstSeen(1);
    if (first < features.readings().length) {
      Arrays.fill(features.readings(), 0, first, features.readings()[first]);
    }
  }

  /**
   * Series whose features {@link #make} makes for any stretch. All slots are stepped once for this,
   * and few numbers of each slot are kept.
   *
   * @param store what these numbers are kept in
   * @param keepScales whether {@link FeaturedSeries#addScales} is needed
   */
  public List<FeaturedSeries> snapshots(
      List<SeriesHistory> histories, ColumnStore store, boolean keepScales) {
    try (FeatureSteps states = new FeatureSteps(config, Outputs.STATE)) {
      return List.copyOf(new SnapshotPass(states, store, keepScales).over(histories));
    }
  }

  /** The features of stretches of series of {@link #snapshots}. */
  @Override
  public synchronized List<FeatureStretch> make(List<Slots> wanted) {
    return new StretchPass(steps, config).make(wanted);
  }

  @Override
  public void close() {
    steps.close();
  }
}
