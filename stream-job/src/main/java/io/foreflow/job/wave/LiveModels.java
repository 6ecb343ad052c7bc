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
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
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
  private final List<LiveModel> models = new ArrayList<>();

  LiveModels(
      ModelPlan plan,
      WaveSettings settings,
      SeriesStates states,
      WaveOutput output,
      WaveMetrics metrics,
      TrackedModels tracked) {
    this.routes = plan.routes();
    this.settings = settings;
    this.states = states;
    this.output = output;
    this.metrics = metrics;
    this.tracked = tracked;
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
      WaveRunner runner = runner(ready);
      models.add(new LiveModel(ready, new WaveSchedule(settings, runner, time)));
      metrics.modelInUse(ready.model());
    }
    versions.keep();
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

  /** Replaces a model between waves. This object owns the next one from now on. */
  void replace(LiveModel model, ReadyModel next) {
    WaveRunner runner = runner(next);
    metrics.modelNoLongerInUse(model.model());
    model.replace(next, runner);
    metrics.modelInUse(next.model());
    metrics.stateBytes(largestState());
  }

  private WaveRunner runner(ReadyModel ready) {
    try {
      return new WaveRunner(
          ready.model(), ready.workspace(), settings, states, output, metrics, tracked);
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
