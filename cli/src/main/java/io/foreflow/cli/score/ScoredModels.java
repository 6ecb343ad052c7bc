package io.foreflow.cli.score;

import io.foreflow.cli.process.CommandFailure;
import io.foreflow.job.config.PipelineConfig;
import io.foreflow.job.model.LoadLimits;
import io.foreflow.job.model.ModelLease;
import io.foreflow.job.model.ModelLocation;
import io.foreflow.job.model.ModelPlan;
import io.foreflow.job.model.SharedModels;
import io.foreflow.job.model.UnusableModelException;
import io.foreflow.job.topology.ModelPlans;
import io.foreflow.manifest.Manifest;
import io.foreflow.model.StepModel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The model files of a pipeline, and those that are given besides, by their versions. */
final class ScoredModels implements AutoCloseable {
  private final Map<ModelVersion, StepModel> models = new LinkedHashMap<>();
  private final List<ModelLease> leases = new ArrayList<>();

  private ScoredModels() {}

  /**
   * Opens the files.
   *
   * @throws CommandFailure if one can't be used
   */
  static ScoredModels open(PipelineConfig config, List<Path> files) {
    ScoredModels models = new ScoredModels();
    ModelPlan plan = ModelPlans.of(config);
    LoadLimits limits = plan.limits();
    try {
      files.forEach(file -> models.add(ModelLocation.of(file), limits));
      plan.models().forEach(location -> models.add(location, limits));
      ModelPlans.shadow(config)
          .ifPresent(shadow -> shadow.models().forEach(each -> models.add(each, limits)));
      return models;
    } catch (RuntimeException e) {
      models.close();
      throw e;
    }
  }

  private void add(ModelLocation location, LoadLimits limits) {
    try {
      ModelLease lease = SharedModels.ofProcess().acquire(location, limits);
      leases.add(lease);
      Manifest manifest = lease.model().manifest();
      models.putIfAbsent(new ModelVersion(manifest.model(), manifest.version()), lease.model());
    } catch (UnusableModelException e) {
      throw CommandFailure.failed(
          "%s can't be used: %s. The scores of a model need its file, to know its season and what it remembers"
              .formatted(location.uri(), e.getMessage()),
          e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw CommandFailure.failed("interrupted while a model was read", e);
    }
  }

  /** The file of a version, if there is one. */
  Optional<StepModel> find(ModelVersion version) {
    return Optional.ofNullable(models.get(version));
  }

  /** The versions whose files there are. */
  List<ModelVersion> versions() {
    return List.copyOf(models.keySet());
  }

  @Override
  public void close() {
    leases.forEach(ModelLease::close);
  }
}
