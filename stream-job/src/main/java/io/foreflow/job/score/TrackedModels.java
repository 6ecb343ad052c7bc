package io.foreflow.job.score;

import io.foreflow.job.metrics.JobMetrics;
import io.foreflow.job.state.KnownGrids;
import io.foreflow.job.state.SeriesState;
import io.foreflow.job.state.StateHeader;
import io.foreflow.manifest.Manifest;
import io.foreflow.series.SlotGrid;
import io.foreflow.wire.Anomaly;
import io.foreflow.wire.ForecastScore;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.state.OperatorStateStore;
import org.apache.flink.api.common.typeinfo.PrimitiveArrayTypeInfo;
import org.apache.flink.metrics.MetricGroup;
import org.jspecify.annotations.Nullable;

/**
 * The models whose forecasts one task scores: those that it steps with, and those that were there
 * before, whose forecasts may still be open. The last {@value #MOST_VERSIONS} versions of a model
 * are kept. An older one has no counters any more, and its open forecasts are dropped.
 *
 * <p>A snapshot holds a description of each, because the state of a series names the model only by
 * its id.
 */
public final class TrackedModels {
  /** The state's name in savepoints. */
  public static final String STATE = "tracked-models";

  /** How many versions of a model have counters. */
  static final int MOST_VERSIONS = 4;

  private final @Nullable ScoreSettings settings;
  private final ScoreCounters counters;
  private final Consumer<ForecastScore> records;
  private final int mostVersions;
  private final List<ModelScores> models = new ArrayList<>();
  private final KnownGrids grids = new KnownGrids();

  /**
   * No models yet.
   *
   * @param settings null if no forecast is tracked
   * @param operator the metrics of the operator
   * @param records receives the records of scores
   */
  public TrackedModels(
      @Nullable ScoreSettings settings, MetricGroup operator, Consumer<ForecastScore> records) {
    this(settings, operator, records, MOST_VERSIONS);
  }

  /**
   * No models yet.
   *
   * @param settings null if no forecast is tracked
   * @param operator the metrics of the operator
   * @param records receives the records of scores
   * @param mostVersions how many versions of a model are kept
   */
  public TrackedModels(
      @Nullable ScoreSettings settings,
      MetricGroup operator,
      Consumer<ForecastScore> records,
      int mostVersions) {
    this.settings = settings;
    this.records = records;
    this.mostVersions = mostVersions;
    counters = new ScoreCounters(operator.addGroup(JobMetrics.GROUP));
  }

  /** The descriptions in snapshots. Each task restores those of all tasks. */
  public static ListState<byte[]> state(OperatorStateStore store) throws Exception {
    return store.getUnionListState(
        new ListStateDescriptor<>(STATE, PrimitiveArrayTypeInfo.BYTE_PRIMITIVE_ARRAY_TYPE_INFO));
  }

  /** Reads the models of a snapshot. */
  public void restore(ListState<byte[]> state) throws Exception {
    for (byte[] bytes : state.get()) {
      TrackedModel model = TrackedModel.decode(bytes);
      if (find(model.id(), model.number()) == null) {
        add(scores(model));
      }
    }
  }

  /** Writes the models for a snapshot. */
  public void save(ListState<byte[]> state) throws Exception {
    List<byte[]> all = new ArrayList<>();
    for (ModelScores scores : models) {
      all.add(scores.model().encode());
    }
    state.update(all);
  }

  /** The memories of the series that are stepped with a model from now on. */
  public SeriesMemories use(Manifest manifest, StateHeader header) {
    grids.add(header.grid());
    if (settings == null || manifest.levels().isEmpty()) {
      return new SeriesMemories(header, this, null, 1);
    }
    TrackedModel model = TrackedModel.of(manifest, header, settings);
    ModelScores scores = find(model.id(), model.number());
    if (scores == null) {
      scores = scores(model);
    } else {
      models.remove(scores);
    }
    add(scores);
    scores.register();
    return new SeriesMemories(header, this, scores, manifest.shortestSeason());
  }

  private ModelScores scores(TrackedModel model) {
    SlotGrid grid = model.grid();
    if (grid != null) {
      grids.add(grid);
    }
    return new ModelScores(model, counters, grids, settings, records);
  }

  /** The grids of the states. */
  public KnownGrids grids() {
    return grids;
  }

  /**
   * The watches of the series whose memories these are; null if they are not watched.
   *
   * @param output receives what happens to episodes
   */
  public @Nullable SeriesWatches watches(SeriesMemories memories, Consumer<Anomaly> output) {
    return settings == null ? null : memories.watches(settings, output);
  }

  /** The model that wrote a state; null if it is not known any more. */
  @Nullable ModelScores of(byte[] state) {
    return find(SeriesState.model(state), SeriesState.layout(state));
  }

  private void add(ModelScores scores) {
    models.add(scores);
    List<TrackedModel> versions = new ArrayList<>();
    for (int i = models.size() - 1; i >= 0; i--) {
      TrackedModel model = models.get(i).model();
      if (model.model().equals(scores.model().model())
          && versions.stream().noneMatch(model::hasLabelsOf)) {
        versions.add(model);
      }
    }
    if (versions.size() > mostVersions) {
      TrackedModel oldest = versions.get(mostVersions);
      models.removeIf(other -> other.model().hasLabelsOf(oldest));
      counters.remove(oldest);
    }
  }

  /** Writes records of all sums in a state that is given up. */
  public void end(String series, byte[] state) {
    var unused = FormerMemories.of(series, state, this, 0);
  }

  @Nullable ModelScores find(long id, int layout) {
    for (int i = 0; i < models.size(); i++) {
      ModelScores scores = models.get(i);
      if (scores.model().is(id, layout)) {
        return scores;
      }
    }
    return null;
  }

  /** Adds the scores since the last call to the counters. */
  public void report() {
    for (int i = 0; i < models.size(); i++) {
      models.get(i).report();
    }
  }
}
