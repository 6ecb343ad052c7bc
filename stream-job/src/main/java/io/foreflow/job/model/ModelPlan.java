package io.foreflow.job.model;

import java.io.Serializable;
import java.nio.file.Path;
import java.util.List;

/**
 * The models that a pipeline starts with. What is announced while it runs replaces them one by one.
 *
 * @param routes which of them steps which series
 * @param models by their numbers in {@code routes}
 * @param limits for loading them, and those that replace them
 * @param allowed where those that replace them may be
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

  /** Models that may be replaced by those of the same folders and servers. */
  public ModelPlan(ModelRoutes routes, List<ModelLocation> models, LoadLimits limits) {
    this(routes, models, limits, AllowedUris.around(models));
  }

  /** The same with other places for the models that replace these. */
  public ModelPlan withAllowed(AllowedUris allowed) {
    return new ModelPlan(routes, models, limits, allowed);
  }

  /** One model for all series. */
  public static ModelPlan of(ModelLocation model, LoadLimits limits) {
    return new ModelPlan(ModelRoutes.NONE, List.of(model), limits);
  }

  /** One model file for all series. */
  public static ModelPlan of(Path file) {
    return of(ModelLocation.of(file), LoadLimits.DEFAULT);
  }
}
