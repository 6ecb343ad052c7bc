package io.foreflow.job.wave;

import io.foreflow.job.arrival.AcceptedReading;
import io.foreflow.job.model.LoadLimits;
import io.foreflow.job.model.ModelLocation;
import io.foreflow.job.model.ModelNames;
import io.foreflow.job.model.ModelPlan;
import io.foreflow.job.model.ModelRoutes;
import io.foreflow.job.model.ReadyModel;
import io.foreflow.job.model.SharedModels;
import io.foreflow.job.model.UnusableModelException;
import io.foreflow.job.score.TrackedModels;
import io.foreflow.manifest.Manifest;
import io.foreflow.model.StepModel;
import io.foreflow.series.SlotGrid;
import io.foreflow.wire.ModelAnnouncement;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.apache.flink.streaming.runtime.tasks.ProcessingTimeService;
import org.apache.flink.util.IOUtils;

/**
 * The models of one task. Each has waves of its own, because a batch holds only series of its own
 * model. With as many series each, several models step batches as full as one alone would. A series
 * always goes to the same model, so its readings stay in order.
 */
final class LiveModels implements AutoCloseable {
  private final ModelRoutes routes;
  private final WaveSettings settings;
  private final SeriesStates states;
  private final WaveOutput output;
  private final WaveMetrics metrics;
  private final TrackedModels tracked;
  private final Takeovers takeovers;
  private final List<LiveModel> models = new ArrayList<>();

  LiveModels(
      ModelPlan plan,
      WaveSettings settings,
      SeriesStates states,
      WaveOutput output,
      WaveMetrics metrics,
      TrackedModels tracked,
      Takeovers takeovers) {
    this.routes = plan.routes();
    this.settings = settings;
    this.states = states;
    this.output = output;
    this.metrics = metrics;
    this.tracked = tracked;
    this.takeovers = takeovers;
  }

  /** Loads the models of the plan. If one can't be loaded, the caller has to close the others. */
  void load(
      ModelPlan plan,
      AliasVersions versions,
      LoadLimits limits,
      SharedModels shared,
      ProcessingTimeService time)
      throws Exception {
    ModelNames names = new ModelNames(routes);
    for (int number = 0; number < plan.models().size(); number++) {
      ReadyModel ready = load(plan, number, names, versions, limits, shared);
      LiveModel.Used used = used(source(plan.models().get(number), ready), ready);
      models.add(new LiveModel(used, new WaveSchedule(settings, used.runner(), time)));
      metrics.modelInUse(ready.model());
    }
    versions.keep();
    metrics.takeoversLeft(() -> models.stream().mapToLong(LiveModel::takeoversLeft).sum());
    metrics.stateBytes(largestState());
  }

  private ReadyModel load(
      ModelPlan plan,
      int number,
      ModelNames names,
      AliasVersions versions,
      LoadLimits limits,
      SharedModels shared)
      throws Exception {
    ModelLocation location = plan.models().get(number);
    String name = routes.names().get(number);
    boolean isDefault = number == ModelRoutes.DEFAULT;
    try {
      ReadyModel ready = ReadyModel.of(versions.acquire(location, limits, shared), settings.size());
      Optional<String> wrong = names.take(number, ready.model().manifest().model());
      if (wrong.isPresent()) {
        ready.close();
        throw new UnusableModelException(UnusableModelException.WRONG_NAME, "found " + wrong.get());
      }
      return ready;
    } catch (UnusableModelException e) {
      throw new IOException(
          "%s: %s".formatted(isDefault ? "model.uri" : "models." + name + ".uri", e.getMessage()),
          e);
    }
  }

  /** Takes a reading into the wave of its series' model. */
  void add(AcceptedReading reading) throws IOException {
    models.get(routes.route(reading.reading().series())).waves().add(reading);
  }

  /** Runs waves until no reading is held. */
  void runAll() throws IOException {
    for (LiveModel model : models) {
      model.waves().runAll();
    }
  }

  /** The model of this name, whatever its version. */
  Optional<LiveModel> find(String name) {
    return models.stream().filter(model -> model.manifest().model().equals(name)).findAny();
  }

  /** The models' names. */
  List<String> names() {
    return models.stream().map(model -> model.manifest().model()).toList();
  }

  /**
   * Where the series still come from that are moving from one model to another, one for each name.
   */
  List<ModelAnnouncement> formers() {
    return models.stream().map(LiveModel::former).filter(Objects::nonNull).toList();
  }

  /** Whether takeovers that begin now are spread. */
  boolean spreadsTakeovers() {
    return takeovers.areSpread();
  }

  /**
   * Replaces a model between waves, and each series moves at its next reading. This object owns the
   * next model from now on.
   */
  void replace(LiveModel model, ModelAnnouncement source, ReadyModel next) {
    LiveModel.Used used = used(source, next);
    StepModel before = model.model();
    model.replace(used);
    metrics.modelNoLongerInUse(before);
    metrics.modelInUse(next.model());
    metrics.stateBytes(largestState());
  }

  /** Replaces a model between waves, and spreads the takeovers of its series. */
  void spread(LiveModel model, ModelAnnouncement source, ReadyModel next) {
    LiveModel.Used used = used(source, next);
    StepModel before = model.model();
    model.replace(used, takeovers, () -> forget(before));
    metrics.modelInUse(next.model());
    metrics.stateBytes(largestState());
  }

  private void forget(StepModel former) {
    metrics.modelNoLongerInUse(former);
    metrics.stateBytes(largestState());
  }

  /** The announcement that a configured model could have been. */
  private static ModelAnnouncement source(ModelLocation location, ReadyModel ready) {
    Manifest manifest = ready.model().manifest();
    return new ModelAnnouncement(
        manifest.model(), manifest.version(), location.uri(), ready.model().sha256(), 0);
  }

  private LiveModel.Used used(ModelAnnouncement source, ReadyModel ready) {
    try {
      WaveRunner runner =
          new WaveRunner(
              ready.model(),
              ready.workspace(),
              settings,
              states,
              output,
              metrics,
              tracked,
              EmittedForecasts.ALL,
              takeovers.clock());
      return new LiveModel.Used(source, ready, runner);
    } catch (RuntimeException e) {
      ready.close();
      throw e;
    }
  }

  private int largestState() {
    return models.stream().mapToInt(model -> model.waves().stateBytes()).max().orElse(0);
  }

  /** Refuses a model that can't continue the series of another. */
  static void checkReplaces(Manifest next, Manifest current) throws UnusableModelException {
    if (!next.cadence().equals(current.cadence())) {
      throw new UnusableModelException(
          UnusableModelException.WRONG_CADENCE,
          "found a cadence of %s, allowed: that of the model in use, %s"
              .formatted(next.cadence(), current.cadence()));
    }
    SlotGrid slots = SlotGrid.of(next);
    if (!slots.equals(SlotGrid.of(current))) {
      throw new UnusableModelException(
          UnusableModelException.WRONG_CALENDAR,
          "found slots of %s, allowed: those of the model in use, %s; their trading calendars differ"
              .formatted(slots, SlotGrid.of(current)));
    }
    if (next.features().size() != current.features().size()) {
      throw new UnusableModelException(
          UnusableModelException.WRONG_COVARIATES,
          "found %d covariates, allowed: as many as the model in use takes, %d"
              .formatted(next.features().size() - 1, current.features().size() - 1));
    }
  }

  @Override
  public void close() throws Exception {
    IOUtils.closeAll(models);
  }
}
