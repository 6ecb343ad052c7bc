package io.foreflow.job.model;

import java.io.Serializable;
import java.nio.file.Path;
import java.util.List;

/**
 * The models that a pipeline starts with. Announced models replace them one by one while it runs.
 *
 * @param routes which model steps which series
 * @param models by their numbers in {@code routes}
 * @param limits for loading these models and those that replace them
 * @param allowed where the models that replace them may be
 */
public record ModelPlan(
    ModelRoutes routes, List<ModelLocation> models, LoadLimits limits, AllowedUris allowed)
    implements Serializable {

  public ModelPlan {
    models = List.copyOf(models);
    if (models.size() != routes.names().size()) {
      throw new IllegalArgumentException(
          "found %d models, allowed: one for each of %s".formatted(models.size(), routes.names()));
    }
  }

  /** A plan whose models may be replaced by models of the same folders and servers. */
  public ModelPlan(ModelRoutes routes, List<ModelLocation> models, LoadLimits limits) {
    this(routes, models, limits, AllowedUris.around(models));
  }

  /** This plan with other places for the models that replace these. */
  public ModelPlan withAllowed(AllowedUris allowed) {
    return new ModelPlan(routes, models, limits, allowed);
  }

  /** A plan with one model for all series. */
  public static ModelPlan of(ModelLocation model, LoadLimits limits) {
    return new ModelPlan(ModelRoutes.NONE, List.of(model), limits);
  }

  /** A plan with one model file for all series. */
  public static ModelPlan of(Path file) {
    return of(ModelLocation.of(file), LoadLimits.DEFAULT);
  }
}
