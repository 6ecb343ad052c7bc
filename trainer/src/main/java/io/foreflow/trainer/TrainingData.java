package io.foreflow.trainer;

import io.foreflow.history.ColumnStore;
import io.foreflow.history.SeriesHistory;
import io.foreflow.history.WorkSpace;
import io.foreflow.trainer.features.FeatureFunction;
import io.foreflow.trainer.features.FeatureMaker;
import io.foreflow.trainer.features.FeaturedSeries;
import io.foreflow.trainer.loop.FitData;
import io.foreflow.trainer.window.DisturbedCopies;
import java.util.Collections;
import java.util.List;

/**
 * Makes what a training learns from. Features of all slots are held on the heap if they fit the
 * space. Otherwise they are made again for each window, from snapshots in a file. Both have the
 * same bits, so a training does not depend on the space.
 */
final class TrainingData implements AutoCloseable {

  /** The season assumed for disturbed copies if the model has none. */
  private static final int SLOTS_WITHOUT_SEASON = 24;

  private final TrainingConfig config;
  private final FeatureFunction function;
  private final ColumnStore store;
  private final boolean held;

  /**
   * @param space the room for features
   */
  TrainingData(
      TrainingConfig config,
      FeatureFunction function,
      List<SeriesHistory> histories,
      WorkSpace space) {
    this.config = config;
    this.function = function;
    held = TrainingSpace.of(config, function, histories, space).held();
    store = new ColumnStore(held ? space : space.withHeapBytes(0));
  }

  FitData of(List<SeriesHistory> histories) {
    List<FeaturedSeries> series = features(histories);
    return new FitData(series, features(disturbed(series)), held ? FeatureMaker.HELD : function);
  }

  private List<FeaturedSeries> features(List<SeriesHistory> histories) {
    return held
        ? List.copyOf(function.run(histories))
        : function.snapshots(histories, store, config.fit().loss().scaleWeight() != 0);
  }

  /**
   * Disturbed copies of the readings that count. A reading beyond its limit would distort the size
   * of the disturbances, so it is left out.
   */
  private List<SeriesHistory> disturbed(List<FeaturedSeries> series) {
    if (config.fit().windows().disturbed() == 0) {
      return List.of();
    }
    List<Integer> seasons = config.features().seasons();
    int unit = seasons.isEmpty() ? SLOTS_WITHOUT_SEASON : Collections.min(seasons);
    return new DisturbedCopies(config.fit().windows(), unit, config.seed())
        .of(series, config.fit().validation(), store);
  }

  @Override
  public void close() {
    store.close();
  }
}
