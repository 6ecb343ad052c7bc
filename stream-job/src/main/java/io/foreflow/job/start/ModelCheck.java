package io.foreflow.job.start;

import io.foreflow.job.config.ModelOptions;
import io.foreflow.job.config.PipelineConfig;
import io.foreflow.job.model.ModelLease;
import io.foreflow.job.model.ModelLocation;
import io.foreflow.job.model.ModelNames;
import io.foreflow.job.model.ModelPlan;
import io.foreflow.job.model.ModelRoutes;
import io.foreflow.job.model.SharedModels;
import io.foreflow.job.model.UnusableModelException;
import io.foreflow.job.topology.ModelPlans;
import io.foreflow.job.topology.UnresolvedModelException;
import io.foreflow.options.Problem;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A check before the start that the models of a pipeline can be used. */
public final class ModelCheck {
  private final PipelineConfig config;
  private final List<Problem> problems = new ArrayList<>();

  /** A check of one pipeline. */
  public ModelCheck(PipelineConfig config) {
    this.config = config;
  }

  /** Opens and verifies each model, as a task of this process would. */
  public List<Problem> open() throws InterruptedException {
    try {
      openAll();
    } catch (UnresolvedModelException e) {
      unresolved(e);
    }
    return problems;
  }

  private void unresolved(UnresolvedModelException e) {
    problems.add(config.problem(e.key(), "names a model that can't be used: " + e.problem()));
  }

  private void openAll() throws InterruptedException {
    ModelPlan plan = ModelPlans.of(config);
    ModelNames names = new ModelNames(plan.routes());
    for (int number = 0; number < plan.models().size(); number++) {
      String key = key(plan, number);
      Optional<String> found = open(key, plan.models().get(number), plan);
      if (found.isPresent()) {
        names
            .take(number, found.get())
            .ifPresent(wrong -> problems.add(config.problem(key, "names a file with " + wrong)));
      }
    }
    Optional<ModelPlan> shadow = ModelPlans.shadow(config);
    if (shadow.isPresent()) {
      ModelPlan beside = shadow.get();
      var unused = open(ModelOptions.SHADOW_URI.name(), beside.models().get(0), beside);
    }
  }

  /** Looks for model files without opening them, since the tasks may run on other machines. */
  public List<Problem> look() {
    try {
      locations().forEach(this::isFile);
    } catch (UnresolvedModelException e) {
      unresolved(e);
    }
    return problems;
  }

  private Map<String, ModelLocation> locations() {
    Map<String, ModelLocation> locations = new LinkedHashMap<>();
    ModelPlan plan = ModelPlans.of(config);
    for (int number = 0; number < plan.models().size(); number++) {
      locations.put(key(plan, number), plan.models().get(number));
    }
    ModelPlans.shadow(config)
        .ifPresent(shadow -> locations.put(ModelOptions.SHADOW_URI.name(), shadow.models().get(0)));
    return locations;
  }

  private static String key(ModelPlan plan, int number) {
    return number == ModelRoutes.DEFAULT
        ? ModelOptions.MODEL_URI.name()
        : "models." + plan.routes().names().get(number) + ".uri";
  }

  /**
   * Opens a model and returns its own name. Notes a problem and returns nothing if it can't be
   * used.
   */
  private Optional<String> open(String key, ModelLocation location, ModelPlan plan)
      throws InterruptedException {
    if (!isFile(key, location)) {
      return Optional.empty();
    }
    try (ModelLease lease = SharedModels.ofProcess().acquire(location, plan.limits())) {
      return Optional.of(lease.model().manifest().model());
    } catch (UnusableModelException e) {
      problems.add(config.problem(key, "names a file that can't be used: " + e.getMessage()));
      return Optional.empty();
    }
  }

  private boolean isFile(String key, ModelLocation location) {
    URI uri = URI.create(location.uri());
    if (!"file".equals(uri.getScheme())) {
      return true;
    }
    Path file = Path.of(uri);
    if (Files.isRegularFile(file) && Files.isReadable(file)) {
      return true;
    }
    problems.add(
        config.problem(
            key,
            Files.exists(file)
                ? "names " + file + ", which is no file that this user can read on this machine"
                : "names " + file + ", and there is no such file on this machine"));
    return false;
  }
}
